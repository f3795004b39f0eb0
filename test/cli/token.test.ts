import { describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { createTokenVerifier } from '../../src/identity/token-verifier.js';
import { run } from './command-line.js';

const SECRET = 'a secret of more than thirty-two bytes';
const ENVIRONMENT = {
  LATCHKEY_AUTH_JWT_SECRET: SECRET,
  LATCHKEY_AUTH_ISSUER: 'https://identity.example',
  LATCHKEY_AUTH_AUDIENCE: 'latchkey',
};
const TOKEN = ['token', '--account', 'acme', '--user', 'usr_ana'];

describe('latchkey token', () => {
  it('prints a token and nothing else, which a gateway of this environment takes', async () => {
    const { exitCode, stdout, stderr, logs } = await run(TOKEN, ENVIRONMENT);
    expect({ exitCode, stderr, logs }).toEqual({ exitCode: 0, stderr: '', logs: '' });
    expect(stdout).toMatch(/^\S+\n$/);
    const verifier = createTokenVerifier({
      kind: 'SHARED_SECRET',
      secret: SECRET,
      issuer: 'https://identity.example',
      audience: 'latchkey',
    });
    expect(await verifier.verify(stdout.trim())).toEqual({ accountId: 'acme', userId: 'usr_ana' });
  });

  it.each([
    [[], 3_600],
    [['--expires', '15m'], 900],
    [['--expires', '7d'], 604_800],
  ])('with %j is valid for %i seconds', async (expires, seconds) => {
    const { stdout } = await run([...TOKEN, ...expires], ENVIRONMENT);
    const { iat = 0, exp = 0 } = decodeJwt(stdout.trim());
    expect(exp - iat).toBe(seconds);
  });

  it('needs a shared secret', async () => {
    const { exitCode, stderr } = await run(TOKEN, {
      LATCHKEY_AUTH_JWKS_URL: 'https://identity.example/keys',
    });
    expect(exitCode).toBe(78);
    expect(stderr).toContain('LATCHKEY_AUTH_JWT_SECRET is not set.');
  });

  it('never shows the secret', async () => {
    const { stderr, stdout } = await run(TOKEN, { LATCHKEY_AUTH_JWT_SECRET: 'hunter2' });
    expect(stderr + stdout).not.toContain('hunter2');
  });
});
