import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { AccessTokenRecord } from '../datastore/contract/records.js';
import { ID_FORM } from '../decision/id.js';
import { InvalidTokenError } from './errors.js';

/** What access tokens begin with, and no JWT does; scanners for secrets find them by it. */
const PREFIX = 'lk_';
const SECRET_BYTES = 32;
/** Of so many bytes, in base64url. */
const SECRET_FORM = '[A-Za-z0-9_-]{43}';
/** It names its account and itself, so that the read that opens the request finds it. */
const FORM = new RegExp(`^${PREFIX}(${ID_FORM})\\.(${ID_FORM})\\.${SECRET_FORM}$`);

/** An access token as it was sent: which one it claims to be, and the hash of all of it. */
export interface PresentedAccessToken {
  readonly accountId: string;
  readonly id: string;
  readonly hash: string;
}

/** Whether a bearer token claims to be an access token; else it is a JWT, or nothing. */
export function isAccessToken(token: string): boolean {
  return token.startsWith(PREFIX);
}

/** @throws InvalidTokenError when it cannot be an access token. */
export function readAccessToken(token: string): PresentedAccessToken {
  const [, accountId, id] = FORM.exec(token) ?? [];
  if (accountId === undefined || id === undefined) throw new InvalidTokenError('NO_ACCESS_TOKEN');
  return { accountId, id, hash: hashOf(token) };
}

/** Makes the token that is shown once, with what is stored of it. */
export function newAccessToken(
  accountId: string,
  id: string,
): { readonly token: string; readonly hash: string } {
  const token = `${PREFIX}${accountId}.${id}.${randomBytes(SECRET_BYTES).toString('base64url')}`;
  return { token, hash: hashOf(token) };
}

/** Compared with where there is no such token, so that it takes as long as any. */
const NO_HASH = hashOf('');

/**
 * @param stored What the datastore has under the id. Undefined: nothing.
 * @param now Milliseconds.
 * @throws InvalidTokenError when it is not the same, or does not count any more.
 */
export function requireLiveToken(
  presented: PresentedAccessToken,
  stored: AccessTokenRecord | undefined,
  now: number,
): void {
  const isSame = timingSafeEqual(Buffer.from(presented.hash), Buffer.from(stored?.tokenHash ?? NO_HASH));
  if (stored === undefined) throw new InvalidTokenError('UNKNOWN_ACCESS_TOKEN');
  if (!isSame) throw new InvalidTokenError('WRONG_SECRET');
  if (stored.revoked) throw new InvalidTokenError('REVOKED');
  if (now >= stored.expiresAt) throw new InvalidTokenError('EXPIRED');
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
