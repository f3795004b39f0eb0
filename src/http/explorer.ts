import type { FastifyInstance } from 'fastify';
import { registerPages, serveFiles } from './built-pages.js';

/** Where the explorer comes from. */
export interface ExplorerOptions {
  /** Absolute path of the folder that `npm run build:explorer` filled. */
  bundle: string;
}

const PREFIX = '/explorer';

/** Serves the explorer at `/explorer/`. */
export async function registerExplorer(app: FastifyInstance, { bundle }: ExplorerOptions): Promise<void> {
  await registerPages(app, {
    name: 'explorer',
    bundle,
    prefix: PREFIX,
    // Inline styles, fonts and pictures in them are the editor's own.
    policy: {
      'style-src': ["'self'", "'unsafe-inline'"],
      'worker-src': ["'self'"],
      'font-src': ["'self'", 'data:'],
      'img-src': ["'self'", 'data:'],
    },
    serve: (scope) => serveFiles(scope, { bundle, prefix: PREFIX }, false),
  });
}
