import { fastify } from 'fastify';
import mercurius from 'mercurius';
import { serveMeasured } from './serve-measured.js';
import { buildStockSchema } from './stock/schema.js';

/** The same schema and rows as the stock app, on the fastest GraphQL server for Node that we know of. */
serveMeasured(async (settings) => {
  const app = fastify();
  await app.register(mercurius, { schema: await buildStockSchema(settings), jit: 1 });
  return { url: await app.listen({ host: '127.0.0.1', port: 0 }) };
});
