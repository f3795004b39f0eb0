import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Connections, Exchange } from './connections.js';

/** How long a connection without a request is kept for one that its client may have sent already. */
const QUIET_MS = 500;
/** How long the rest of a request may take that has begun to come in. */
const HALF_SENT_MS = 3_000;
/** How long a client may take to read its answer. What is left of the ten seconds is for the datastore to close. */
const LAST_MS = 8_000;

/** A gateway's way out. */
export interface Leaving {
  readonly hasBegun: boolean;
  /** Begins to leave, and resolves once the gateway may stop listening. */
  drain(): Promise<void>;
}

/**
 * How a gateway leaves [O19]. While it drains it takes requests as ever, and connections that are new end with their
 * answer. Once closed it does not listen any more, and ends connections in three steps: those on which nothing is under
 * way, those whose request has not come in, and those whose answer is not fetched. Every other one ends with its answer.
 * @param drainSeconds absent: without draining, and without waiting for requests that may be on their way.
 */
export function leaveGracefully(
  app: FastifyInstance,
  connections: Connections,
  drainSeconds?: number,
): Leaving {
  let begunAt = Number.POSITIVE_INFINITY;
  let isQuiet = false;
  const end = (isOver: (exchanges: readonly Exchange[]) => boolean): void => {
    for (const [socket, exchanges] of connections) if (isOver(exchanges)) socket.destroySoon();
  };
  const endQuiet = (): void => {
    isQuiet = true;
    end((exchanges) => exchanges.length === 0);
  };
  const endHalfSent = (): void => {
    end((exchanges) => exchanges.every(({ request }) => !request.complete));
  };
  const endAll = (): void => {
    for (const [socket] of connections) socket.destroy();
  };

  let isClosing = false;
  app.addHook('preClose', (done) => {
    isClosing = true;
    done();
  });
  app.addHook('onSend', ({ raw: { socket } }, reply) => {
    // Whoever sent several requests without waiting is to get every answer.
    const isLast = connections.underWayOn(socket) <= 1;
    const isNew = connections.openedAt(socket) >= begunAt;
    if ((isClosing || isNew) && isLast) void reply.header('connection', 'close');
    return Promise.resolve();
  });
  connections.onAnswered((socket) => {
    if (isQuiet) socket.destroySoon();
  });
  // What Node calls when it stops listening. Its own would cut answers that wait in their socket.
  app.server.closeIdleConnections = () => {
    if (drainSeconds === undefined) endQuiet();
    else setTimeout(endQuiet, QUIET_MS).unref();
    setTimeout(endHalfSent, HALF_SENT_MS).unref();
    setTimeout(endAll, LAST_MS).unref();
  };
  return {
    get hasBegun() {
      return begunAt < Number.POSITIVE_INFINITY;
    },
    async drain() {
      begunAt = performance.now();
      await delay((drainSeconds ?? 0) * 1_000);
    },
  };
}
