import { errors, jwtVerify } from 'jose';
import type { JWTPayload, JWTVerifyOptions } from 'jose';
import { z } from 'zod';
import { isId } from '../decision/id.js';
import type { AuthSettings, JwksSettings, SharedSecretSettings } from './auth-settings.js';
import { IdentityUnavailableError, InvalidTokenError } from './errors.js';
import type { Identity, TokenVerifier } from './identity.js';
import { KnownTokens } from './known-tokens.js';
import { PublishedKeys } from './published-keys.js';
import { tokenRefusalOf } from './token-refusals.js';

/** No honest token comes near it, and nothing above it is worth the work of a signature check. */
const LONGEST_TOKEN = 8_192;

const id = z.string().refine(isId);
const identityClaims = z.object({ sub: id, account: id });

export interface VerifierOptions {
  /** The monotonic clock, in ms. */
  readonly now?: () => number;
  /** Told when published keys cannot be read again, while those that are known still count. */
  readonly onKeysUnread?: (error: unknown) => void;
}

/**
 * Checks tokens as the settings say. Nothing is read until the first token comes. One signed with a shared secret is
 * checked once, since the secrets stay the same for as long as the process runs; published keys may be withdrawn, so
 * theirs are checked each time [O28].
 */
export function createTokenVerifier(settings: AuthSettings, options: VerifierOptions = {}): TokenVerifier {
  const check =
    settings.kind === 'SHARED_SECRET'
      ? checkWithSecrets(settings)
      : checkWithPublishedKeys(settings, options);
  const known = settings.kind === 'SHARED_SECRET' ? new KnownTokens() : undefined;
  return {
    ...(known && { keptTokens: known.use }),
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

type Check = (token: string) => Promise<JWTPayload>;

/**
 * The algorithms are a matter of the settings and never of the token's header: a token signed with HS256 under a public
 * RSA key must not pass.
 */
function checkWithSecrets(settings: SharedSecretSettings): Check {
  const { secret, previousSecret } = settings;
  const options = { ...claimChecks(settings), algorithms: ['HS256'] };
  const checkWith = (text: string): Check => {
    const key = new TextEncoder().encode(text);
    return async (token) => (await jwtVerify(token, key, options)).payload;
  };
  const check = checkWith(secret);
  if (previousSecret === undefined) return check;
  const checkWithPrevious = checkWith(previousSecret);
  return (token) =>
    check(token).catch((error: unknown) => {
      if (error instanceof errors.JWSSignatureVerificationFailed) return checkWithPrevious(token);
      throw error;
    });
}

/** A token that no key fits is checked again with keys that were read after it came: its key may be new. */
function checkWithPublishedKeys(settings: JwksSettings, options: VerifierOptions): Check {
  const { now = () => performance.now(), onKeysUnread = () => undefined } = options;
  const keys = new PublishedKeys({ url: settings.jwksUrl, now, onUnread: onKeysUnread });
  const checks = { ...claimChecks(settings), algorithms: ['RS256', 'ES256'] };
  const check: Check = async (token) => (await jwtVerify(token, keys.find, checks)).payload;
  return async (token) => {
    const cameAt = now();
    try {
      return await check(token);
    } catch (error) {
      if (!isAboutTheKey(error) || !(await keys.areReadSince(cameAt))) throw error;
      return check(token);
    }
  };
}

/** A key may also take the place of another under the same name. */
function isAboutTheKey(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JWSSignatureVerificationFailed
  );
}

function claimChecks({ issuer, audience }: AuthSettings): JWTVerifyOptions {
  return {
    requiredClaims: ['exp'],
    ...(issuer !== undefined && { issuer }),
    ...(audience !== undefined && { audience }),
  };
}

function identityOf(payload: JWTPayload): Identity {
  const { sub, account } = identityClaims.parse(payload);
  return { userId: sub, accountId: account };
}
