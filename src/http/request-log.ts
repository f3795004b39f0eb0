import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Names are the client's, and may be as long as a document. */
const LONGEST_LOGGED_NAME = 100;
/** As logged where a client went away before it was answered: no error of ours. */
const CLIENT_CLOSED_REQUEST = 499;

/**
 * One line for each request: who asked for which operation, and what came of it [O25]. Only the path of the address is
 * logged, since a query string may hold a query with its variables. Fastify's own hook after an answer does not come
 * where the client went away.
 */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.raw.once('close', () => {
      request.log.info(lineOf(request, reply), 'request');
    });
    done();
  });
}

function lineOf(request: FastifyRequest, reply: FastifyReply): object {
  const { graphqlContext: context, tokenRefusal } = request;
  const isAnswered = reply.raw.writableFinished;
  return {
    event: 'request',
    method: request.method,
    path: request.url.split('?', 1)[0],
    status: isAnswered ? reply.statusCode : CLIENT_CLOSED_REQUEST,
    milliseconds: Math.round(reply.elapsedTime),
    ...(context && {
      accountId: context.requester.accountId,
      userId: context.requester.userId,
      operation: context.operationName?.slice(0, LONGEST_LOGGED_NAME) ?? null,
    }),
    ...(tokenRefusal !== null && { tokenRefusal }),
  };
}
