import type { FastifyInstance } from 'fastify';
import type { TokenRefusal } from '../errors/public-errors.js';
import type { Execution } from '../graphql/execution/execution.js';
import type { RequestCost } from '../graphql/execution/request-cost.js';
import type { RequestContext } from '../graphql/request-context.js';
import type { Identity } from '../identity/identity.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose token a GraphQL request brought; null until it was looked at. */
    identity: Identity | null;
    /** Of a GraphQL request; null until its token was looked at. */
    cost: RequestCost | null;
    /** Of a GraphQL request; null until it may run. */
    execution: Execution | null;
    /** Of a GraphQL request; null until it was authenticated. */
    graphqlContext: RequestContext | null;
    /** Why the request has no viewer; null when it has one, or needs none. */
    tokenRefusal: TokenRefusal | null;
    /** The codes of the errors it was answered with before GraphQL was reached; null when there were none. */
    errorCodes: readonly string[] | null;
  }
}

/**
 * What a request gathers on its way, on the request itself. In a `WeakMap` beside it all of that outlived the request
 * until the collector's second look: half of what reached the old generation did so for that reason alone.
 */
export function addRequestState(app: FastifyInstance): void {
  app.decorateRequest('identity', null);
  app.decorateRequest('cost', null);
  app.decorateRequest('execution', null);
  app.decorateRequest('graphqlContext', null);
  app.decorateRequest('tokenRefusal', null);
  app.decorateRequest('errorCodes', null);
}
