import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { readTokenSettings } from '../config/environment.js';
import { isId } from '../decision/id.js';
import { issueToken } from '../identity/issue-token.js';
import type { DatastoreSettings } from '../config/settings.js';
import { AccountNotFoundError } from '../transfer/export-account.js';
import type { CliContext } from './context.js';
import { parseDuration } from './duration.js';
import { environmentHelp } from './environment-help.js';
import { NoSuchUserError } from './errors.js';
import { withDatastore } from './open-datastore.js';

interface TokenOptions {
  readonly account: string;
  readonly user: string;
  readonly expires: number;
}

const ONE_HOUR = 3_600;

export function addTokenCommand(program: Command, context: CliContext): void {
  program
    .command('token')
    .summary('print a bearer token for a user')
    .description(
      'Print a bearer token for a user, signed with the shared secret. An account or user that is unknown, and a user who\n' +
        'is inactive, ends with exit code 65: no gateway would take the token.',
    )
    .requiredOption('--account <id>', 'the account', id)
    .requiredOption('--user <id>', 'the user', id)
    .option('--expires <duration>', 'how long it is valid, such as 90s, 15m, 1h or 7d', duration, ONE_HOUR)
    .addHelpText(
      'after',
      environmentHelp(
        'LATCHKEY_DATASTORE_URI',
        'LATCHKEY_AUTH_JWT_SECRET',
        'LATCHKEY_AUTH_ISSUER',
        'LATCHKEY_AUTH_AUDIENCE',
      ),
    )
    .action(async ({ account, user, expires }: TokenOptions) => {
      const { auth, datastore } = readTokenSettings(context.environment);
      await requireActiveUser(datastore, { accountId: account, userId: user });
      const token = await issueToken(auth, { accountId: account, userId: user, expiresInSeconds: expires });
      context.stdout.write(`${token}\n`);
    });
}

/** @throws AccountNotFoundError or NoSuchUserError when no gateway would take a token of this user. */
async function requireActiveUser(
  settings: DatastoreSettings,
  { accountId, userId }: { readonly accountId: string; readonly userId: string },
): Promise<void> {
  await withDatastore(settings, async (datastore) => {
    const snapshot = await datastore.openSnapshot(accountId, userId);
    if (snapshot === undefined) throw new AccountNotFoundError(accountId);
    const { user } = snapshot;
    await snapshot.close();
    if (user === undefined) throw new NoSuchUserError(`There is no user ${userId} in account ${accountId}`);
    if (!user.active) throw new NoSuchUserError(`User ${userId} of account ${accountId} is inactive`);
  });
}

function id(text: string): string {
  if (isId(text)) return text;
  throw new InvalidArgumentError('An id is 1 to 64 of the characters A-Z, a-z, 0-9, _ and -.');
}

function duration(text: string): number {
  const seconds = parseDuration(text);
  if (seconds !== undefined) return seconds;
  throw new InvalidArgumentError('Give a number and a unit, such as 90s, 15m, 1h or 7d; at most 365d.');
}
