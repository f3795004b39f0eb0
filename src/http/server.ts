import { fastify, LogController } from 'fastify';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { v7 as uuid } from 'uuid';
import type { Datastore } from '../datastore/contract/datastore.js';
import { Admission } from '../graphql/document/admission.js';
import { Costs } from '../graphql/document/cost/costs.js';
import { KeptDocuments } from '../graphql/document/kept-documents.js';
import { operationNamesIn } from '../graphql/document/operation-names.js';
import type { TrustedDocuments } from '../graphql/document/trusted/trusted-documents.js';
import type { ErrorMasks } from '../graphql/public-form.js';
import { Executions } from '../graphql/execution/executions.js';
import { createGraphqlServer } from '../graphql/server.js';
import { AccessTokenUses } from '../identity/access-token-uses.js';
import { AccessTokenVerifier } from '../identity/access-token-verifier.js';
import type { TokenVerifier } from '../identity/identity.js';
import type { Metrics } from '../metrics/metrics.js';
import { PAGE_DOCUMENTS } from '../page-documents/page-documents.js';
import type { Limits } from '../limits/limits.js';
import { Rates } from '../rates/rates.js';
import { addAnswerHeaders } from './answer-headers.js';
import { BROKEN_REQUESTS } from './broken-requests.js';
import { Connections } from './connections.js';
import { registerConsole } from './console.js';
import { allowOrigins } from './cors.js';
import { registerDemoPeople } from './demo-people.js';
import type { DemoPerson } from './demo-people.js';
import { answerErrors } from './error-answers.js';
import { registerExplorer } from './explorer.js';
import { registerGraphql } from './graphql-route.js';
import { registerHealth } from './health.js';
import { readJsonBodies } from './json-body.js';
import { requestIdOf } from './request-id.js';
import { leaveGracefully } from './leaving.js';
import { logRequests } from './request-log.js';
import { measureRequests } from './request-metrics.js';
import { addRequestState } from './request-state.js';
import { headerLimits, limitBodyTime } from './time-outs.js';

export interface HttpServerOptions {
  readonly datastore: Datastore;
  readonly verifier: TokenVerifier;
  readonly schema: GraphQLSchema;
  readonly logger: Logger;
  readonly explorer: boolean;
  /** Absolute path of the folder with the explorer's pages. */
  readonly explorerBundle: string;
  readonly console: boolean;
  /** Absolute path of the folder with the console's pages. */
  readonly consoleBundle: string;
  /** Of the demo alone: whom anybody signed in may act as. */
  readonly demoPeople?: () => Promise<readonly DemoPerson[]>;
  readonly limits: Limits;
  /** The only ones that run. Absent: any document does. */
  readonly trustedDocuments?: TrustedDocuments;
  /** How long requests are still taken as ever once the server is closed. Absent: it does not wait for any. */
  readonly drainSeconds?: number;
  /** Milliseconds since 1970, by which access tokens expire. */
  readonly now: () => number;
  /** Whose pages may ask, exactly as browsers write them. Absent: those of the gateway alone. */
  readonly corsOrigins?: readonly string[];
  /** Addresses and networks of proxies. Absent: whoever is connected is the client. */
  readonly trustProxy?: readonly string[];
  /** A clock that never goes back, in milliseconds, for what a user may ask for over time. @default the process's */
  readonly monotonicNow?: () => number;
  /** Absent: nothing is counted. */
  readonly metrics?: Metrics | undefined;
}

export interface HttpServer {
  readonly app: FastifyInstance;
  /** Stops accepting requests, and resolves when those under way have been answered. */
  readonly close: () => Promise<void>;
}

/** The whole HTTP side: GraphQL, health, and the console and the explorer when they are on. Not listening yet. */
export async function createHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { logger, explorer, limits, demoPeople, metrics } = options;
  const { trustProxy = [], trustedDocuments: trusted } = options;
  const loggerInstance: FastifyBaseLogger = logger;
  const app = fastify({
    loggerInstance,
    bodyLimit: limits.bodyBytes,
    ...headerLimits(limits),
    return503OnClosing: false,
    trustProxy: trustProxy.length > 0 && [...trustProxy],
    genReqId: requestIdOf,
    // Replaced by lines of our own, which hold no query strings.
    logController: new LogController({ disableRequestLogging: true }),
    ...BROKEN_REQUESTS,
  });
  app.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  addRequestState(app);
  logRequests(app);
  if (metrics)
    measureRequests(app, metrics, operationNamesIn([...PAGE_DOCUMENTS, ...(trusted?.texts ?? [])]));
  await allowOrigins(app, options.corsOrigins ?? []);
  const maskOf = errorMasks(logger);
  answerErrors(app, maskOf);
  addAnswerHeaders(app);
  readJsonBodies(app);
  const connections = new Connections(app.server);
  limitBodyTime(app, connections, limits.bodySeconds * 1_000);
  const leaving = leaveGracefully(app, connections, options.drainSeconds);
  registerHealth(app, options.datastore, leaving);
  const documents = new KeptDocuments(limits.keptDocumentBytes);
  metrics?.watchCache('documents', documents.use);
  metrics?.watchConnections(() => connections.count);
  const costs = new Costs(options.schema);
  const apollo = createGraphqlServer({
    schema: options.schema,
    introspection: explorer,
    maskOf,
    logger,
    limits,
    documents,
    costs,
    metrics,
  });
  await apollo.start();
  const accessTokens = new AccessTokenVerifier(options);
  const accessTokenUses = new AccessTokenUses(options);
  registerGraphql(app, {
    ...options,
    apollo,
    accessTokens,
    accessTokenUses,
    admission: new Admission({ documents, costs, limits, ...(trusted && { trusted }) }),
    executions: new Executions({ atOnce: limits.executions, waiting: limits.waitingExecutions }),
    rates: new Rates(limits, options.monotonicNow ?? (() => performance.now())),
    maxCost: limits.cost,
    deadlineMs: limits.deadlineSeconds * 1_000,
  });
  if (explorer) await registerExplorer(app, { bundle: options.explorerBundle });
  if (options.console) {
    await registerConsole(app, {
      bundle: options.consoleBundle,
      hasExplorer: explorer,
      mayActAs: demoPeople !== undefined,
    });
  }
  if (demoPeople !== undefined) {
    const identifiers = { verifier: options.verifier, accessTokens };
    registerDemoPeople(app, { identifiers, people: demoPeople });
  }
  // Without Apollo's drain plugin: that waits for the very close which this hook is a part of.
  app.addHook('onClose', () => apollo.stop());
  const close = async (): Promise<void> => {
    await leaving.drain();
    await app.close();
    await accessTokenUses.settled();
  };
  return { app, close };
}

/** Whatever a client is told only in general terms stands in the log in full, under the id the client got. */
function errorMasks(logger: Logger): ErrorMasks {
  return (requestId) => ({
    newErrorId: () => uuid(),
    log: ({ errorId, event, error }) => {
      logger.error({ reqId: requestId, event, errorId, err: error }, event);
    },
  });
}
