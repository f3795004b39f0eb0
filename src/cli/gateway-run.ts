import type { Logger } from 'pino';
import type { ServeSettings } from '../config/settings.js';
import type { Datastore } from '../datastore/contract/datastore.js';
import type { GatewayOptions, RunningGateway } from '../gateway.js';
import type { TrustedDocuments } from '../graphql/document/trusted/trusted-documents.js';
import type { DemoPerson } from '../http/demo-people.js';
import { createTokenVerifier } from '../identity/token-verifier.js';
import { createSealer } from '../secrets/sealer.js';
import type { CliContext } from './context.js';
import { CannotListenError, isListenFailure } from './errors.js';
import { CONSOLE_BUNDLE, EXPLORER_BUNDLE } from './package-files.js';

/** What a gateway runs on. */
export interface GatewayRun {
  readonly settings: Omit<
    ServeSettings,
    'datastore' | 'executor' | 'logLevel' | 'trustedDocumentsFile' | 'exemptsAdministrators'
  >;
  readonly datastore: Datastore;
  readonly logger: Logger;
  /** The only ones that run. Absent: any document does. */
  readonly trustedDocuments?: TrustedDocuments;
  /** Of the demo alone: whom anybody signed in may act as. */
  readonly demoPeople?: () => Promise<readonly DemoPerson[]>;
}

/**
 * Runs a gateway until the process is asked to stop, and then until the requests under way have ended.
 * @param announce called with its address once it takes requests
 * @throws CannotListenError
 */
export async function runGateway(
  { settings, ...parts }: GatewayRun,
  context: CliContext,
  announce: (url: string) => Promise<void> | void,
): Promise<void> {
  const { auth, secretsKey, previousSecretsKey, ...others } = settings;
  const { logger } = parts;
  const gateway = await start({
    ...others,
    ...parts,
    verifier: createTokenVerifier(auth, {
      onKeysUnread: (error) => {
        logger.warn(
          { event: 'jwks_not_read', err: error },
          'The key set could not be read; the one read before counts',
        );
      },
    }),
    ...(secretsKey !== undefined && { sealer: createSealer(secretsKey, previousSecretsKey) }),
    explorerBundle: EXPLORER_BUNDLE,
    consoleBundle: CONSOLE_BUNDLE,
  });
  try {
    const { url, metricsUrl } = gateway;
    logger.info({ event: 'listening', url, ...(metricsUrl && { metricsUrl }) }, 'The gateway takes requests');
    const stopped = context.untilStopped(settings.drainSeconds);
    await announce(url);
    logger.info(
      { event: 'stopping', signal: await stopped },
      'The gateway ends once its requests are answered',
    );
  } finally {
    await gateway.close();
  }
}

async function start(options: GatewayOptions): Promise<RunningGateway> {
  // The gateway brings the GraphQL and HTTP libraries, which the other commands need not wait for.
  const { startGateway } = await import('../gateway.js');
  try {
    return await startGateway(options);
  } catch (cause) {
    if (isListenFailure(cause)) throw new CannotListenError({ ...options, ...portOf(cause) }, { cause });
    throw cause;
  }
}

/** The port that could not be had, of the two there may be; nothing where the error does not tell. */
function portOf(error: unknown): { readonly port?: number } {
  const told = error instanceof Error && 'port' in error ? error.port : undefined;
  return typeof told === 'number' ? { port: told } : {};
}
