import { createContext, useContext } from 'react';
import type { Ask } from '../data/ask.js';
import type { ViewerQuery } from '../documents/generated.js';

/** How to ask as whoever is signed in. */
export interface Asking {
  readonly ask: Ask;
  readonly token: string;
}

/** Who is signed in. */
export interface Session {
  readonly viewer: ViewerQuery['viewer'];
  readonly account: ViewerQuery['account'];
  /** The decision about creating integrations. */
  readonly creating: NonNullable<ViewerQuery['checkRights'][number]> | null;
}

export const AskingContext = createContext<Asking | null>(null);
export const SessionContext = createContext<Session | null>(null);

export function useAsking(): Asking {
  return present(useContext(AskingContext));
}

export function useSession(): Session {
  return present(useContext(SessionContext));
}

function present<T>(value: T | null): T {
  if (value === null) throw new Error('Nobody is signed in here.');
  return value;
}
