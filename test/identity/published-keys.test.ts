import { createHmac } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
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

  beforeEach(async () => {
    const keys = [await published(rsa.publicKey, 'rsa'), await published(elliptic.publicKey, 'elliptic')];
    answer = { status: 200, body: JSON.stringify({ keys }) };
    reads = 0;
    server = createServer((_request, response) => {
      reads += 1;
      response.writeHead(answer.status, { location: '/keys', connection: 'close' }).end(answer.body);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    verifier = createTokenVerifier({
      kind: 'JWKS',
      jwksUrl: `http://127.0.0.1:${port}/keys`,
      issuer: CLAIMS.iss,
      audience: CLAIMS.aud,
    });
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

  it('refuses a token that names an unknown key, however often, without more reads', async () => {
    const token = await sign(CLAIMS, { ...RS256, kid: 'unknown' });
    await expect(verifier.verify(token)).rejects.toBeInstanceOf(InvalidTokenError);
    await expect(verifier.verify(token)).rejects.toBeInstanceOf(InvalidTokenError);
    expect(reads).toBe(1);
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
