import type { FastifyInstance } from 'fastify';

/**
 * One line for each request: who asked for which operation, and what came of it. Only the path of the address is
 * logged, since a query string may hold a query with its variables.
 */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    const { graphqlContext: context } = request;
    request.log.info(
      {
        event: 'request',
        method: request.method,
        path: request.url.split('?', 1)[0],
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime),
        ...(context && {
          accountId: context.requester.accountId,
          userId: context.requester.userId,
          operation: context.operationName,
        }),
      },
      'request',
    );
    done();
  });
}
