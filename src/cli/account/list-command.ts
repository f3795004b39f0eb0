import type { Command } from 'commander';
import { readAccountSettings } from '../../config/environment.js';
import { pagesOf } from '../../transfer/export/pages.js';
import type { CliContext } from '../context.js';
import { environmentHelp } from '../environment-help.js';
import { withDatastore } from '../open-datastore.js';
import { printable } from './printable.js';

const ACCOUNTS_PER_PAGE = 500;

export function addListCommand(account: Command, context: CliContext): void {
  account
    .command('list')
    .summary('print every account')
    .description(
      'Print every account in the order of their ids: id, plan, permission sets, access model and name.',
    )
    .addHelpText('after', environmentHelp('LATCHKEY_DATASTORE_URI'))
    .action(() => list(context));
}

async function list(context: CliContext): Promise<void> {
  const { datastore: settings } = readAccountSettings(context.environment);
  await withDatastore(settings, async (datastore) => {
    for await (const page of pagesOf(ACCOUNTS_PER_PAGE, (request) => datastore.accountPage(request))) {
      const lines = page.map(({ id, plan, permissionSets, accessModel, name }) =>
        [id, plan, permissionSets, accessModel, printable(name)].join('\t'),
      );
      context.stdout.write(`${lines.join('\n')}\n`);
    }
  });
}
