import type { IncomingMessage } from 'node:http';
import { UnauthenticatedError } from '../errors/public-errors.js';
import { isAccessToken } from '../identity/access-token.js';
import type { Identity, TokenVerifier } from '../identity/identity.js';

/** Who knows JWTs, and who knows access tokens. */
export interface Identifiers {
  readonly verifier: TokenVerifier;
  readonly accessTokens: TokenVerifier;
}

const BEARER = /^Bearer +(\S+) *$/i;

/**
 * Whom the token of a request stands for. Asked before the body is read, so that without a token nobody makes us read
 * one, or learns what is wrong with it. Of two `Authorization` headers Node would show the first and a proxy may have
 * looked at the second, so they are refused.
 * @throws UnauthenticatedError, or ServiceUnavailableError when the keys to check the token with cannot be read.
 */
export async function identify(
  { verifier, accessTokens }: Identifiers,
  { rawHeaders }: IncomingMessage,
): Promise<Identity> {
  const [header = '', ...others] = authorizationsIn(rawHeaders);
  if (others.length > 0) throw new UnauthenticatedError('SEVERAL_TOKENS');
  const token = BEARER.exec(header)?.[1];
  if (token === undefined) throw new UnauthenticatedError('NO_TOKEN');
  return isAccessToken(token) ? accessTokens.verify(token) : verifier.verify(token);
}

/** Every value that was sent, of names and values in turn. */
function authorizationsIn(rawHeaders: readonly string[]): readonly string[] {
  return rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === 'authorization');
}
