import type { FastifyInstance, FastifyRequest } from 'fastify';
import { identify } from './authenticate.js';
import type { Identifiers } from './authenticate.js';

/** Somebody of a demo account to act as. */
export interface DemoPerson {
  readonly accountName: string;
  readonly userName: string;
  readonly why: string;
  readonly token: string;
}

/** Names of this machine as a browser writes them; a page under another name may not be ours. */
const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

export interface DemoPeopleParts {
  readonly identifiers: Identifiers;
  readonly people: () => Promise<readonly DemoPerson[]>;
}

/**
 * Tells whoever is signed in to the demo whom else they may act as, with a token for each. The demo alone has this
 * address, on loopback; it answers the demo's own pages and programs of this machine [C17].
 */
export function registerDemoPeople(app: FastifyInstance, { identifiers, people }: DemoPeopleParts): void {
  app.get('/demo/people', async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    await identify(identifiers, request.raw);
    if (!isOwn(request)) {
      reply.callNotFound();
      return reply;
    }
    return reply.send(await people());
  });
}

function isOwn({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  return LOOPBACK.test(headers.host ?? '') && (site === undefined || site === 'same-origin');
}
