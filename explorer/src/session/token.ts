import { tellSignedOut } from './sign-out-everywhere.js';

const TOKEN_KEY = 'latchkey:token';

// A JWT of three base64url parts, the last of them possibly empty, or an access token; alone, or at the end of a
// sign-in link.
const TOKEN = /(?:^|#token=)([\w-]+\.[\w-]+\.[\w-]*|lk_[\w-]+)$/;

/** The token in a pasted text, which is a token or a whole sign-in link; null when it is neither. */
export function findToken(text: string): string | null {
  return TOKEN.exec(text.trim())?.[1] ?? null;
}

/** What became of the address bar's sign-in link. */
export type FollowedLink =
  | { kind: 'NONE' }
  /** Its token is in this browser tab's storage. */
  | { kind: 'TAKEN' }
  /** Somebody else is signed in, and is to be asked first. */
  | { kind: 'OTHER_USER'; token: string }
  /** It holds no whole token: it signs nobody in and changes nothing. */
  | { kind: 'DAMAGED' };

/**
 * Moves the token of a sign-in link (`#token=…`) out of the address bar: into this browser tab's storage when nobody
 * is signed in here. A link is anybody's to write, so none takes the place of a session without a word.
 */
export function takeTokenFromAddressBar(): FollowedLink {
  const { hash, pathname, search } = window.location;
  if (!hash.startsWith('#token=')) return { kind: 'NONE' };
  window.history.replaceState(null, '', pathname + search);
  const token = findToken(hash);
  if (token === null) return { kind: 'DAMAGED' };
  const present = readToken();
  if (present !== null && present !== token) return { kind: 'OTHER_USER', token };
  keepToken(token);
  return { kind: 'TAKEN' };
}

/** Keeps the token until the browser tab is closed; no other tab can read it. */
export function keepToken(token: string): void {
  sessionStorage.setItem(TOKEN_KEY, token);
}

/** The token kept in this browser tab, if any. */
export function readToken(): string | null {
  return sessionStorage.getItem(TOKEN_KEY);
}

/** Forgets the token, but keeps the editor's tabs, so that a new sign-in link goes on where the old one ended. */
export function forgetToken(): void {
  sessionStorage.removeItem(TOKEN_KEY);
}

/** Forgets the token and everything typed in this browser tab: queries, variables, history. Other tabs are signed out too. */
export function signOut(): void {
  const forgetAll = (): void => {
    sessionStorage.clear();
  };
  forgetAll();
  tellSignedOut();
  // The editor writes what was typed a moment later, by timers that run until this page is gone.
  window.addEventListener('pagehide', forgetAll);
  window.location.reload();
}
