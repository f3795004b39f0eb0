import fastifyCors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/** What pages of other origins may send, and may read beside the body. */
const SENT = ['authorization', 'content-type', 'idempotency-key', 'x-request-id', 'x-latchkey-cost'];
const READ = ['x-request-id', 'retry-after'];
/** How long a browser need not ask again, in seconds. */
const PREFLIGHT_LIFETIME = 600;

/**
 * Lets the pages of these origins ask, and of no other [O12]. A preflight is answered before anybody looks for a token.
 * Every answer says that it depends on the origin, so that no cache gives one origin the answer of another.
 */
export async function allowOrigins(app: FastifyInstance, origins: readonly string[]): Promise<void> {
  await app.register(fastifyCors, {
    origin: [...origins],
    methods: ['GET', 'POST'],
    allowedHeaders: SENT,
    exposedHeaders: READ,
    maxAge: PREFLIGHT_LIFETIME,
    // An OPTIONS request that is no preflight reads nothing either.
    strictPreflight: false,
  });
}
