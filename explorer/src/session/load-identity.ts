import { boolean, object, string } from 'zod/mini';
import type { output } from 'zod/mini';
import { ask, isUnauthenticated } from './post-graphql.js';

const Identity = object({
  viewer: object({ id: string(), name: string(), isAdministrator: boolean() }),
  account: object({ name: string(), plan: string(), accessModel: string(), permissionSets: string() }),
});

/** Who is signed in, and under which rules of the account. */
export type Identity = output<typeof Identity>;

/** What became of a token: it names somebody, it is turned away, or nobody could say. */
export type SignInOutcome =
  { kind: 'SIGNED_IN'; identity: Identity } | { kind: 'REFUSED' } | { kind: 'UNKNOWN'; message: string };

/** Asks the gateway whose token this is. Never rejects. */
export async function loadIdentity(token: string, signal: AbortSignal): Promise<SignInOutcome> {
  try {
    const answer = await ask(token, 'Identity', signal);
    if (isUnauthenticated(answer)) return { kind: 'REFUSED' };
    const identity = Identity.safeParse(answer.data);
    if (identity.success) return { kind: 'SIGNED_IN', identity: identity.data };
    return { kind: 'UNKNOWN', message: answer.errors?.[0]?.message ?? 'The gateway gave no answer.' };
  } catch (error) {
    return { kind: 'UNKNOWN', message: error instanceof Error ? error.message : String(error) };
  }
}
