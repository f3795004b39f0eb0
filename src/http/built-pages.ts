import { access } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyHelmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Pages that a build put into a folder: the console, or the explorer. */
export interface BuiltPages {
  /** What they are called in a message. */
  readonly name: 'console' | 'explorer';
  /** Absolute path of the folder that `npm run build:<name>` filled. */
  readonly bundle: string;
  /** Where they are served: `/explorer`, or nothing for the console. */
  readonly prefix: string;
  /** Directives of the content security policy beyond those of every page. */
  readonly policy: Readonly<Record<string, readonly string[]>>;
  /** Adds the routes of the built pages. */
  readonly serve: (scope: FastifyInstance) => Promise<void>;
}

/** Their names hold a hash of their contents; every other file may change under its name. */
const HASHED_ASSET = /[\\/]assets[\\/][^\\/]+$/;

/** What every page may load and call: this gateway and nothing else. No other page may frame it. */
const STRICT = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'font-src': ["'self'"],
  'img-src': ["'self'"],
  'connect-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
};

/**
 * Serves built pages with security headers on their routes only. Where they were not built, one line is logged and
 * their address answers `NOT_FOUND` with what to do; everything else is unaffected.
 */
export async function registerPages(app: FastifyInstance, pages: BuiltPages): Promise<void> {
  const { name, bundle, prefix, policy, serve } = pages;
  const isBuilt = await isReadable(join(bundle, 'index.html'));
  const missing = `This gateway has no ${name}: its pages were not built. Run \`npm run build:${name}\`.`;
  if (!isBuilt) app.log.warn({ event: `${name}_bundle_missing`, bundle }, missing);

  await app.register(async (scope) => {
    await scope.register(fastifyHelmet, {
      contentSecurityPolicy: {
        // The defaults would hold `upgrade-insecure-requests`, which breaks plain HTTP.
        useDefaults: false,
        directives: { ...STRICT, ...policy },
      },
      xFrameOptions: { action: 'deny' },
      // Whether a host is HTTPS only is for whoever ends TLS in front of the gateway to say.
      strictTransportSecurity: false,
    });
    if (isBuilt) await serve(scope);
    else answerNotBuilt(scope, prefix, missing);
  });
}

/** Serves the files of a bundle. @param isListed only files that are there now have a route, and no other address */
export async function serveFiles(
  scope: FastifyInstance,
  { bundle, prefix }: Pick<BuiltPages, 'bundle' | 'prefix'>,
  isListed: boolean,
): Promise<void> {
  await scope.register(fastifyStatic, {
    root: bundle,
    prefix: prefix === '' ? '/' : prefix,
    ...(isListed ? { wildcard: false, index: false, globIgnore: ['**/index.html'] } : { redirect: true }),
    decorateReply: false,
    dotfiles: 'ignore',
    cacheControl: false,
    setHeaders(reply, path) {
      const caching = HASHED_ASSET.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
      void reply.header('cache-control', caching);
    },
  });
}

function answerNotBuilt(scope: FastifyInstance, prefix: string, message: string): void {
  const answer = { errors: [{ message, extensions: { code: 'NOT_FOUND' } }] };
  const addresses = prefix === '' ? ['/'] : [prefix, `${prefix}/*`];
  for (const url of addresses) {
    scope.get(url, (_request, reply) => reply.code(404).header('cache-control', 'no-store').send(answer));
  }
}

async function isReadable(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
