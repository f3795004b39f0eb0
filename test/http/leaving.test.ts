import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { Connections } from '../../src/http/connections.js';
import { leaveGracefully } from '../../src/http/leaving.js';

/** Far below the 72 seconds for which a connection is kept for a next request. */
const AT_ONCE_MS = 5_000;
/** More than the operating system takes off a process for a client that does not read. */
const LARGE_BYTES = 32 * 1024 * 1024;

describe('a closing server [O19]', () => {
  let app: FastifyInstance;
  let origin: string;
  let answer: () => void;
  let closing: Promise<void>;

  beforeEach(async () => {
    app = fastify({ return503OnClosing: false });
    leaveGracefully(app, new Connections(app.server));
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
    app.get('/large', () => Buffer.alloc(LARGE_BYTES, 'x'));
    origin = await app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterEach(() => app.close());

  const open = async (): Promise<Socket> => {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1');
    await Promise.all([once(socket, 'connect'), once(app.server, 'connection')]);
    return socket;
  };
  const get = (path: string): string => `GET ${path} HTTP/1.1\r\nhost: a\r\n\r\n`;

  it(
    'ends connections that never sent a request, and those that began one after their last answer',
    async () => {
      const spare = await open();
      const pipelining = await open();
      pipelining.write(`${get('/large')}GET /la`);
      let received = 0;
      pipelining.on('data', (chunk: Buffer) => (received += chunk.length));
      const ended = Promise.all([once(spare, 'close'), once(pipelining, 'close')]);
      while (received < LARGE_BYTES) await once(pipelining, 'data');
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

  it(
    'answers every request that was sent without waiting for the one before',
    async () => {
      const socket = await open();
      let arrived = 0;
      app.server.on('request', () => (arrived += 1));
      socket.write(get('/slow') + get('/slow'));
      while (arrived < 2) await once(app.server, 'request');
      const closed = app.close();
      await closing;
      answer();
      let text = '';
      for await (const chunk of socket) text += String(chunk);
      expect(text.match(/\{"done":true\}/g)).toHaveLength(2);
      await closed;
    },
    AT_ONCE_MS,
  );

  it('answers to the last byte whoever is slow to read', async () => {
    const socket = await open();
    socket.pause();
    const arrived = once(app.server, 'request');
    socket.write(get('/large'));
    await arrived;
    const closed = app.close();
    await closing;
    let received = 0;
    for await (const chunk of socket) received += (chunk as Buffer).length;
    expect(received).toBeGreaterThan(LARGE_BYTES);
    await closed;
  });
});
