import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess, SpawnSyncReturns } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

/** The real program, as `npm run build` made it; `npm test` sees to that. */
const PROJECT_ROOT = path.join(__dirname, '../..');
const MAIN = path.join(PROJECT_ROOT, 'dist/main.js');

const SECRET = 'a secret of more than thirty-two bytes';
const inherited = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(LATCHKEY|NODE)_/.test(name)),
);

describe('the program', () => {
  let folder: string;

  beforeAll(async () => {
    if (!existsSync(MAIN))
      throw new Error('The program is not built. Run `npm test`, or `npm run build:server`.');
    folder = await mkdtemp(path.join(tmpdir(), 'latchkey-process-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  function run(args: readonly string[], environment: Record<string, string> = {}): SpawnSyncReturns<string> {
    const options = { cwd: folder, env: { ...inherited, ...environment }, encoding: 'utf8' } as const;
    return spawnSync(process.execPath, [MAIN, ...args], options);
  }

  /** Starts a command that serves, and resolves with the first address it prints. */
  async function start(script: string, args: readonly string[], environment: Record<string, string>) {
    const child = spawn(process.execPath, [path.join(PROJECT_ROOT, script), ...args], {
      cwd: folder,
      env: { ...inherited, LATCHKEY_PORT: '0', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    for await (const line of createInterface(child.stdout)) {
      const url = /http:\/\/[\d.]+:\d+/.exec(line)?.[0];
      if (url !== undefined) return { child, ended, url, line };
    }
    throw new Error(`It ended before it served: ${stderr}`);
  }

  async function endOf(
    child: ChildProcess,
    ended: Promise<[number | null, string | null]>,
    signal: NodeJS.Signals,
  ) {
    child.stdout?.resume();
    child.kill(signal);
    const [code, endSignal] = await ended;
    return { code, endSignal };
  }

  it('has the exit codes of the commands', () => {
    expect(run(['--version']).status).toBe(0);
    expect(run([]).status).toBe(64);
    expect(run(['export', 'nobody'], { LATCHKEY_DATASTORE_URI: 'sqlite::memory:' }).status).toBe(65);
    expect(run(['import', 'missing.json']).status).toBe(66);
    expect(
      run(['serve'], { LATCHKEY_AUTH_JWT_SECRET: SECRET, LATCHKEY_DATASTORE_URI: `sqlite:${folder}` }).status,
    ).toBe(69);
    expect(run(['serve']).status).toBe(78);
  });

  it('writes logs to standard error as JSON, and its address to standard output', async () => {
    const environment = { LATCHKEY_AUTH_JWT_SECRET: SECRET, LATCHKEY_DATASTORE_URI: 'sqlite::memory:' };
    const { child, ended, url, line } = await start('dist/main.js', ['serve'], environment);
    const log = createInterface(child.stderr)[Symbol.asyncIterator]();
    expect(line).toBe(`Latchkey listens at ${url}`);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    expect(await endOf(child, ended, 'SIGTERM')).toEqual({ code: 0, endSignal: null });
    const { value } = (await log.next()) as { value: string };
    expect(JSON.parse(value)).toMatchObject({ level: 'info' });
  });

  it.each<NodeJS.Signals>(['SIGTERM', 'SIGINT'])(
    'ends with 0 after %s, also when a client holds on',
    async (signal) => {
      const { child, ended, url } = await start('dist/main.js', ['demo'], {});
      const idle = connect(Number(new URL(url).port), '127.0.0.1');
      await once(idle, 'connect');
      expect(await endOf(child, ended, signal)).toEqual({ code: 0, endSignal: null });
      idle.destroy();
    },
  );

  it('starts through the launcher too, ready to run or not', async () => {
    const { child, ended, url } = await start('bin/latchkey.js', ['demo'], {});
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect(await endOf(child, ended, 'SIGINT')).toEqual({ code: 0, endSignal: null });
  });

  it('runs the demo from npm start when nothing is configured, and serves when something is', async () => {
    const demo = await start('scripts/start.js', [], {});
    expect(await endOf(demo.child, demo.ended, 'SIGINT')).toEqual({ code: 0, endSignal: null });

    const environment = { LATCHKEY_AUTH_JWT_SECRET: SECRET, LATCHKEY_DATASTORE_URI: 'sqlite::memory:' };
    const serve = await start('scripts/start.js', [], environment);
    expect(serve.line).toMatch(/^Latchkey listens at /);
    expect(await endOf(serve.child, serve.ended, 'SIGTERM')).toEqual({ code: 0, endSignal: null });
  });

  it('ends with npm, which hands a signal to a shell alone', async () => {
    const npm = spawn('npm', ['start'], {
      cwd: PROJECT_ROOT,
      env: { ...inherited, LATCHKEY_PORT: '0' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let stdout = '';
    for await (const chunk of npm.stdout) {
      stdout += String(chunk);
      // The pipe ends with the last process that holds it, so the loop does not end while the demo goes on.
      if (stdout.includes('http://')) npm.kill('SIGTERM');
    }
    const url = /http:\/\/[\d.]+:\d+/.exec(stdout)?.[0] ?? '';
    await expect(fetch(`${url}/health/live`)).rejects.toThrow('fetch failed');
  });

  it('keeps its accounts in the file of its folder when no datastore is named', async () => {
    const northwind = path.join(PROJECT_ROOT, 'demo/accounts/northwind.json');
    expect(run(['import', northwind]).status).toBe(0);
    expect(existsSync(path.join(folder, 'latchkey.db'))).toBe(true);

    const exported = run(['export', 'northwind']).stdout;
    await writeFile(path.join(folder, 'copy.json'), exported);
    expect(run(['import', '--replace', 'copy.json']).status).toBe(0);
    expect(run(['export', 'northwind']).stdout).toBe(exported);
  });

  it('ends quietly when whoever reads its output goes away', async () => {
    const users = Array.from({ length: 5_000 }, (_, at) => ({
      id: `usr_${at}`,
      name: `User ${at}`,
      active: true,
      memberships: [],
    }));
    const account = {
      id: 'large',
      name: 'Large',
      plan: 'STANDARD',
      permissionSets: 'OFF',
      accessModel: 'LAYERED',
      residualRead: false,
    };
    await writeFile(
      path.join(folder, 'large.json'),
      JSON.stringify({ account, teams: [], users, groups: [], integrations: [], permissions: [] }),
    );
    expect(run(['import', 'large.json']).status).toBe(0);

    const child = spawn(process.execPath, [MAIN, 'export', 'large'], { cwd: folder, env: inherited });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdout.once('data', () => child.stdout.destroy());
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(stderr).toBe('');
  });

  it('prints the token of somebody who may then ask', async () => {
    const environment = { LATCHKEY_AUTH_JWT_SECRET: SECRET };
    const token = run(['token', '--account', 'northwind', '--user', 'usr_maya'], environment).stdout.trim();
    const { child, ended, url } = await start('dist/main.js', ['serve'], environment);
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ viewer { name } }' }),
    });
    expect(await response.json()).toEqual({ data: { viewer: { name: 'Maya Okafor' } } });
    await endOf(child, ended, 'SIGTERM');
  });

  it('is executable, and says which interpreter it needs', () => {
    expect(readFileSync(path.join(PROJECT_ROOT, 'bin/latchkey.js'), 'utf8')).toMatch(
      /^#!\/usr\/bin\/env node\n/,
    );
  });
});
