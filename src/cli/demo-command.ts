import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Command } from 'commander';
import { v7 as uuid } from 'uuid';
import { readDemoSettings } from '../config/environment.js';
import type { Datastore } from '../datastore/contract/datastore.js';
import type { DemoPerson } from '../http/demo-people.js';
import type { SharedSecretSettings } from '../identity/auth-settings.js';
import { issueToken } from '../identity/issue-token.js';
import { createSealer } from '../secrets/sealer.js';
import { importAccount } from '../transfer/import-account.js';
import type { CliContext } from './context.js';
import { announceDemo } from './demo-announcement.js';
import { listDemoAccountFiles, readDemoSignIns } from './demo-files.js';
import type { DemoSignIn } from './demo-files.js';
import { environmentHelp } from './environment-help.js';
import { runGateway } from './gateway-run.js';
import { createLogger } from './logger.js';
import { withDatastore } from './open-datastore.js';

/** The links sign anybody in, so nobody but this machine may use them. */
const HOST = '127.0.0.1';
const ONE_HOUR = 3_600;
const KEY_BYTES = 32;

export function addDemoCommand(program: Command, context: CliContext): void {
  program
    .command('demo')
    .summary('run the gateway with invented accounts')
    .description(
      'Run the gateway with invented accounts, in memory and for this machine alone, and print links that sign in to\n' +
        'the console. Needs no configuration, and ignores where accounts are kept and how tokens are checked.',
    )
    .addHelpText(
      'after',
      environmentHelp('LATCHKEY_PORT', 'LATCHKEY_CONSOLE', 'LATCHKEY_EXPLORER', 'LATCHKEY_LOG_LEVEL'),
    )
    .action(() => demo(context));
}

async function demo(context: CliContext): Promise<void> {
  const settings = readDemoSettings(context.environment);
  const logger = createLogger(context, settings.logLevel);
  const auth: SharedSecretSettings = {
    kind: 'SHARED_SECRET',
    secret: randomBytes(KEY_BYTES).toString('base64'),
  };
  const secretsKey = randomBytes(KEY_BYTES);
  await withDatastore({ engine: 'SQLITE', file: ':memory:' }, async (datastore) => {
    await importDemoAccounts(datastore, secretsKey);
    const run = {
      settings: {
        ...settings,
        host: HOST,
        auth,
        secretsKey,
        drainSeconds: 0,
        metricsPort: undefined,
        corsOrigins: [],
        previousSecretsKey: undefined,
        trustProxy: [],
      },
      datastore,
      logger,
      demoPeople: () => signIn({ auth, datastore }),
    };
    await runGateway(run, context, async (url) => {
      const people = await signIn({ auth, datastore });
      context.stdout.write(announceDemo({ ...settings, url }, people));
    });
  });
}

async function importDemoAccounts(datastore: Datastore, secretsKey: Buffer): Promise<void> {
  const sealer = createSealer(secretsKey);
  for (const file of await listDemoAccountFiles()) {
    const source = createReadStream(file);
    await importAccount({ datastore, source, replace: false, sealer, now: Date.now, newId: () => uuid() });
  }
}

interface SignInParts {
  readonly auth: SharedSecretSettings;
  readonly datastore: Datastore;
}

/** Whoever of them is there and active: while the demo runs, its administrators may change that. */
async function signIn(parts: SignInParts): Promise<readonly DemoPerson[]> {
  const signIns = await readDemoSignIns();
  const people = await Promise.all(signIns.map((one) => signInOne(one, parts)));
  return people.filter((person) => person !== null);
}

async function signInOne(
  { account: accountId, user: userId, why }: DemoSignIn,
  { auth, datastore }: SignInParts,
): Promise<DemoPerson | null> {
  const snapshot = await datastore.openSnapshot(accountId, userId);
  if (snapshot === undefined) return null;
  const { account, user } = snapshot;
  await snapshot.close();
  if (user?.active !== true) return null;
  const token = await issueToken(auth, { accountId, userId, expiresInSeconds: ONE_HOUR });
  return { accountName: account.name, userName: user.name, why, token };
}
