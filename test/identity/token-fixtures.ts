import { generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import type { JWTPayload } from 'jose';
import type { SharedSecretSettings } from '../../src/identity/auth-settings.js';

export const SECRET = 'a shared secret of more than 32 bytes, for tests';
export const SHARED_SECRET: SharedSecretSettings = { kind: 'SHARED_SECRET', secret: SECRET };
export const secretKey = bytes(SECRET);

export const NOW = Math.floor(Date.now() / 1000);
/** Claims of a token that nothing is wrong with. */
export const GOOD_CLAIMS = { sub: 'usr_ana', account: 'acme', exp: NOW + 600 };
export const ANA = { userId: 'usr_ana', accountId: 'acme' };

export const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' });

export interface SigningOptions {
  readonly alg?: string;
  readonly kid?: string;
  readonly key?: KeyObject | Uint8Array;
}

/** A token with exactly these claims; signed with HS256 and the shared secret unless told otherwise. */
export function sign(claims: JWTPayload, options: SigningOptions = {}): Promise<string> {
  const { alg = 'HS256', kid, key = secretKey } = options;
  return new SignJWT(claims).setProtectedHeader({ alg, ...(kid !== undefined && { kid }) }).sign(key);
}

/** A token put together by hand, for what no library signs. */
export function unsigned(header: object, claims: object, signature = ''): string {
  return `${encoded(header)}.${encoded(claims)}.${signature}`;
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
