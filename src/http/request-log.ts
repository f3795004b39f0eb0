import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { clientAddress } from './client-address.js';

/** Names and addresses are the client's, and may be long. */
const LONGEST_LOGGED_TEXT = 100;
/** As logged where a client went away before it was answered: no error of ours. */
const CLIENT_CLOSED_REQUEST = 499;

/**
 * One line for each request: who asked for which operation, from where, what it took and what came of it [O25]. Only
 * the path of the address is logged, since a query string may hold a query with its variables. Fastify's own hook after
 * an answer does not come where the client went away.
 */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    logRequest(request, reply);
    done();
  });
}

/** Writes the line of a request once its answer has ended. */
export function logRequest(request: FastifyRequest, reply: FastifyReply): void {
  // Once the client has gone its connection does not tell any more.
  const address = clientAddress(request);
  reply.raw.once('close', () => {
    request.log.info({ event: 'request', address, ...outcomeOf(request, reply) }, 'request');
  });
}

function outcomeOf(request: FastifyRequest, reply: FastifyReply): object {
  const { identity, execution, graphqlContext: context, tokenRefusal } = request;
  const cost = context?.cost.points;
  const isAnswered = reply.raw.writableFinished;
  const codes = request.errorCodes ?? context?.errorCodes ?? [];
  return {
    method: request.method,
    path: request.url.split('?', 1).join('').slice(0, LONGEST_LOGGED_TEXT),
    status: isAnswered ? reply.statusCode : CLIENT_CLOSED_REQUEST,
    milliseconds: Math.round(reply.elapsedTime),
    ...(identity && { accountId: identity.accountId, userId: identity.userId }),
    ...(identity?.accessToken && { accessTokenId: identity.accessToken.id }),
    ...(context && { operation: context.operationName?.slice(0, LONGEST_LOGGED_TEXT) ?? null }),
    ...(cost !== undefined && { cost }),
    ...(execution && { commands: execution.sent.commands }),
    ...(codes.length > 0 && { codes }),
    ...(tokenRefusal && { tokenRefusal }),
  };
}
