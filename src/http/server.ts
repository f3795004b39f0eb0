import { fastify, LogController } from 'fastify';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { v7 as uuid } from 'uuid';
import type { Datastore } from '../datastore/contract/datastore.js';
import { Admission } from '../graphql/document/admission.js';
import { KeptDocuments } from '../graphql/document/kept-documents.js';
import type { ErrorMasks } from '../graphql/public-form.js';
import { createGraphqlServer } from '../graphql/server.js';
import type { TokenVerifier } from '../identity/identity.js';
import type { Limits } from '../limits/limits.js';
import { addAnswerHeaders } from './answer-headers.js';
import { BROKEN_REQUESTS } from './broken-requests.js';
import { endConnectionsOnClose } from './closing-connections.js';
import { answerErrors } from './error-answers.js';
import { registerExplorer } from './explorer.js';
import { registerGraphql } from './graphql-route.js';
import { registerHealth } from './health.js';
import { readJsonBodies } from './json-body.js';
import { requestIdOf } from './request-id.js';
import { logRequests } from './request-log.js';
import { addRequestState } from './request-state.js';

const REQUEST_TIMEOUT_MS = 30_000;

export interface HttpServerOptions {
  readonly datastore: Datastore;
  readonly verifier: TokenVerifier;
  readonly schema: GraphQLSchema;
  readonly logger: Logger;
  readonly explorer: boolean;
  /** Absolute path of the folder with the explorer's pages. */
  readonly explorerBundle: string;
  readonly limits: Limits;
}

/** The whole HTTP side: GraphQL, health, and the explorer when it is on. Not listening yet. */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const { logger, explorer, limits } = options;
  const loggerInstance: FastifyBaseLogger = logger;
  const app = fastify({
    loggerInstance,
    bodyLimit: limits.bodyBytes,
    http: { maxHeaderSize: limits.headerBytes },
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: 'idle',
    trustProxy: false,
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
  const maskOf = errorMasks(logger);
  answerErrors(app, maskOf);
  addAnswerHeaders(app);
  readJsonBodies(app);
  endConnectionsOnClose(app);
  registerHealth(app, options.datastore);
  const documents = new KeptDocuments(limits.keptDocumentBytes);
  const apollo = createGraphqlServer({
    schema: options.schema,
    introspection: explorer,
    maskOf,
    logger,
    limits,
    documents,
  });
  await apollo.start();
  logRequests(app);
  registerGraphql(app, { ...options, apollo, admission: new Admission({ documents, limits }) });
  if (explorer) await registerExplorer(app, { bundle: options.explorerBundle });
  // Without Apollo's drain plugin: that waits for the very close which this hook is a part of.
  app.addHook('onClose', () => apollo.stop());
  return app;
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
