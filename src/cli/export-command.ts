import type { Command } from 'commander';
import { readTransferSettings } from '../config/environment.js';
import { exportAccount } from '../transfer/export-account.js';
import type { CliContext } from './context.js';
import { environmentHelp } from './environment-help.js';
import { createExportProgress } from './export-progress.js';
import { withDatastore } from './open-datastore.js';

export function addExportCommand(program: Command, context: CliContext): void {
  program
    .command('export')
    .summary('print an account')
    .description(
      'Print one account as JSON, in the format that import reads. Secrets stay sealed; the audit trail is left out.',
    )
    .argument('<account>', 'the id of the account')
    .addHelpText('after', environmentHelp('LATCHKEY_DATASTORE_URI'))
    .action((accountId: string) => printAccount(accountId, context));
}

async function printAccount(accountId: string, context: CliContext): Promise<void> {
  const { datastore: settings } = readTransferSettings(context.environment);
  await withDatastore(settings, async (datastore) => {
    const progress = createExportProgress(context);
    try {
      await exportAccount({ datastore, accountId, output: context.stdout, onProgress: progress.show });
    } finally {
      progress.end();
    }
  });
}
