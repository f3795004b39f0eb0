import type { FastifyInstance } from 'fastify';
import type { Datastore } from '../datastore/contract/datastore.js';
import { errorBody } from './error-answers.js';

/** `live`: the process answers. `ready`: it also reaches its datastore, and is not shutting down. */
export function registerHealth(app: FastifyInstance, datastore: Datastore): void {
  let draining = false;
  app.addHook('preClose', (done) => {
    draining = true;
    done();
  });
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const reached = !draining && (await answers(datastore));
    if (reached) return { status: 'ready' };
    const message = draining ? 'Shutting down' : 'The datastore does not answer';
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
