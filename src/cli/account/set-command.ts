import { Option } from 'commander';
import type { Command } from 'commander';
import { setAccount } from '../../accounts/set-account.js';
import type { AccountSettings } from '../../datastore/contract/records.js';
import type { CliContext } from '../context.js';
import { environmentHelp } from '../environment-help.js';
import { idArgument, nameArgument } from './arguments.js';
import { modelOption, permissionSetsOption, planOption } from './settings-options.js';
import { withAccountChange } from './with-account-change.js';

interface SetOptions {
  readonly name?: string;
  readonly plan?: AccountSettings['plan'];
  readonly model?: AccountSettings['accessModel'];
  readonly permissionSets?: AccountSettings['permissionSets'];
  readonly residualRead?: 'true' | 'false';
}

export function addSetCommand(account: Command, context: CliContext): void {
  account
    .command('set')
    .summary('change the name, the plan or a setting of an account')
    .description(
      'Change what is given of an account; in force with the next request. An unknown account ends with 66.',
    )
    .argument('<id>', 'the id of the account', idArgument)
    .addOption(planOption())
    .addOption(permissionSetsOption())
    .addOption(modelOption())
    .addOption(
      new Option('--residual-read <read>', 'whether all is seen read-only').choices(['true', 'false']),
    )
    .option('--name <name>', 'the name of the account', nameArgument)
    .addHelpText('after', environmentHelp('LATCHKEY_DATASTORE_URI'))
    .action((id: string, options: SetOptions, command: Command) => {
      if (Object.keys(options).length === 0) command.error('error: nothing to set; give at least one option');
      return set(id, options, context);
    });
}

async function set(id: string, options: SetOptions, context: CliContext): Promise<void> {
  const { name, plan, model, permissionSets, residualRead } = options;
  const given: Partial<AccountSettings> = {
    ...(name !== undefined && { name }),
    ...(plan !== undefined && { plan }),
    ...(model !== undefined && { accessModel: model }),
    ...(permissionSets !== undefined && { permissionSets }),
    ...(residualRead !== undefined && { residualRead: residualRead === 'true' }),
  };
  const isChanged = await withAccountChange(context, id, (change) => setAccount(change, given));
  context.stdout.write(isChanged ? `Changed account ${id}.\n` : `Account ${id} is as asked already.\n`);
}
