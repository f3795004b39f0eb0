import type { Command } from 'commander';
import { createAccount } from '../../accounts/create-account.js';
import { ENFORCED_NEEDS_ENTERPRISE } from '../../accounts/set-account.js';
import type { AccountSettings } from '../../datastore/contract/records.js';
import type { CliContext } from '../context.js';
import { environmentHelp } from '../environment-help.js';
import { emailArgument, idArgument, nameArgument } from './arguments.js';
import { modelOption, permissionSetsOption, planOption } from './settings-options.js';
import { withAccountChange } from './with-account-change.js';

interface CreateOptions {
  readonly name: string;
  readonly plan: AccountSettings['plan'];
  readonly model: AccountSettings['accessModel'];
  readonly permissionSets: AccountSettings['permissionSets'];
  readonly administrator: string;
  readonly administratorName: string;
  readonly administratorEmail?: string;
}

export function addCreateCommand(account: Command, context: CliContext): void {
  account
    .command('create')
    .summary('make an account with one administrator')
    .description(
      'Make an account with one administrator: all of it or nothing. An id that is taken ends with 65.',
    )
    .argument('<id>', 'the id of the account', idArgument)
    .requiredOption('--name <name>', 'the name of the account', nameArgument)
    .addOption(planOption().default('STANDARD'))
    .addOption(modelOption().default('LAYERED'))
    .addOption(permissionSetsOption().default('OFF'))
    .requiredOption('--administrator <id>', 'the id of the user who administers it', idArgument)
    .requiredOption('--administrator-name <name>', 'the name of that user', nameArgument)
    .option('--administrator-email <email>', 'the e-mail address of that user', emailArgument)
    .addHelpText('after', environmentHelp('LATCHKEY_DATASTORE_URI'))
    .action((id: string, options: CreateOptions, command: Command) => {
      if (options.permissionSets === 'ENFORCED' && options.plan === 'STANDARD')
        command.error(`error: ${ENFORCED_NEEDS_ENTERPRISE}`);
      return create(id, options, context);
    });
}

async function create(id: string, options: CreateOptions, context: CliContext): Promise<void> {
  const { name, plan, model: accessModel, permissionSets } = options;
  const { administrator, administratorName, administratorEmail } = options;
  await withAccountChange(context, id, (change) =>
    createAccount(change, {
      settings: { name, plan, permissionSets, accessModel, residualRead: false },
      administrator: { id: administrator, name: administratorName, email: administratorEmail ?? null },
    }),
  );
  context.stdout.write(`Created account ${id}, which ${administrator} administers.\n`);
}
