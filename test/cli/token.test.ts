import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { createTokenVerifier } from '../../src/identity/token-verifier.js';
import { run } from './command-line.js';

const SECRET = 'a secret of more than thirty-two bytes';
const ENVIRONMENT: Record<string, string> = {
  LATCHKEY_AUTH_JWT_SECRET: SECRET,
  LATCHKEY_AUTH_ISSUER: 'https://identity.example',
  LATCHKEY_AUTH_AUDIENCE: 'latchkey',
};
const TOKEN = ['token', '--account', 'acme', '--user', 'usr_ana'];

const ACME = {
  account: { id: 'acme', name: 'A', plan: 'STANDARD', permissionSets: 'OFF', accessModel: 'LAYERED' },
  users: [
    { id: 'usr_ana', name: 'Ana' },
    { id: 'usr_gone', name: 'Gone', active: false },
  ],
};

describe('latchkey token', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'latchkey-token-'));
    const file = path.join(folder, 'acme.json');
    await writeFile(file, JSON.stringify(ACME));
    ENVIRONMENT.LATCHKEY_DATASTORE_URI = `sqlite:${path.join(folder, 'latchkey.db')}`;
    await run(['import', file], { LATCHKEY_DATASTORE_URI: ENVIRONMENT.LATCHKEY_DATASTORE_URI });
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each([
    ['an unknown account', 'nobody', 'usr_ana', 'There is no account nobody'],
    ['an unknown user', 'acme', 'usr_nobody', 'There is no user usr_nobody in account acme'],
    ['an inactive user', 'acme', 'usr_gone', 'User usr_gone of account acme is inactive'],
  ])('prints none for %s, and ends with 65 [O30]', async (_who, account, ...[user, message]) => {
    const answer = await run(['token', '--account', account, '--user', user], ENVIRONMENT);
    expect(answer).toMatchObject({ exitCode: 65, stdout: '', stderr: `latchkey: ${message}.\n` });
  });

  it('answers 69 when the datastore cannot be asked', async () => {
    const environment = { ...ENVIRONMENT, LATCHKEY_DATASTORE_URI: `sqlite:${folder}` };
    expect(await run(TOKEN, environment)).toMatchObject({ exitCode: 69, stdout: '' });
  });

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
