import { createHmac, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { exportJWK } from 'jose';
import type { JWK } from 'jose';
import { IdentityUnavailableError, InvalidTokenError } from '../../src/identity/errors.js';
import type { TokenVerifier } from '../../src/identity/identity.js';
import { createTokenVerifier } from '../../src/identity/token-verifier.js';
import { ANA, elliptic, GOOD_CLAIMS, NOW, rsa, sign, unsigned } from './token-fixtures.js';

const CLAIMS = { ...GOOD_CLAIMS, iss: 'https://identity.example', aud: 'latchkey' };
const RS256 = { alg: 'RS256', kid: 'rsa', key: rsa.privateKey };
const ES256 = { alg: 'ES256', kid: 'elliptic', key: elliptic.privateKey };

async function published(key: KeyObject, kid: string): Promise<JWK> {
  return { ...(await exportJWK(key)), kid };
}

describe('a verifier with published keys', () => {
  let server: Server;
  let answer: { status: number; body: string };
  let reads: number;
  let verifier: TokenVerifier;
  let now: number;
  let unread: number;

  beforeEach(async () => {
    const keys = [await published(rsa.publicKey, 'rsa'), await published(elliptic.publicKey, 'elliptic')];
    answer = { status: 200, body: JSON.stringify({ keys }) };
    reads = 0;
    now = 0;
    unread = 0;
    server = createServer((_request, response) => {
      reads += 1;
      response.writeHead(answer.status, { location: '/keys', connection: 'close' }).end(answer.body);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    verifier = createTokenVerifier(
      {
        kind: 'JWKS',
        jwksUrl: `http://127.0.0.1:${port}/keys`,
        issuer: CLAIMS.iss,
        audience: CLAIMS.aud,
      },
      { now: () => now, onKeysUnread: () => (unread += 1) },
    );
  });

  afterEach(() => stop(server));

  it('takes RS256 and ES256 tokens, and reads the keys once', async () => {
    expect(await verifier.verify(await sign(CLAIMS, RS256))).toEqual(ANA);
    expect(await verifier.verify(await sign(CLAIMS, ES256))).toEqual(ANA);
    expect(reads).toBe(1);
  });

  it('goes on with the keys it has when they can no longer be read', async () => {
    await verifier.verify(await sign(CLAIMS, RS256));
    await stop(server);
    expect(await verifier.verify(await sign(CLAIMS, ES256))).toEqual(ANA);
  });

  const publish = async (...keys: readonly (readonly [KeyObject, string])[]): Promise<void> => {
    answer.body = JSON.stringify({ keys: await Promise.all(keys.map(([key, kid]) => published(key, kid))) });
  };

  it('takes a token of a new key at once, also where that takes the place of another [O28]', async () => {
    expect(await verifier.verify(await sign(CLAIMS, RS256))).toEqual(ANA);
    now += 1;
    const next = generateKeyPairSync('rsa', { modulusLength: 2048 });
    await publish([next.publicKey, 'next'], [rsa.publicKey, 'rsa']);
    expect(
      await verifier.verify(await sign(CLAIMS, { alg: 'RS256', kid: 'next', key: next.privateKey })),
    ).toEqual(ANA);
    now += 1;
    await publish([next.publicKey, 'rsa']);
    expect(await verifier.verify(await sign(CLAIMS, { ...RS256, key: next.privateKey }))).toEqual(ANA);
    expect(reads).toBe(3);
  });

  it('takes no token of a key that was withdrawn less than a minute before [O28]', async () => {
    const token = await sign(CLAIMS, RS256);
    expect(await verifier.verify(token)).toEqual(ANA);
    await publish([elliptic.publicKey, 'elliptic']);
    // Nobody came meanwhile, so that nothing had the keys read.
    now += 59_000;
    await expect(verifier.verify(token)).rejects.toBeInstanceOf(InvalidTokenError);
  });

  it('has the keys read beside the requests long before, so that none waits for it [O28]', async () => {
    const token = await sign(CLAIMS, RS256);
    await verifier.verify(token);
    now += 29_999;
    await verifier.verify(token);
    expect(reads).toBe(1);
    now += 1;
    const read = once(server, 'request');
    await verifier.verify(token);
    await read;
    expect(reads).toBe(2);
  });

  it('refuses tokens that name unknown keys, with few reads however many they are [O28]', async () => {
    await verifier.verify(await sign(CLAIMS, RS256));
    const forge = async (count: number): Promise<void> => {
      for (let forged = 0; forged < count; forged += 1) {
        now += 1;
        const token = await sign(CLAIMS, { ...ES256, kid: `unknown-${forged}` });
        await expect(verifier.verify(token)).rejects.toBeInstanceOf(InvalidTokenError);
      }
    };
    await forge(30);
    expect(reads).toBe(6);
    now += 10_000;
    await forge(30);
    expect(reads).toBe(7);
    expect(await verifier.verify(await sign(CLAIMS, RS256))).toEqual(ANA);
  });

  it('goes on for ten minutes while the address fails, tells that each time it tried, and then stops', async () => {
    const token = await sign(CLAIMS, RS256);
    const good = answer;
    await verifier.verify(token);
    answer = { status: 500, body: '' };
    now += 55_000;
    expect(await verifier.verify(token)).toEqual(ANA);
    expect([reads, unread]).toEqual([2, 1]);
    now += 4_999;
    expect(await verifier.verify(token)).toEqual(ANA);
    expect(reads).toBe(2);
    now += 9 * 60_000;
    expect(await verifier.verify(token)).toEqual(ANA);
    now += 60_000;
    await expect(verifier.verify(token)).rejects.toBeInstanceOf(IdentityUnavailableError);
    answer = good;
    expect(await verifier.verify(token)).toEqual(ANA);
  });

  it('refuses a token whose key is not named and could be several', async () => {
    const twice = [await published(rsa.publicKey, 'a'), await published(rsa.publicKey, 'b')];
    answer.body = JSON.stringify({ keys: twice });
    const token = await sign(CLAIMS, { alg: 'RS256', key: rsa.privateKey });
    await expect(verifier.verify(token)).rejects.toBeInstanceOf(InvalidTokenError);
  });

  it('refuses HS256 under a published key as the secret', async () => {
    const pem = rsa.publicKey.export({ type: 'spki', format: 'pem' });
    const signed = unsigned({ alg: 'HS256', kid: 'rsa' }, CLAIMS).replace(/\.$/, '');
    const token = `${signed}.${createHmac('sha256', pem).update(signed).digest('base64url')}`;
    await expect(verifier.verify(token)).rejects.toBeInstanceOf(InvalidTokenError);
  });

  it.each([
    ['PS256', () => sign(CLAIMS, { ...RS256, alg: 'PS256' })],
    ['none', () => unsigned({ alg: 'none', kid: 'rsa' }, CLAIMS)],
  ])('refuses the algorithm %s without reading keys', async (_, token) => {
    await expect(verifier.verify(await token())).rejects.toBeInstanceOf(InvalidTokenError);
    expect(reads).toBe(0);
  });

  it.each([
    ['the wrong key', CLAIMS, { ...RS256, kid: 'elliptic' }],
    ['another issuer', { ...CLAIMS, iss: 'https://other.example' }, RS256],
    ['another audience', { ...CLAIMS, aud: 'other' }, RS256],
    ['no issuer', { ...GOOD_CLAIMS, aud: CLAIMS.aud }, RS256],
    ['no audience', { ...GOOD_CLAIMS, iss: CLAIMS.iss }, RS256],
    ['a time that has passed', { ...CLAIMS, exp: NOW - 1 }, ES256],
  ])('refuses a token with %s', async (_, claims, options) => {
    await expect(verifier.verify(await sign(claims, options))).rejects.toBeInstanceOf(InvalidTokenError);
  });

  it.each([
    ['an error', { status: 500, body: '' }],
    ['a redirect', { status: 302, body: '' }],
    ['no JSON', { status: 200, body: '<html>' }],
    ['no key set', { status: 200, body: '{"keys":"none"}' }],
  ])('says that it is unavailable when the address answers %s, and recovers', async (_, damaged) => {
    const good = answer;
    const token = await sign(CLAIMS, RS256);
    answer = damaged;
    const failure: unknown = await verifier.verify(token).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(IdentityUnavailableError);
    expect(failure).toMatchObject({ code: 'SERVICE_UNAVAILABLE' });

    answer = good;
    expect(await verifier.verify(token)).toEqual(ANA);
  });

  it('says that it is unavailable when the address never answers, in a bounded time', async () => {
    server.removeAllListeners('request');
    await expect(verifier.verify(await sign(CLAIMS, RS256))).rejects.toBeInstanceOf(IdentityUnavailableError);
    server.closeAllConnections();
  }, 5_000);

  it('says that it is unavailable when nobody listens', async () => {
    await stop(server);
    await expect(verifier.verify(await sign(CLAIMS, RS256))).rejects.toBeInstanceOf(IdentityUnavailableError);
  });
});

async function stop(server: Server): Promise<void> {
  if (!server.listening) return;
  await new Promise((closed) => server.close(closed));
}
