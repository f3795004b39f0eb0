import type { ServerOptions } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Limits } from '../limits/limits.js';
import type { Connections } from './connections.js';

/** How often connections are looked at: a time-out is kept to within this. */
const SWEEP_MS = 250;

/** The server's options that bound the size of headers, and the time in which they must come in [O1] [O4]. */
export function headerLimits({ headerBytes, headersSeconds, bodySeconds }: Limits): {
  readonly requestTimeout: number;
  readonly http: ServerOptions;
} {
  const headersTimeout = headersSeconds * 1_000;
  // For a body that nobody waits for, since its request was refused already.
  const requestTimeout = headersTimeout + bodySeconds * 1_000;
  return {
    requestTimeout,
    http: {
      maxHeaderSize: headerBytes,
      connectionsCheckingInterval: SWEEP_MS,
      headersTimeout,
      requestTimeout,
    },
  };
}

/**
 * Bounds the time between the headers and the end of the body [O4]. Node knows only one for both together. The
 * connection is ended the way Node ends it.
 */
export function limitBodyTime(app: FastifyInstance, connections: Connections, limitMs: number): void {
  const sweep = setInterval(() => {
    const latest = performance.now() - limitMs;
    for (const [socket, exchanges] of connections) {
      const isLate = exchanges.some(({ request, since }) => !request.complete && since < latest);
      if (isLate) app.server.emit('clientError', new BodyTimeOutError(), socket);
    }
  }, SWEEP_MS);
  sweep.unref();
  app.addHook('onClose', () => {
    clearInterval(sweep);
  });
}

/** Under the code that Node gives its own. */
class BodyTimeOutError extends Error {
  readonly code = 'ERR_HTTP_REQUEST_TIMEOUT';
}
