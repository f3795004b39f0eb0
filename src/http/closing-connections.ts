import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Lets a closing server end with its last answer. On its own, Node waits for two kinds of connections: one that never
 * sent a request, such as the spare one of a browser, counts as busy; and one whose request was under way stays open
 * for the next.
 */
export function endConnectionsOnClose(app: FastifyInstance): void {
  const silent = new Set<Socket>();
  let isClosing = false;
  app.server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  app.server.on('request', ({ socket }: IncomingMessage) => silent.delete(socket));
  app.addHook('onSend', (_request, reply) => {
    if (isClosing) void reply.header('connection', 'close');
    return Promise.resolve();
  });
  app.addHook('preClose', (done) => {
    isClosing = true;
    for (const socket of silent) socket.destroy();
    done();
  });
}
