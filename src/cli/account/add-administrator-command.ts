import type { Command } from 'commander';
import { addAdministrator } from '../../accounts/add-administrator.js';
import type { CliContext } from '../context.js';
import { environmentHelp } from '../environment-help.js';
import { idArgument } from './arguments.js';
import { withAccountChange } from './with-account-change.js';

export function addAddAdministratorCommand(account: Command, context: CliContext): void {
  account
    .command('add-administrator')
    .summary('make a user of an account its administrator')
    .description(
      'Make a user of an account its administrator: also the way back in when nobody is left. An unknown account or user\n' +
        'ends with 66, a user who is inactive with 65.',
    )
    .argument('<id>', 'the id of the account', idArgument)
    .argument('<user>', 'the id of the user', idArgument)
    .addHelpText('after', environmentHelp('LATCHKEY_DATASTORE_URI'))
    .action((id: string, userId: string) => add(id, userId, context));
}

async function add(id: string, userId: string, context: CliContext): Promise<void> {
  const isAdded = await withAccountChange(context, id, (change) => addAdministrator(change, userId));
  context.stdout.write(
    isAdded
      ? `User ${userId} administers account ${id} now.\n`
      : `User ${userId} administers account ${id} already.\n`,
  );
}
