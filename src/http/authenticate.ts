import { UnauthenticatedError } from '../errors/public-errors.js';
import type { Identity, TokenVerifier } from '../identity/identity.js';

const BEARER = /^Bearer +(\S+) *$/i;

/**
 * Whom the token of a request stands for. Asked before the body is read, so that without a token nobody makes us read
 * one, or learns what is wrong with it.
 * @throws UnauthenticatedError, or ServiceUnavailableError when the keys to check the token with cannot be read.
 */
export async function identify(
  verifier: TokenVerifier,
  authorization: string | undefined,
): Promise<Identity> {
  const token = BEARER.exec(authorization ?? '')?.[1];
  if (token === undefined) throw new UnauthenticatedError('Send a token: Authorization: Bearer <JWT>');
  return verifier.verify(token);
}
