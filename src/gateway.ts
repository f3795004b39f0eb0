import type { Logger } from 'pino';
import { v7 as uuid } from 'uuid';
import type { Datastore } from './datastore/contract/datastore.js';
import { keepFacts } from './datastore/facts/keeping-datastore.js';
import type { TrustedDocuments } from './graphql/document/trusted/trusted-documents.js';
import { buildGuardedSchema } from './graphql/schema.js';
import { createHttpServer } from './http/server.js';
import type { TokenVerifier } from './identity/identity.js';
import { limitsWith } from './limits/limits.js';
import type { Limits } from './limits/limits.js';
import type { SecretSealer } from './secrets/sealer.js';

const MEBIBYTE = 1_048_576;

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
  /** A clock that never goes back, in milliseconds, for what a user may ask for over time. @default the process's */
  readonly monotonicNow?: () => number;
}

export interface RunningGateway {
  /** Its origin, without a trailing slash. */
  readonly url: string;
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
  const maxBytes = limits.keptFactsMebibytes * MEBIBYTE;
  const datastore = keepsFacts ? keepFacts(options.datastore, { maxBytes }) : options.datastore;
  const schema = buildGuardedSchema({ datastore, sealer, now, newId: () => uuid() });
  const { app, close } = await createHttpServer({ ...options, datastore, schema, limits, now });
  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    throw error;
  }
  const [address] = app.addresses();
  const boundPort = typeof address === 'object' ? address.port : port;
  return { url: originOf(host, boundPort), close };
}

function originOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
