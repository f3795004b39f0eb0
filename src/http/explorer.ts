import { access } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyHelmet from '@fastify/helmet';
import type { FastifyHelmetOptions } from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Where the explorer comes from. */
export interface ExplorerOptions {
  /** Absolute path of the folder that `npm run build:explorer` filled. */
  bundle: string;
}

const PREFIX = '/explorer';
const MISSING = 'This gateway has no explorer: its pages were not built. Run `npm run build:explorer`.';

// Their names hold a hash of their contents; every other file may change under its name.
const HASHED_ASSET = /[\\/]assets[\\/][^\\/]+$/;

/**
 * The page may load and call this gateway and nothing else, and no other page may frame it. Inline styles are
 * the editor's own. `useDefaults` is off: its `upgrade-insecure-requests` would break plain HTTP.
 */
const HEADERS: FastifyHelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'style-src': ["'self'", "'unsafe-inline'"],
      'worker-src': ["'self'"],
      'font-src': ["'self'", 'data:'],
      'img-src': ["'self'", 'data:'],
      'connect-src': ["'self'"],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'none'"],
    },
  },
  xFrameOptions: { action: 'deny' },
  // Whether a host is HTTPS only is for whoever ends TLS in front of the gateway to say.
  strictTransportSecurity: false,
};

/**
 * Serves the explorer at `/explorer/`, with security headers on these routes only. Where the bundle was not
 * built, one line is logged and `/explorer/` answers `NOT_FOUND` with what to do; everything else is unaffected.
 */
export async function registerExplorer(app: FastifyInstance, options: ExplorerOptions): Promise<void> {
  const isBuilt = await isReadable(join(options.bundle, 'index.html'));
  if (!isBuilt) app.log.warn({ event: 'explorer_bundle_missing', bundle: options.bundle }, MISSING);

  await app.register(async (scope) => {
    await scope.register(fastifyHelmet, HEADERS);
    if (isBuilt) await serveBundle(scope, options.bundle);
    else answerNotBuilt(scope);
  });
}

async function serveBundle(scope: FastifyInstance, bundle: string): Promise<void> {
  await scope.register(fastifyStatic, {
    root: bundle,
    prefix: PREFIX,
    redirect: true,
    decorateReply: false,
    dotfiles: 'ignore',
    cacheControl: false,
    setHeaders(reply, path) {
      const caching = HASHED_ASSET.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
      void reply.header('cache-control', caching);
    },
  });
}

function answerNotBuilt(scope: FastifyInstance): void {
  const answer = { errors: [{ message: MISSING, extensions: { code: 'NOT_FOUND' } }] };
  for (const url of [PREFIX, `${PREFIX}/*`]) {
    scope.get(url, (_request, reply) => reply.code(404).header('cache-control', 'no-store').send(answer));
  }
}

async function isReadable(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
