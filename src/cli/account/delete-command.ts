import type { Command } from 'commander';
import { noAccount } from '../../accounts/errors.js';
import type { CliContext } from '../context.js';
import { environmentHelp } from '../environment-help.js';
import { idArgument } from './arguments.js';
import { withAccountChange } from './with-account-change.js';

export function addDeleteCommand(account: Command, context: CliContext): void {
  account
    .command('delete')
    .summary('delete an account with everything in it')
    .description(
      'Delete an account with everything in it, its audit trail included. Gateways that run refuse its users from the\n' +
        'next request on. An unknown account ends with 66.',
    )
    .argument('<id>', 'the id of the account', idArgument)
    .requiredOption('--yes', 'that it is meant: there is no way back')
    .addHelpText('after', environmentHelp('LATCHKEY_DATASTORE_URI'))
    .action((id: string) => deleteAccount(id, context));
}

async function deleteAccount(id: string, context: CliContext): Promise<void> {
  await withAccountChange(context, id, async ({ dependencies }) => {
    if (!(await dependencies.datastore.deleteAccount(id))) throw noAccount(id);
  });
  context.stdout.write(`Deleted account ${id} with its audit trail.\n`);
}
