import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { registerConsole } from '../../../src/http/console.js';

const POLICY =
  "default-src 'none';script-src 'self';style-src 'self';font-src 'self';img-src 'self';connect-src 'self';" +
  "base-uri 'none';form-action 'none';frame-ancestors 'none';require-trusted-types-for 'script';trusted-types 'none'";

describe('routes of the console', () => {
  let folder: string;
  let app: FastifyInstance;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'latchkey-console-'));
    app = Fastify();
    app.get('/elsewhere', () => 'elsewhere');
  });

  afterEach(async () => {
    await app.close();
    await rm(folder, { recursive: true });
  });

  describe('with a built bundle', () => {
    beforeEach(async () => {
      await mkdir(path.join(folder, 'assets'));
      await mkdir(path.join(folder, '.vite'));
      await writeFile(path.join(folder, 'index.html'), '<html><head></head></html>');
      await writeFile(path.join(folder, '.vite', 'manifest.json'), '{}');
      await writeFile(path.join(folder, 'assets', 'start-0a1b2c3d.js'), 'export {};');
      await registerConsole(app, { bundle: folder, hasExplorer: true, mayActAs: false });
    });

    it.each(['/', '/integrations', '/integrations/int_a/permissions', '/why'])(
      'serves the page at %s under a policy without unsafe-inline and unsafe-eval [C17]',
      async (address) => {
        const { statusCode, headers, body } = await app.inject(address);
        expect(statusCode).toBe(200);
        expect(headers).toMatchObject({
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': POLICY,
          'cache-control': 'no-cache',
          'referrer-policy': 'no-referrer',
          'x-content-type-options': 'nosniff',
          'x-frame-options': 'DENY',
        });
        expect(body).toContain('<meta name="latchkey:explorer" content="on" />');
        expect(body).toContain('<meta name="latchkey:act-as" content="off" />');
      },
    );

    it('lets assets be kept for good, since their names change with their contents', async () => {
      const { statusCode, headers } = await app.inject('/assets/start-0a1b2c3d.js');
      expect(statusCode).toBe(200);
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    });

    it.each([
      '/nothing',
      '/assets/absent.js',
      '/.vite/manifest.json',
      '/index.html',
      '/graphql/x',
      '/..%2fsecret',
    ])('answers %s as without it', async (address) => {
      const { statusCode } = await app.inject(address);
      expect([400, 403, 404]).toContain(statusCode);
    });

    it('leaves the headers of other routes alone', async () => {
      const { headers } = await app.inject('/elsewhere');
      expect(headers).not.toHaveProperty('content-security-policy');
    });
  });

  it('says what to do where the pages were not built', async () => {
    await registerConsole(app, { bundle: path.join(folder, 'absent'), hasExplorer: false, mayActAs: false });
    const answer = await app.inject('/');
    expect(answer.statusCode).toBe(404);
    expect(answer.body).toContain('npm run build:console');
  });
});
