import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { environmentHelp } from '../environment-help.js';
import { addAddAdministratorCommand } from './add-administrator-command.js';
import { addCreateCommand } from './create-command.js';
import { addDeleteCommand } from './delete-command.js';
import { addListCommand } from './list-command.js';
import { addSetCommand } from './set-command.js';
import { addShowCommand } from './show-command.js';

/** The accounts of a datastore, beside gateways that run [A21]. Whoever may use the datastore may do all of this. */
export function addAccountCommand(program: Command, context: CliContext): void {
  const account = program
    .command('account')
    .summary('make, list, change and delete accounts')
    .description('Make, list, change and delete accounts, also while gateways run on the datastore.')
    .addHelpText('after', environmentHelp('LATCHKEY_DATASTORE_URI'));
  addCreateCommand(account, context);
  addListCommand(account, context);
  addShowCommand(account, context);
  addSetCommand(account, context);
  addDeleteCommand(account, context);
  addAddAdministratorCommand(account, context);
}
