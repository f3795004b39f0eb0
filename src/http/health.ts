import type { FastifyInstance } from 'fastify';
import type { Datastore } from '../datastore/contract/datastore.js';
import { errorBody } from './error-answers.js';
import type { Leaving } from './leaving.js';

/** `live`: the process answers. `ready`: it also reaches its datastore, and is not on its way out. */
export function registerHealth(app: FastifyInstance, datastore: Datastore, leaving: Leaving): void {
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const reached = !leaving.hasBegun && (await answers(datastore));
    if (reached) return { status: 'ready' };
    const message = leaving.hasBegun ? 'Shutting down' : 'The datastore does not answer';
    return reply.code(503).send(errorBody('SERVICE_UNAVAILABLE', message));
  });
}

async function answers(datastore: Datastore): Promise<boolean> {
  try {
    await datastore.ping();
    return true;
  } catch {
    return false;
  }
}
