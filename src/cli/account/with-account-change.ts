import { v7 as uuid } from 'uuid';
import type { CommandLineChange } from '../../accounts/command-line-change.js';
import { readAccountSettings } from '../../config/environment.js';
import type { CliContext } from '../context.js';
import { withDatastore } from '../open-datastore.js';
import { systemUser } from './system-user.js';

/** Opens the datastore for a change of an account by who runs the command. */
export function withAccountChange<T>(
  context: CliContext,
  accountId: string,
  use: (change: CommandLineChange) => Promise<T>,
): Promise<T> {
  const { datastore: settings } = readAccountSettings(context.environment);
  return withDatastore(settings, (datastore) =>
    use({
      dependencies: { datastore, now: Date.now, newId: () => uuid() },
      accountId,
      systemUser: systemUser(),
    }),
  );
}
