import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { endConnectionsOnClose } from '../../src/http/closing-connections.js';

/** Far below the 72 seconds for which a connection is kept for a next request. */
const AT_ONCE_MS = 5_000;

describe('a closing server', () => {
  let app: FastifyInstance;
  let origin: string;
  let answer: () => void;
  let closing: Promise<void>;

  beforeEach(async () => {
    app = fastify({ forceCloseConnections: 'idle' });
    endConnectionsOnClose(app);
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    closing = new Promise((resolve) => {
      app.addHook('preClose', (done) => {
        resolve();
        done();
      });
    });
    app.get('/slow', async () => {
      await answered;
      return { done: true };
    });
    origin = await app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterEach(() => app.close());

  it(
    'ends connections that never sent a request',
    async () => {
      const spare = connect(Number(new URL(origin).port), '127.0.0.1');
      const accepted = once(app.server, 'connection');
      await Promise.all([once(spare, 'connect'), accepted]);
      const ended = once(spare, 'close');
      await app.close();
      await ended;
    },
    AT_ONCE_MS,
  );

  it(
    'answers the request under way, and does not keep its connection for another',
    async () => {
      const arrived = once(app.server, 'request');
      const request = fetch(`${origin}/slow`);
      await arrived;
      const closed = app.close();
      await closing;
      answer();
      const response = await request;
      expect(response.headers.get('connection')).toBe('close');
      expect(await response.json()).toEqual({ done: true });
      await closed;
    },
    AT_ONCE_MS,
  );
});
