import type { Command } from 'commander';
import type { Logger } from 'pino';
import { readServeSettings } from '../config/environment.js';
import type { Executor } from '../config/settings.js';
import type { AuthSettings } from '../identity/auth-settings.js';
import type { CliContext } from './context.js';
import { wholeEnvironmentHelp } from './environment-help.js';
import { runGateway } from './gateway-run.js';
import { createLogger } from './logger.js';
import { createDatastore, whileOpen } from './open-datastore.js';
import { readTrustedDocuments } from './trusted-documents.js';

export function addServeCommand(program: Command, context: CliContext): void {
  program
    .command('serve')
    .summary('run the gateway')
    .description(
      'Run the gateway. Prints its address once it takes requests, logs JSON lines to standard error, and ends\n' +
        'gracefully on SIGTERM or Ctrl-C.',
    )
    .addHelpText('after', wholeEnvironmentHelp())
    .action(() => serve(context));
}

async function serve(context: CliContext): Promise<void> {
  const settings = readServeSettings(context.environment);
  const logger = createLogger(context, settings.logLevel);
  warnOfPlainKeys(settings.auth, logger);
  warnOfCompiling(settings.executor, logger);
  const created = await createDatastore(settings.datastore);
  // Before it is opened, which may migrate what is stored: an older gateway would not open it any more.
  const trustedDocuments = await readTrustedDocuments(settings, created);
  if (trustedDocuments !== undefined) {
    const { exemptsAdministrators } = settings;
    logger.info(
      { event: 'trusted_documents', documents: trustedDocuments.size, exemptsAdministrators },
      'Only trusted documents run',
    );
  }
  await whileOpen(created, (datastore) =>
    runGateway(
      { settings, datastore, logger, ...(trustedDocuments && { trustedDocuments }) },
      context,
      (url) => {
        context.stdout.write(`Latchkey listens at ${url}\n`);
      },
    ),
  );
  logger.info({ event: 'stopped' }, 'The gateway has stopped');
}

/** Queries were compiled once, with answers that differed; who still asks for it is served right, and told [O8]. */
function warnOfCompiling(executor: Executor, logger: Logger): void {
  if (executor !== 'compiled') return;
  logger.warn(
    { event: 'executor_not_available' },
    'LATCHKEY_EXECUTOR=compiled has no effect: queries are interpreted, since compiled ones could answer otherwise. Unset it',
  );
}

/** Whoever can answer in the provider's place can sign tokens for everybody. */
function warnOfPlainKeys(auth: AuthSettings, logger: Logger): void {
  if (auth.kind !== 'JWKS' || !auth.jwksUrl.startsWith('http:')) return;
  logger.warn(
    { event: 'jwks_over_plain_http' },
    'The key set is read without TLS: whoever can change what is on the way can sign in as anybody',
  );
}
