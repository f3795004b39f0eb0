import type { FastifyInstance } from 'fastify';

/** Long enough for a short overload to pass. */
const RETRY_AFTER_SECONDS = 1;

/**
 * The headers that go with a status, whoever answers with it: what a client needs to sign in, and when one that was
 * turned away for now may come again. Whoever knows the time better has set it.
 */
export function addAnswerHeaders(app: FastifyInstance): void {
  app.addHook('onSend', (_request, reply) => {
    const { statusCode } = reply;
    if (statusCode === 401) void reply.header('www-authenticate', 'Bearer');
    const isForNow = statusCode === 429 || statusCode === 503;
    if (isForNow && !reply.hasHeader('retry-after')) void reply.header('retry-after', RETRY_AFTER_SECONDS);
    return Promise.resolve();
  });
}
