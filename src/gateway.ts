import type { Logger } from 'pino';
import { v7 as uuid } from 'uuid';
import { CacheUse } from './collections/cache-use.js';
import type { Datastore } from './datastore/contract/datastore.js';
import { noticingDeletions } from './datastore/deletions/noticing-deletions.js';
import { keepFacts } from './datastore/facts/keeping-datastore.js';
import { Cleaner } from './directory/cleaning/cleaner.js';
import type { TrustedDocuments } from './graphql/document/trusted/trusted-documents.js';
import { buildGuardedSchema } from './graphql/schema.js';
import type { DemoPerson } from './http/demo-people.js';
import { createHttpServer } from './http/server.js';
import type { TokenVerifier } from './identity/identity.js';
import { limitsWith } from './limits/limits.js';
import type { Limits } from './limits/limits.js';
import type { Metrics } from './metrics/metrics.js';
import type { SecretSealer } from './secrets/sealer.js';

const MEBIBYTE = 1_048_576;
const SWEEP_SECONDS = 30;

/** The parts that a gateway is made of. */
export interface GatewayOptions {
  /** Open, and closed by whoever opened it. */
  readonly datastore: Datastore;
  readonly verifier: TokenVerifier;
  /** Absent: secrets cannot be set. */
  readonly sealer?: SecretSealer;
  readonly logger: Logger;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly explorer: boolean;
  /** Absolute path of the folder with the explorer's pages. */
  readonly explorerBundle: string;
  readonly console: boolean;
  /** Absolute path of the folder with the console's pages. */
  readonly consoleBundle: string;
  /** Of the demo alone: whom anybody signed in may act as. */
  readonly demoPeople?: () => Promise<readonly DemoPerson[]>;
  /** Without it every request reads all its facts: for tests that count, and to measure what it saves. @default true */
  readonly keepsFacts?: boolean;
  /** Those that are not as usual. */
  readonly limits?: Partial<Limits>;
  /** How long it goes on taking requests once it is closed, as not ready. Absent: it does not wait for any. */
  readonly drainSeconds?: number;
  /** The only ones that run. Absent: any document does. */
  readonly trustedDocuments?: TrustedDocuments;
  /** Milliseconds since 1970. @default the clock of the machine */
  readonly now?: () => number;
  /** The origins of pages that may ask, beside its own. @default none */
  readonly corsOrigins?: readonly string[];
  /** The proxies whose word on a client's address is taken, as Fastify's `trustProxy`. @default none */
  readonly trustProxy?: readonly string[];
  /**
   * How often it looks for what deletions left behind in other processes, in seconds; 0: what it comes across alone is
   * cleaned up. @default 30
   */
  readonly sweepSeconds?: number;
  /** A clock that never goes back, in milliseconds, for what a user may ask for over time. @default the process's */
  readonly monotonicNow?: () => number;
  /** Where metrics are served, at the same host; 0: any free port. Absent: nothing is counted. */
  readonly metricsPort?: number | undefined;
}

export interface RunningGateway {
  /** Its origin, without a trailing slash. */
  readonly url: string;
  /** Where its metrics are; undefined when there are none. */
  readonly metricsUrl: string | undefined;
  /** Stops accepting requests, and resolves when those under way have been answered. */
  close(): Promise<void>;
}

/**
 * The composition root: puts the gateway together and starts it. The program and the tests build theirs here, with
 * other parts.
 * @throws the operating system's error (`EADDRINUSE`, `EACCES`) when it cannot listen.
 */
export async function startGateway(options: GatewayOptions): Promise<RunningGateway> {
  const { sealer, host, port, keepsFacts = true, now = Date.now } = options;
  const limits = limitsWith(options.limits);
  const metering = await startMetering(options);
  try {
    const maxBytes = limits.keptFactsMebibytes * MEBIBYTE;
    const use = new CacheUse();
    metering?.metrics.watchCache('facts', use);
    const { datastore: engine } = metering ?? options;
    const cleaner = new Cleaner({ datastore: engine, logger: options.logger, now, holder: uuid() });
    const stored = noticingDeletions(engine, (accountId) => void cleaner.notice(accountId));
    const datastore = keepsFacts ? keepFacts(stored, { maxBytes, use }) : stored;
    const schema = buildGuardedSchema({ datastore, sealer, now, newId: () => uuid() });
    const { metrics } = metering ?? {};
    const { app, close } = await createHttpServer({ ...options, datastore, schema, limits, now, metrics });
    try {
      await app.listen({ host, port });
    } catch (error) {
      await app.close();
      throw error;
    }
    const { sweepSeconds = SWEEP_SECONDS } = options;
    if (sweepSeconds > 0) cleaner.start(sweepSeconds);
    const [address] = app.addresses();
    const boundPort = typeof address === 'object' ? address.port : port;
    return {
      url: originOf(host, boundPort),
      metricsUrl: metering && `${originOf(host, metering.port)}/metrics`,
      close: async () => {
        await close();
        await cleaner.stop();
        await metering?.close();
      },
    };
  } catch (error) {
    await metering?.close();
    throw error;
  }
}

interface Metering {
  readonly metrics: Metrics;
  /** The one of the options, with its calls timed. */
  readonly datastore: Datastore;
  readonly port: number;
  close(): Promise<void>;
}

/** Loads what counts only where somebody wants to know. */
async function startMetering(options: GatewayOptions): Promise<Metering | undefined> {
  const { datastore, verifier, host, metricsPort } = options;
  if (metricsPort === undefined) return undefined;
  const [{ Metrics }, { MeteredDatastore }, { serveMetrics }] = await Promise.all([
    import('./metrics/metrics.js'),
    import('./metrics/metered-datastore.js'),
    import('./metrics/metrics-server.js'),
  ]);
  const metrics = new Metrics();
  if (verifier.keptTokens !== undefined) metrics.watchCache('tokens', verifier.keptTokens);
  const server = await serveMetrics(metrics, { host, port: metricsPort });
  return {
    metrics,
    datastore: new MeteredDatastore(datastore, metrics),
    port: server.port,
    close: () => server.close(),
  };
}

function originOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
