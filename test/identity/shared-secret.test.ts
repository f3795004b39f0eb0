import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import type { JWTPayload } from 'jose';
import type { AuthSettings } from '../../src/identity/auth-settings.js';
import { InvalidTokenError } from '../../src/identity/errors.js';
import { issueToken } from '../../src/identity/issue-token.js';
import { createTokenVerifier } from '../../src/identity/token-verifier.js';
import {
  ANA,
  bytes,
  elliptic,
  GOOD_CLAIMS,
  NOW,
  rsa,
  SECRET,
  SHARED_SECRET,
  sign,
  unsigned,
} from './token-fixtures.js';

const verifier = createTokenVerifier(SHARED_SECRET);
const ISSUER = 'https://identity.example';
const AUDIENCE = 'latchkey';

function without(claim: keyof typeof GOOD_CLAIMS): JWTPayload {
  return Object.fromEntries(Object.entries(GOOD_CLAIMS).filter(([name]) => name !== claim));
}

/** HS256 with the text of a public RSA key as the secret: what a verifier falls for that believes the header. */
function confusedToken(): string {
  const pem = rsa.publicKey.export({ type: 'spki', format: 'pem' });
  const signed = unsigned({ alg: 'HS256' }, GOOD_CLAIMS).replace(/\.$/, '');
  return `${signed}.${createHmac('sha256', pem).update(signed).digest('base64url')}`;
}

async function tampered(): Promise<string> {
  const [header, , signature] = (await sign(GOOD_CLAIMS)).split('.');
  const [, payload] = unsigned({}, { ...GOOD_CLAIMS, sub: 'usr_ingrid' }).split('.');
  return [header, payload, signature].join('.');
}

const badTokens: readonly [string, () => Promise<string> | string][] = [
  ['is no token', () => 'no-token'],
  ['is empty', () => ''],
  ['has algorithm none', () => unsigned({ alg: 'none' }, GOOD_CLAIMS)],
  ['has algorithm none and a signature', () => unsigned({ alg: 'none' }, GOOD_CLAIMS, 'c2lnbmVk')],
  ['names no algorithm', () => unsigned({}, GOOD_CLAIMS)],
  ['is signed with another secret', () => sign(GOOD_CLAIMS, { key: bytes(`${SECRET}!`) })],
  ['is signed with a public key as the secret', confusedToken],
  ['is signed with RS256', () => sign(GOOD_CLAIMS, { alg: 'RS256', key: rsa.privateKey })],
  ['is signed with ES256', () => sign(GOOD_CLAIMS, { alg: 'ES256', key: elliptic.privateKey })],
  ['is signed with HS512', () => sign(GOOD_CLAIMS, { alg: 'HS512' })],
  ['was tampered with', tampered],
  ['has expired', () => sign({ ...GOOD_CLAIMS, exp: NOW - 1 })],
  ['is not valid yet', () => sign({ ...GOOD_CLAIMS, nbf: NOW + 300 })],
  ['never expires', () => sign(without('exp'))],
  ['names no user', () => sign(without('sub'))],
  ['names an empty user', () => sign({ ...GOOD_CLAIMS, sub: '' })],
  ['names a user with a space', () => sign({ ...GOOD_CLAIMS, sub: 'usr ana' })],
  ['names a user with a line end', () => sign({ ...GOOD_CLAIMS, sub: 'usr_ana\n' })],
  ['names a user of 65 characters', () => sign({ ...GOOD_CLAIMS, sub: 'u'.repeat(65) })],
  ['names no account', () => sign(without('account'))],
  ['names an empty account', () => sign({ ...GOOD_CLAIMS, account: '' })],
  ['names an account that is a number', () => sign({ ...GOOD_CLAIMS, account: 7 })],
  ['names an account that is a list', () => sign({ ...GOOD_CLAIMS, account: ['acme'] })],
  ['names an account with a slash', () => sign({ ...GOOD_CLAIMS, account: 'acme/other' })],
  ['is huge', () => sign({ ...GOOD_CLAIMS, filling: 'x'.repeat(8_192) })],
];

describe('a verifier with a shared secret', () => {
  it('takes a good token for its user and account', async () => {
    expect(await verifier.verify(await sign(GOOD_CLAIMS))).toEqual(ANA);
  });

  it('takes ids of 64 characters', async () => {
    const id = 'Aa0_-'.padEnd(64, 'z');
    const token = await sign({ ...GOOD_CLAIMS, sub: id, account: id });
    expect(await verifier.verify(token)).toEqual({ userId: id, accountId: id });
  });

  it.each(badTokens)('refuses a token that %s, without saying why', async (_, token) => {
    const refusal: unknown = await verifier.verify(await token()).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(InvalidTokenError);
    expect(refusal).toMatchObject({ code: 'UNAUTHENTICATED', message: 'The token is not valid' });
  });

  it('ignores issuer and audience when none is configured', async () => {
    const token = await sign({ ...GOOD_CLAIMS, iss: 'https://other.example', aud: 'other' });
    expect(await verifier.verify(token)).toEqual(ANA);
  });
});

describe('a verifier with a configured issuer and audience', () => {
  const strict = createTokenVerifier({ ...SHARED_SECRET, issuer: ISSUER, audience: AUDIENCE });
  const claims = { ...GOOD_CLAIMS, iss: ISSUER, aud: AUDIENCE };

  it('takes a token from that issuer for that audience', async () => {
    expect(await strict.verify(await sign(claims))).toEqual(ANA);
    expect(await strict.verify(await sign({ ...claims, aud: ['other', AUDIENCE] }))).toEqual(ANA);
  });

  it.each<[string, JWTPayload]>([
    ['without an issuer', { ...GOOD_CLAIMS, aud: AUDIENCE }],
    ['without an audience', { ...GOOD_CLAIMS, iss: ISSUER }],
    ['from another issuer', { ...claims, iss: `${ISSUER}.evil.example` }],
    ['for another audience', { ...claims, aud: 'other' }],
  ])('refuses a token %s', async (_, payload) => {
    await expect(strict.verify(await sign(payload))).rejects.toBeInstanceOf(InvalidTokenError);
  });

  it('enforces each of the two alone', async () => {
    const byIssuer = createTokenVerifier({ ...SHARED_SECRET, issuer: ISSUER });
    const byAudience = createTokenVerifier({ ...SHARED_SECRET, audience: AUDIENCE });
    const token = await sign(GOOD_CLAIMS);
    await expect(byIssuer.verify(token)).rejects.toBeInstanceOf(InvalidTokenError);
    await expect(byAudience.verify(token)).rejects.toBeInstanceOf(InvalidTokenError);
  });
});

describe('an issued token', () => {
  const request = { ...ANA, expiresInSeconds: 3600 };

  it('is taken by a verifier with the same settings, and by no other', async () => {
    const settings: AuthSettings = { ...SHARED_SECRET, issuer: ISSUER, audience: AUDIENCE };
    const token = await issueToken(settings, request);
    expect(await createTokenVerifier(settings).verify(token)).toEqual(ANA);

    const other = createTokenVerifier({ ...settings, audience: 'other' });
    await expect(other.verify(token)).rejects.toBeInstanceOf(InvalidTokenError);
  });

  it('holds the ids, the times and nothing else', async () => {
    const claims = decodeJwt(await issueToken(SHARED_SECRET, request));
    const issuedAt = claims.iat ?? 0;
    expect(claims).toEqual({ sub: 'usr_ana', account: 'acme', iat: issuedAt, exp: issuedAt + 3600 });
    expect(Math.abs(issuedAt - Date.now() / 1000)).toBeLessThan(60);
  });

  it.each(['', 'a b', 'x'.repeat(65)])('is not made for the id %j', async (id) => {
    await expect(issueToken(SHARED_SECRET, { ...request, userId: id })).rejects.toBeInstanceOf(RangeError);
    await expect(issueToken(SHARED_SECRET, { ...request, accountId: id })).rejects.toBeInstanceOf(RangeError);
  });
});

describe('a verifier with the secret before the present one [O28]', () => {
  const settings = { ...SHARED_SECRET, previousSecret: 'the secret of last month, of more than 32 bytes' };
  const key = bytes(settings.previousSecret);

  it('takes tokens of either, once and again', async () => {
    const both = createTokenVerifier(settings);
    for (const token of [await sign(GOOD_CLAIMS), await sign(GOOD_CLAIMS, { key })]) {
      expect(await both.verify(token)).toEqual(ANA);
      expect(await both.verify(token)).toEqual(ANA);
    }
  });

  it('makes tokens with the present one, which counts alone once the other is gone', async () => {
    const token = await issueToken(settings, { ...ANA, expiresInSeconds: 60 });
    expect(await verifier.verify(token)).toEqual(ANA);
    await expect(verifier.verify(await sign(GOOD_CLAIMS, { key }))).rejects.toBeInstanceOf(InvalidTokenError);
  });

  it.each([
    ['has expired', { ...GOOD_CLAIMS, exp: NOW - 1 }],
    ['names another issuer', { ...GOOD_CLAIMS, iss: 'https://other.example' }],
  ])('checks a token of the one before like any other: one that %s', async (_, claims) => {
    const both = createTokenVerifier({ ...settings, issuer: ISSUER });
    await expect(both.verify(await sign(claims, { key }))).rejects.toBeInstanceOf(InvalidTokenError);
  });

  it('refuses what neither signed', async () => {
    const both = createTokenVerifier(settings);
    const token = sign(GOOD_CLAIMS, { key: bytes(`${SECRET}!`) });
    await expect(both.verify(await token)).rejects.toBeInstanceOf(InvalidTokenError);
  });
});
