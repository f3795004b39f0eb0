import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { isConfigured, readServeSettings } from '../../src/config/environment.js';
import { argumentsOf, PROJECT_ROOT, readProjectFile, readStages } from './dockerfile.js';
import type { Instruction } from './dockerfile.js';

const stages = readStages();
const image = stages.at(-1) ?? [];

function only(name: string): Instruction {
  const [first, ...others] = image.filter((instruction) => instruction.name === name);
  if (first === undefined || others.length > 0) throw new Error(`Not exactly one ${name} in the last stage`);
  return first;
}

/** The variables that the image sets. */
function imageEnvironment(): Record<string, string> {
  const pairs = image.filter(({ name }) => name === 'ENV').flatMap(({ text }) => text.split(' '));
  return Object.fromEntries(pairs.map((pair) => pair.split('=') as [string, string]));
}

/** The exit code of the image's health check when the gateway answers with this status, or not at all. */
async function healthCheck(status: number | undefined): Promise<number> {
  const server = createServer(({ url }, response) => {
    response.writeHead(url === '/health/ready' ? (status ?? 500) : 404, { connection: 'close' }).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  if (status === undefined) server.close();

  const [command, ...args] = argumentsOf(only('HEALTHCHECK'));
  expect(command).toBe('node');
  const env = { ...process.env, LATCHKEY_PORT: String(port) };
  const code = await new Promise<number>((resolve) => {
    const child = execFile(process.execPath, args, { env });
    child.on('exit', (exitCode) => {
      resolve(exitCode ?? -1);
    });
  });
  server.close();
  return code;
}

describe('the image', () => {
  it('runs the launcher as a user without rights, and serves unless told otherwise', () => {
    expect(only('USER').text).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(argumentsOf(only('ENTRYPOINT'))).toEqual(['node', 'bin/latchkey.js']);
    expect(argumentsOf(only('CMD'))).toEqual(['serve']);
    const order = image.map(({ name }) => name);
    expect(order.indexOf('USER')).toBeGreaterThan(order.lastIndexOf('RUN'));
  });

  it('holds no npm, no sources and no development dependencies', () => {
    const text = image.map((instruction) => `${instruction.name} ${instruction.text}`).join('\n');
    expect(text).not.toMatch(/RUN .*npm (ci|install|run)/);
    expect(text).toContain('rm -rf /usr/local/lib/node_modules');
    expect(text).not.toMatch(/COPY .*(src|scripts|test)/);
    expect(text).toContain('COPY --from=dependencies /app/node_modules');

    const dependencies = stages.find(([from]) => from?.text.endsWith('AS dependencies'));
    expect(dependencies?.map(({ text: line }) => line)).toContain('npm ci --ignore-scripts --omit=dev');
  });

  it('copies nothing but what is there, and what .dockerignore lets through', () => {
    const letThrough = readProjectFile('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'));
    const sources = stages
      .flat()
      .filter(({ name, text }) => name === 'COPY' && !text.startsWith('--from'))
      .flatMap(({ text }) => text.split(' ').slice(0, -1));
    expect(sources).toContain('demo');
    for (const source of sources) {
      expect(existsSync(path.join(PROJECT_ROOT, source))).toBe(true);
      // What is in a folder that is let through comes with it.
      expect(letThrough.some((line) => `!${source}/`.startsWith(`${line}/`))).toBe(true);
    }
    expect(letThrough.filter((line) => !sources.includes(line.slice(1)))).toEqual([]);
  });

  it('is configured but for the way to check tokens', () => {
    const environment = imageEnvironment();
    expect(isConfigured(environment)).toBe(true);
    const secret = { LATCHKEY_AUTH_JWT_SECRET: 's'.repeat(32) };
    expect(readServeSettings({ ...environment, ...secret })).toMatchObject({
      host: '0.0.0.0',
      datastore: { engine: 'SQLITE', file: '/data/latchkey.db' },
    });
  });

  it.each([
    [200, 0],
    [503, 1],
    [undefined, 1],
  ])('is healthy by its readiness alone: %p gives %p', async (status, expected) => {
    expect(await healthCheck(status)).toBe(expected);
  });
});
