import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { runCli } from '../../src/cli/run-cli.js';
import type { Environment } from '../../src/config/environment.js';
import { TestContext } from './command-line.js';
import type { Outcome } from './command-line.js';

const SECRET = 'a secret of more than thirty-two bytes';
const SERVE = {
  LATCHKEY_AUTH_JWT_SECRET: SECRET,
  LATCHKEY_DATASTORE_URI: 'sqlite::memory:',
  LATCHKEY_PORT: '0',
};

/** Runs a command that serves, gives `use` its standard output once that has an address, and stops it. */
async function whileServing(
  args: readonly string[],
  environment: Environment,
  use: (stdout: string) => Promise<void>,
): Promise<Outcome> {
  const context = new TestContext(environment);
  const ended = runCli(args, context);
  try {
    const isServing = await Promise.race([
      context.stdout.until('http://').then(() => true),
      ended.then(() => false),
    ]);
    if (isServing) await use(context.stdout.text);
  } finally {
    context.stop();
    await ended;
  }
  return {
    exitCode: await ended,
    stdout: context.stdout.text,
    stderr: context.stderr.text,
    logs: context.logs.text,
  };
}

function addressIn(stdout: string): string {
  return /http:\/\/[\d.]+:\d+/.exec(stdout)?.[0] ?? '';
}

async function ask(url: string, token: string, query: string): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

/** A server on a free loopback port, in the way of whoever wants the same. */
async function occupyPort(): Promise<{ port: number; free: () => void }> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { port: (server.address() as AddressInfo).port, free: () => void server.close() };
}

describe('latchkey serve', () => {
  it('prints its address on one line, logs to the side, and ends with 0 when it is stopped', async () => {
    const served = await whileServing(['serve'], SERVE, async (stdout) => {
      const url = addressIn(stdout);
      expect((await fetch(`${url}/health/ready`)).status).toBe(200);
      expect((await fetch(`${url}/explorer/`)).status).toBe(404);
      expect(await ask(url, 'no-token', '{ viewer { id } }')).toMatchObject({
        errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
      });
    });
    expect(served.exitCode).toBe(0);
    expect(served.stdout).toMatch(/^Latchkey listens at http:\/\/127\.0\.0\.1:\d+\n$/);
    const events = served.logs
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { event?: string }).event);
    expect(events).toEqual(expect.arrayContaining(['listening', 'stopping', 'stopped']));
    expect(served.stderr).toBe('');
    const url = addressIn(served.stdout);
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  it('keeps the secret out of everything it says', async () => {
    const served = await whileServing(
      ['serve'],
      { ...SERVE, LATCHKEY_LOG_LEVEL: 'trace' },
      async (stdout) => {
        await ask(addressIn(stdout), 'planted-token', '{ viewer { id } }');
      },
    );
    const said = served.stdout + served.stderr + served.logs;
    expect(said).not.toContain(SECRET);
    expect(said).not.toContain('planted-token');
  });

  it('warns of keys that anybody on the way could exchange', async () => {
    const keys = {
      LATCHKEY_AUTH_JWKS_URL: 'http://identity.example/keys',
      LATCHKEY_AUTH_ISSUER: 'https://identity.example',
      LATCHKEY_AUTH_AUDIENCE: 'latchkey',
    };
    const { LATCHKEY_DATASTORE_URI, LATCHKEY_PORT } = SERVE;
    const environment = { ...keys, LATCHKEY_DATASTORE_URI, LATCHKEY_PORT };
    const served = await whileServing(['serve'], environment, () => Promise.resolve());
    expect(served.logs).toContain('"event":"jwks_over_plain_http"');

    const overTls = { ...environment, LATCHKEY_AUTH_JWKS_URL: 'https://identity.example/keys' };
    const quiet = await whileServing(['serve'], overTls, () => Promise.resolve());
    expect(quiet.logs).not.toContain('jwks_over_plain_http');
  });

  it('warns of queries that it was asked to compile, and answers them all the same [O8]', async () => {
    const compiling = await whileServing(
      ['serve'],
      { ...SERVE, LATCHKEY_EXECUTOR: 'compiled' },
      async (stdout) => {
        expect((await fetch(`${addressIn(stdout)}/health/ready`)).status).toBe(200);
      },
    );
    expect(compiling.exitCode).toBe(0);
    expect(compiling.logs).toContain('"level":"warn"');
    expect(compiling.logs).toContain('"event":"executor_not_available"');

    const interpreting = { ...SERVE, LATCHKEY_EXECUTOR: 'interpreted' };
    const quiet = await whileServing(['serve'], interpreting, () => Promise.resolve());
    expect(quiet.exitCode).toBe(0);
    expect(quiet.logs).not.toContain('"level":"warn"');
  });

  it('answers 69 when the port is in use', async () => {
    const { port, free } = await occupyPort();
    const environment = { ...SERVE, LATCHKEY_PORT: String(port) };
    const served = await whileServing(['serve'], environment, () => Promise.resolve());
    free();
    expect(served.exitCode).toBe(69);
    expect(served.stdout).toBe('');
    expect(served.stderr).toBe(
      `latchkey: Cannot listen on 127.0.0.1, port ${port}: the port is in use. Set LATCHKEY_PORT to another one, or to 0 for any free one.\n`,
    );
  });
});

describe('latchkey demo', () => {
  it('offers everybody of the demo a link whose token is theirs, for an hour at most', async () => {
    const served = await whileServing(['demo'], { LATCHKEY_PORT: '0' }, async (stdout) => {
      const url = addressIn(stdout);
      const tokens = [...stdout.matchAll(/\d\/#token=(\S+)/g)].map(([, token = '']) => token);
      expect(tokens).toHaveLength(12);
      for (const token of tokens) {
        const { sub, account, iat = 0, exp = 0 } = decodeJwt(token);
        expect(exp - iat).toBe(3_600);
        expect(await ask(url, token, '{ viewer { id } account { id } }')).toEqual({
          data: { viewer: { id: sub }, account: { id: account } },
        });
      }
      expect(stdout).toContain('Maya Okafor');
    });
    expect(served.exitCode).toBe(0);
    expect(served.stderr).toBe('');
  });

  it('listens on the loopback address alone, whatever is configured, and on no datastore but its own', async () => {
    const environment = {
      LATCHKEY_PORT: '0',
      LATCHKEY_HOST: '0.0.0.0',
      LATCHKEY_DATASTORE_URI: 'mongodb://127.0.0.1:1/none',
      LATCHKEY_EXPLORER: 'off',
    };
    const served = await whileServing(['demo'], environment, async (stdout) => {
      expect(addressIn(stdout)).toMatch(/^http:\/\/127\.0\.0\.1:/);
      expect(stdout).not.toContain('/explorer/');
      expect((await fetch(`${addressIn(stdout)}/health/live`)).status).toBe(200);
    });
    expect(served.exitCode).toBe(0);
  });

  it('signs with another secret in each run', async () => {
    const signatures: string[] = [];
    for (let run = 0; run < 2; run += 1) {
      await whileServing(['demo'], { LATCHKEY_PORT: '0' }, (stdout) => {
        signatures.push(/#token=[\w-]+\.[\w-]+\.([\w-]+)/.exec(stdout)?.[1] ?? '');
        return Promise.resolve();
      });
    }
    expect(signatures[0]).not.toBe('');
    expect(signatures[0]).not.toBe(signatures[1]);
  });

  it('warns of queries that it was asked to compile, and answers them all the same [O8]', async () => {
    const compiling = await whileServing(
      ['serve'],
      { ...SERVE, LATCHKEY_EXECUTOR: 'compiled' },
      async (stdout) => {
        expect((await fetch(`${addressIn(stdout)}/health/ready`)).status).toBe(200);
      },
    );
    expect(compiling.exitCode).toBe(0);
    expect(compiling.logs).toContain('"level":"warn"');
    expect(compiling.logs).toContain('"event":"executor_not_available"');

    const interpreting = { ...SERVE, LATCHKEY_EXECUTOR: 'interpreted' };
    const quiet = await whileServing(['serve'], interpreting, () => Promise.resolve());
    expect(quiet.exitCode).toBe(0);
    expect(quiet.logs).not.toContain('"level":"warn"');
  });

  it('answers 69 when the port is in use', async () => {
    const { port, free } = await occupyPort();
    const served = await whileServing(['demo'], { LATCHKEY_PORT: String(port) }, () => Promise.resolve());
    free();
    expect(served.exitCode).toBe(69);
    expect(served.stderr).toContain(`port ${port}: the port is in use.`);
  });
});
