import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { registerExplorer } from '../../src/http/explorer.js';

const POLICY =
  "default-src 'none';script-src 'self';style-src 'self' 'unsafe-inline';font-src 'self' data:;" +
  "img-src 'self' data:;connect-src 'self';base-uri 'none';form-action 'none';frame-ancestors 'none';worker-src 'self'";

describe('routes of the explorer', () => {
  let folder: string;
  let app: FastifyInstance;
  let log: string[];

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'latchkey-bundle-'));
    log = [];
    app = Fastify({ logger: { level: 'warn', stream: linesInto(log) } });
    app.get('/elsewhere', () => 'elsewhere');
  });

  afterEach(async () => {
    await app.close();
    await rm(folder, { recursive: true });
  });

  describe('with a built bundle', () => {
    beforeEach(async () => {
      await mkdir(path.join(folder, 'assets'));
      await writeFile(path.join(folder, 'index.html'), '<!doctype html>');
      await writeFile(path.join(folder, '.hidden'), 'hidden');
      await writeFile(path.join(folder, 'assets', 'index-0a1b2c3d.js'), 'export {};');
      await registerExplorer(app, { bundle: folder });
    });

    it('serves the page under a policy that allows no other host, and checks for a newer page each time', async () => {
      const answer = await app.inject('/explorer/');
      expect(answer.statusCode).toBe(200);
      expect(answer.body).toBe('<!doctype html>');
      expect(answer.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': POLICY,
        'cache-control': 'no-cache',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      });
      expect(answer.headers).not.toHaveProperty('strict-transport-security');
      expect(log).toEqual([]);
    });

    it('lets assets be kept for good, since their names change with their contents', async () => {
      const { statusCode, headers } = await app.inject('/explorer/assets/index-0a1b2c3d.js');
      expect(statusCode).toBe(200);
      expect(headers).toMatchObject({
        'cache-control': 'public, max-age=31536000, immutable',
        'content-security-policy': POLICY,
      });
    });

    it('redirects to the address with the slash that relative addresses need', async () => {
      const { statusCode, headers } = await app.inject('/explorer');
      expect(statusCode).toBe(301);
      expect(headers.location).toBe('/explorer/');
    });

    it.each(['/explorer/.hidden', '/explorer/absent.js', '/explorer/assets/', '/explorer/..%2fsecret'])(
      'does not serve %s',
      async (address) => {
        const { statusCode } = await app.inject(address);
        expect([403, 404]).toContain(statusCode);
      },
    );

    it('leaves the headers of other routes alone', async () => {
      const { headers } = await app.inject('/elsewhere');
      expect(headers).not.toHaveProperty('content-security-policy');
      expect(headers).not.toHaveProperty('x-frame-options');
    });
  });

  describe('without a built bundle', () => {
    beforeEach(async () => {
      await registerExplorer(app, { bundle: path.join(folder, 'absent') });
    });

    it.each(['/explorer', '/explorer/', '/explorer/assets/index.js'])(
      'answers %s with what to do',
      async (address) => {
        const answer = await app.inject(address);
        expect(answer.statusCode).toBe(404);
        expect(answer.json()).toEqual({
          errors: [
            {
              message: expect.stringContaining('npm run build:explorer'),
              extensions: { code: 'NOT_FOUND' },
            },
          ],
        });
      },
    );

    it('warns once and serves everything else', async () => {
      const { body } = await app.inject('/elsewhere');
      expect(body).toBe('elsewhere');
      expect(log).toHaveLength(1);
      expect(JSON.parse(log[0] ?? '')).toMatchObject({ level: 40, event: 'explorer_bundle_missing' });
    });
  });
});

function linesInto(lines: string[]): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
}
