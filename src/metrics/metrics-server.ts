import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from './metrics.js';

/** Scrapers send a short request and read the answer at once. */
const TIME_OUT_MS = 10_000;

export interface MetricsServer {
  /** The one it listens on. */
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Answers `GET /metrics` on a port of its own, so that whoever may reach the gateway need not be able to read them.
 * @throws the operating system's error when it cannot listen.
 */
export async function serveMetrics(
  metrics: Metrics,
  where: { readonly host: string; readonly port: number },
): Promise<MetricsServer> {
  const server = createServer(
    { requestTimeout: TIME_OUT_MS, headersTimeout: TIME_OUT_MS },
    (request, response) => {
      void answer(metrics, request, response);
    },
  );
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(where.port, where.host, listening);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((closed) => {
        server.close(() => {
          closed();
        });
        server.closeAllConnections();
      }),
  };
}

async function answer(
  metrics: Metrics,
  { method, url }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (method !== 'GET' || url?.split('?', 1)[0] !== '/metrics') {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('There is GET /metrics here\n');
    return;
  }
  const { type, body } = await metrics.text();
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}
