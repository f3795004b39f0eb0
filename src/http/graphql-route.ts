import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import type { RequestContext } from '../graphql/request-context.js';
import { authenticate } from './authenticate.js';
import type { Authentication } from './authenticate.js';

/** Serves GraphQL at /graphql, each request with a context of its own. */
export function registerGraphql(
  app: FastifyInstance,
  apollo: ApolloServer<RequestContext>,
  authentication: Authentication,
): void {
  const contexts = new WeakMap<object, RequestContext>();
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
      await contexts.get(request)?.close();
    },
    handler: fastifyApolloHandler(apollo, {
      context: async (request) => {
        const { authorization } = request.headers;
        const context = await authenticate(authentication, { authorization, requestId: request.id });
        contexts.set(request, context);
        return context;
      },
    }),
  });
}
