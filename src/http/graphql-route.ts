import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import type { RequestContext } from '../graphql/request-context.js';
import { authenticate } from './authenticate.js';
import type { Authentication } from './authenticate.js';
import type { RequestContexts } from './request-log.js';

export interface GraphqlRouteParts {
  readonly apollo: ApolloServer<RequestContext>;
  readonly authentication: Authentication;
  readonly contexts: RequestContexts;
}

/** Serves GraphQL at /graphql, each request with a context of its own. */
export function registerGraphql(app: FastifyInstance, parts: GraphqlRouteParts): void {
  const { apollo, authentication, contexts } = parts;
  app.route<{ Reply: string }>({
    url: '/graphql',
    method: ['GET', 'POST', 'OPTIONS'],
    // A reply is thenable and settles once sent: awaiting it in a hook would wait for ever.
    onSend: (_request, reply, _payload, done) => {
      void reply.header('cache-control', 'no-store');
      done();
    },
    // Apollo lets go of the context when it answers; this covers requests that end in any other way.
    onResponse: async (request) => {
      await contexts.of(request)?.close();
    },
    handler: fastifyApolloHandler(apollo, {
      context: async (request) => {
        const { authorization } = request.headers;
        const context = await authenticate(authentication, { authorization, requestId: request.id });
        contexts.add(request, context);
        return context;
      },
    }),
  });
}
