import type { PresentedAccessToken } from './access-token.js';

/** Whom a valid token stands for. Whether that user exists and is active is for the directory to say. */
export interface Identity {
  readonly userId: string;
  readonly accountId: string;
}

/** Who asks, as far as what was sent says: a JWT whom it stands for, an access token only which one it is. */
export type Claim =
  | (Identity & { readonly accessToken?: undefined })
  | { readonly accountId: string; readonly accessToken: PresentedAccessToken };

/** Decides whether a bearer token is genuine, and for whom it stands. */
export interface TokenVerifier {
  /**
   * @throws InvalidTokenError when the token is not valid, for whatever reason.
   * @throws IdentityUnavailableError when the keys to check it with cannot be read; the same call may succeed later.
   */
  verify(token: string): Promise<Identity>;
}
