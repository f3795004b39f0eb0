import type { Command } from 'commander';
import { noAccount } from '../../accounts/errors.js';
import { readAccountSettings } from '../../config/environment.js';
import { settingsOf } from '../../datastore/contract/record-forms.js';
import type { CliContext } from '../context.js';
import { environmentHelp } from '../environment-help.js';
import { withDatastore } from '../open-datastore.js';
import { idArgument } from './arguments.js';
import { printable } from './printable.js';

export function addShowCommand(account: Command, context: CliContext): void {
  account
    .command('show')
    .summary('print the settings of an account and what it holds')
    .description('Print the settings of an account and how much it holds. An unknown account ends with 66.')
    .argument('<id>', 'the id of the account', idArgument)
    .addHelpText('after', environmentHelp('LATCHKEY_DATASTORE_URI'))
    .action((id: string) => show(id, context));
}

async function show(accountId: string, context: CliContext): Promise<void> {
  const { datastore: settings } = readAccountSettings(context.environment);
  await withDatastore(settings, async (datastore) => {
    const snapshot = await datastore.openSnapshot(accountId);
    if (snapshot === undefined) throw noAccount(accountId);
    try {
      const { account } = snapshot;
      const shown = {
        ...{ id: account.id, ...settingsOf(account) },
        ...{ revision: account.revision, ...(await snapshot.counts()) },
      };
      const lines = Object.entries(shown).map(([key, value]) => `${key}: ${printable(String(value))}\n`);
      context.stdout.write(lines.join(''));
    } finally {
      await snapshot.close();
    }
  });
}
