import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Datastore } from '../datastore/contract/datastore.js';
import { UnauthenticatedError } from '../errors/public-errors.js';
import { RequestContext } from '../graphql/request-context.js';
import type { Identity, TokenVerifier } from '../identity/identity.js';
import { identify } from './authenticate.js';
import type { RequestContexts } from './request-log.js';

export interface GraphqlRouteParts {
  readonly apollo: ApolloServer<RequestContext>;
  readonly datastore: Datastore;
  readonly verifier: TokenVerifier;
  readonly contexts: RequestContexts;
}

/**
 * Serves GraphQL at /graphql, each request with a context of its own. The token is looked at before the body, and the
 * user before the query is parsed: whoever is nobody learns nothing of the schema.
 */
export function registerGraphql(app: FastifyInstance, parts: GraphqlRouteParts): void {
  const { apollo, contexts, datastore, verifier } = parts;
  const identities = new WeakMap<FastifyRequest, Identity>();
  app.route<{ Reply: string }>({
    url: '/graphql',
    method: ['GET', 'POST', 'OPTIONS'],
    onRequest: async (request, reply) => {
      // Not awaited: a reply is thenable and settles only once it is sent.
      void reply.header('cache-control', 'no-store');
      identities.set(request, await identify(verifier, request.headers.authorization));
    },
    preHandler: async (request) => {
      const identity = identities.get(request);
      if (identity === undefined) throw new UnauthenticatedError('The token was not looked at');
      contexts.add(request, await RequestContext.open(datastore, identity, request.id));
    },
    // Apollo lets go of the context when it answers; this covers requests that end in any other way.
    onResponse: async (request) => {
      await contexts.of(request)?.close();
    },
    handler: fastifyApolloHandler(apollo, {
      context: (request) => {
        const context = contexts.of(request);
        return context ? Promise.resolve(context) : Promise.reject(new Error('The request has no context'));
      },
    }),
  });
}
