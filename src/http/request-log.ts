import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RequestContext } from '../graphql/request-context.js';

/** What is known of a GraphQL request once it was authenticated. */
export class RequestContexts {
  private readonly byRequest = new WeakMap<FastifyRequest, RequestContext>();

  add(request: FastifyRequest, context: RequestContext): void {
    this.byRequest.set(request, context);
  }

  of(request: FastifyRequest): RequestContext | undefined {
    return this.byRequest.get(request);
  }
}

/**
 * One line for each request: who asked for which operation, and what came of it. Only the path of the address is
 * logged, since a query string may hold a query with its variables.
 */
export function logRequests(app: FastifyInstance, contexts: RequestContexts): void {
  app.addHook('onResponse', (request, reply, done) => {
    const context = contexts.of(request);
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
