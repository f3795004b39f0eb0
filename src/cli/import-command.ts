import type { Command } from 'commander';
import { v7 as uuid } from 'uuid';
import { readTransferSettings } from '../config/environment.js';
import { createSealer } from '../secrets/sealer.js';
import { importAccount } from '../transfer/import-account.js';
import type { ImportSummary } from '../transfer/progress.js';
import type { CliContext } from './context.js';
import { environmentHelp } from './environment-help.js';
import { InterruptedError } from './errors.js';
import { createImportProgress } from './import-progress.js';
import { withDatastore } from './open-datastore.js';
import { openSourceFile } from './source-file.js';

interface ImportCommandOptions {
  readonly replace: boolean;
  readonly dropSecrets: boolean;
}

export function addImportCommand(program: Command, context: CliContext): void {
  program
    .command('import')
    .summary('import an account from a file')
    .description(
      'Import one account from a JSON file: all of it or nothing. Every mistake in the file is printed with its place.',
    )
    .argument('<file>', 'the file')
    .option('--replace', 'replace the account whole if it exists; its audit trail is kept', false)
    .option(
      '--drop-secrets',
      'with --replace: drop the secrets of integrations whose row has neither secrets nor sealedSecrets; otherwise kept',
      false,
    )
    .addHelpText(
      'after',
      environmentHelp('LATCHKEY_DATASTORE_URI', 'LATCHKEY_SECRETS_KEY', 'LATCHKEY_SECRETS_KEY_PREVIOUS'),
    )
    .action(async (file: string, options: ImportCommandOptions) => {
      const summary = await importFile(file, options, context);
      context.stdout.write(describe(summary));
      if (!summary.hasActiveAdministrator) context.stderr.write(noAdministrator(summary));
    });
}

async function importFile(
  file: string,
  { replace, dropSecrets }: ImportCommandOptions,
  context: CliContext,
): Promise<ImportSummary> {
  const { datastore: settings, secretsKey, previousSecretsKey } = readTransferSettings(context.environment);
  const source = await openSourceFile(file);
  return withDatastore(settings, async (datastore) => {
    const progress = createImportProgress(context.stderr, source.size);
    try {
      return await importAccount({
        datastore,
        source: source.bytes,
        replace,
        dropSecrets,
        sealer: secretsKey && createSealer(secretsKey, previousSecretsKey),
        now: Date.now,
        newId: () => uuid(),
        onProgress: progress.show,
        signal: interruption(context),
      });
    } finally {
      progress.end();
    }
  });
}

/** Aborted when the process is asked to stop, so that what was written already is removed. */
function interruption(context: CliContext): AbortSignal {
  const controller = new AbortController();
  void context.untilStopped().then((signal) => {
    controller.abort(new InterruptedError(signal));
  });
  return controller.signal;
}

function describe({ accountId, counts, revision, sha256, secrets }: ImportSummary): string {
  const rows = Object.entries(counts).map(([kind, count]) => `${count} ${kind}`);
  return [
    `Imported account ${accountId}, revision ${revision}: ${rows.join(', ')}; SHA-256 of the file ${sha256}\n`,
    ...(secrets.kept > 0 ? [`Kept ${counted(secrets.kept)} that the file says nothing of.\n`] : []),
    ...(secrets.dropped > 0 ? [`Dropped ${counted(secrets.dropped)} that the file says nothing of.\n`] : []),
  ].join('');
}

function counted(secrets: number): string {
  return secrets === 1 ? '1 secret' : `${secrets} secrets`;
}

function noAdministrator({ accountId }: ImportSummary): string {
  return `latchkey: warning: the account ${accountId} has no active administrator; nobody can manage it until a file that names one replaces it.\n`;
}
