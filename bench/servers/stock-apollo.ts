import { ApolloServer } from '@apollo/server';
import type { BaseContext } from '@apollo/server';
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import { fastify } from 'fastify';
import { serveMeasured } from './serve-measured.js';
import { buildStockSchema } from './stock/schema.js';

/** What the documentation of Apollo and of its Fastify integration shows, with their default options and no checks. */
serveMeasured(async (settings) => {
  const app = fastify();
  const apollo = new ApolloServer<BaseContext>({
    schema: await buildStockSchema(settings),
    plugins: [fastifyApolloDrainPlugin(app)],
  });
  await apollo.start();
  await app.register(fastifyApollo(apollo));
  return { url: await app.listen({ host: '127.0.0.1', port: 0 }) };
});
