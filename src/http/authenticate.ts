import type { IncomingMessage } from 'node:http';
import { UnauthenticatedError } from '../errors/public-errors.js';
import type { Identity, TokenVerifier } from '../identity/identity.js';

const BEARER = /^Bearer +(\S+) *$/i;

/**
 * Whom the token of a request stands for. Asked before the body is read, so that without a token nobody makes us read
 * one, or learns what is wrong with it. Of two `Authorization` headers Node would show the first and a proxy may have
 * looked at the second, so they are refused.
 * @throws UnauthenticatedError, or ServiceUnavailableError when the keys to check the token with cannot be read.
 */
export async function identify(
  verifier: TokenVerifier,
  { headersDistinct: { authorization = [] } }: IncomingMessage,
): Promise<Identity> {
  const [header = ''] = authorization;
  if (authorization.length > 1) throw new UnauthenticatedError('SEVERAL_TOKENS');
  const token = BEARER.exec(header)?.[1];
  if (token === undefined) throw new UnauthenticatedError('NO_TOKEN');
  return verifier.verify(token);
}
