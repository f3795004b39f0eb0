import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import type { JWTHeaderParameters, JWTPayload, JWTVerifyGetKey, JWTVerifyOptions } from 'jose';
import { z } from 'zod';
import { isId } from '../decision/id.js';
import type { AuthSettings } from './auth-settings.js';
import { IdentityUnavailableError, InvalidTokenError } from './errors.js';
import type { Identity, TokenVerifier } from './identity.js';
import { KnownTokens } from './known-tokens.js';
import { tokenRefusalOf } from './token-refusals.js';

/** No honest token comes near it, and nothing above it is worth the work of a signature check. */
const LONGEST_TOKEN = 8_192;

const KEY_READ_TIMEOUT_MS = 3_000;
/** How long keys are used without reading them again. */
const KEY_LIFETIME_MS = 10 * 60_000;
/** At most one extra read in this time, so that tokens naming unknown keys cannot make us flood the provider. */
const UNKNOWN_KEY_PAUSE_MS = 30_000;

const id = z.string().refine(isId);
const identityClaims = z.object({ sub: id, account: id });

/**
 * Checks tokens as the settings say. Nothing is read until the first token comes. One signed with the shared secret is
 * checked once; published keys may be withdrawn, so theirs are checked each time.
 */
export function createTokenVerifier(settings: AuthSettings): TokenVerifier {
  const check = signatureCheck(settings);
  const known = settings.kind === 'SHARED_SECRET' ? new KnownTokens() : undefined;
  return {
    async verify(token) {
      if (token.length > LONGEST_TOKEN) throw new InvalidTokenError('TOO_LONG');
      const found = known?.find(token);
      if (found !== undefined) return found;
      try {
        const payload = await check(token);
        const identity = identityOf(payload);
        known?.add(token, { identity, expiresAt: payload.exp ?? 0 });
        return identity;
      } catch (cause) {
        if (cause instanceof IdentityUnavailableError) throw cause;
        throw new InvalidTokenError(tokenRefusalOf(cause), { cause });
      }
    },
  };
}

/**
 * The algorithms are a matter of the settings and never of the token's header: a token signed with HS256 under a public
 * RSA key must not pass.
 */
function signatureCheck(settings: AuthSettings): (token: string) => Promise<JWTPayload> {
  if (settings.kind === 'SHARED_SECRET') {
    const key = new TextEncoder().encode(settings.secret);
    const options = { ...claimChecks(settings), algorithms: ['HS256'] };
    return async (token) => (await jwtVerify(token, key, options)).payload;
  }
  const keys = publishedKeys(settings.jwksUrl);
  const options = { ...claimChecks(settings), algorithms: ['RS256', 'ES256'] };
  return async (token) => (await jwtVerify(token, keys, options)).payload;
}

function claimChecks({ issuer, audience }: AuthSettings): JWTVerifyOptions {
  return {
    requiredClaims: ['exp'],
    ...(issuer !== undefined && { issuer }),
    ...(audience !== undefined && { audience }),
  };
}

/** Keys that could not be read say nothing about the token; a key that is not among those read does. */
function publishedKeys(url: string): JWTVerifyGetKey {
  const keySet = createRemoteJWKSet(new URL(url), {
    timeoutDuration: KEY_READ_TIMEOUT_MS,
    cacheMaxAge: KEY_LIFETIME_MS,
    cooldownDuration: UNKNOWN_KEY_PAUSE_MS,
  });
  return async (header: JWTHeaderParameters, token) => {
    try {
      return await keySet(header, token);
    } catch (cause) {
      if (cause instanceof errors.JWKSNoMatchingKey || cause instanceof errors.JWKSMultipleMatchingKeys) {
        throw cause;
      }
      throw new IdentityUnavailableError({ cause });
    }
  };
}

function identityOf(payload: JWTPayload): Identity {
  const { sub, account } = identityClaims.parse(payload);
  return { userId: sub, accountId: account };
}
