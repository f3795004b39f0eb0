import type { CacheUse } from '../collections/cache-use.js';
import type { PresentedAccessToken } from './access-token.js';

/** Whom a valid token stands for. Whether that user exists and is active is for the directory to say. */
export interface Identity {
  readonly userId: string;
  readonly accountId: string;
  /** Absent: it was a JWT. */
  readonly accessToken?: PresentedAccessToken | undefined;
}

/** Decides whether a bearer token is genuine, and for whom it stands. */
export interface TokenVerifier {
  /**
   * @throws InvalidTokenError when the token is not valid, for whatever reason.
   * @throws IdentityUnavailableError when the keys to check it with cannot be read; the same call may succeed later.
   */
  verify(token: string): Promise<Identity>;
  /** How often a token was one that had been found valid before; absent where none are kept. */
  readonly keptTokens?: CacheUse;
}
