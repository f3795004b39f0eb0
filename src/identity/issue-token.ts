import { SignJWT } from 'jose';
import type { SharedSecretSettings } from './auth-settings.js';
import { isId } from '../decision/id.js';
import type { Identity } from './identity.js';

/** For whom a token is issued, and for how long. */
export interface TokenRequest extends Identity {
  readonly expiresInSeconds: number;
}

/**
 * Signs a token with the shared secret, with the configured issuer and audience. Whether the user exists is for the caller to ask.
 * @throws RangeError when an id could not belong to anybody: no gateway would accept the token.
 */
export async function issueToken(settings: SharedSecretSettings, request: TokenRequest): Promise<string> {
  const { accountId, userId, expiresInSeconds } = request;
  if (!isId(accountId) || !isId(userId)) throw new RangeError('Not the id of an account and a user');

  const token = new SignJWT({ account: accountId })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(userId)
    .setIssuedAt()
    .setExpirationTime(`${expiresInSeconds} seconds from now`);
  if (settings.issuer !== undefined) token.setIssuer(settings.issuer);
  if (settings.audience !== undefined) token.setAudience(settings.audience);
  return token.sign(new TextEncoder().encode(settings.secret));
}
