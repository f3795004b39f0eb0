import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { registerPages, serveFiles } from './built-pages.js';

/** Where the console comes from, and what it may lead to. */
export interface ConsoleOptions {
  /** Absolute path of the folder that `npm run build:console` filled. */
  readonly bundle: string;
  /** The explorer is served too. */
  readonly hasExplorer: boolean;
  /** The demo: whoever is signed in may act as any of its people. */
  readonly mayActAs: boolean;
}

/** First parts of the addresses of its pages. The browser shows the right one; all are one file. */
export const CONSOLE_PAGES = ['integrations', 'why'];

/** Serves the console at `/` [C17]. Every other unknown address is answered as without it. */
export async function registerConsole(app: FastifyInstance, options: ConsoleOptions): Promise<void> {
  const { bundle } = options;
  await registerPages(app, {
    name: 'console',
    bundle,
    prefix: '',
    // Nothing may be made a script that was a text.
    policy: { 'require-trusted-types-for': ["'script'"], 'trusted-types': ["'none'"] },
    serve: async (scope) => {
      await serveFiles(scope, { bundle, prefix: '' }, true);
      const page = withSettings(await readFile(join(bundle, 'index.html'), 'utf8'), options);
      for (const url of ['/', ...CONSOLE_PAGES.flatMap((name) => [`/${name}`, `/${name}/*`])]) {
        scope.get(url, (_request, reply) =>
          reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page),
        );
      }
    },
  });
}

/** Tells the page what this gateway offers, as what no script can run. */
function withSettings(page: string, { hasExplorer, mayActAs }: ConsoleOptions): string {
  const setting = (name: string, isOn: boolean): string =>
    `<meta name="latchkey:${name}" content="${isOn ? 'on' : 'off'}" />`;
  return page.replace('</head>', `${setting('explorer', hasExplorer)}${setting('act-as', mayActAs)}</head>`);
}
