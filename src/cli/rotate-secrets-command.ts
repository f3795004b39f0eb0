import type { Command } from 'commander';
import { readRotationSettings } from '../config/environment.js';
import { rotateSecrets } from '../secrets/rotate-secrets.js';
import type { UnopenedSecret } from '../secrets/rotate-secrets.js';
import { createSealer } from '../secrets/sealer.js';
import type { CliContext } from './context.js';
import { environmentHelp } from './environment-help.js';
import { UnopenedSecretsError } from './errors.js';
import { withDatastore } from './open-datastore.js';

const MOST_SHOWN = 100;

export function addRotateSecretsCommand(program: Command, context: CliContext): void {
  program
    .command('rotate-secrets')
    .summary('seal every secret anew under the present key')
    .description(
      'Seal every secret of every account under LATCHKEY_SECRETS_KEY that is sealed under LATCHKEY_SECRETS_KEY_PREVIOUS.\n' +
        'Works beside gateways that run, and goes on where it was ended. A secret that neither key opens is named, and the\n' +
        'exit code is 65.',
    )
    .addHelpText(
      'after',
      environmentHelp('LATCHKEY_DATASTORE_URI', 'LATCHKEY_SECRETS_KEY', 'LATCHKEY_SECRETS_KEY_PREVIOUS'),
    )
    .action(() => rotate(context));
}

async function rotate(context: CliContext): Promise<void> {
  const { datastore: settings, secretsKey, previousSecretsKey } = readRotationSettings(context.environment);
  const sealer = createSealer(secretsKey, previousSecretsKey);
  const { accounts, integrations, unopened } = await withDatastore(settings, (datastore) =>
    rotateSecrets({ datastore, sealer }),
  );
  context.stdout.write(
    `Sealed the secrets of ${integrations} integrations anew, under the key ${sealer.keyId}; looked through ${accounts} accounts.\n`,
  );
  if (unopened.length === 0) return;
  context.stderr.write(unopened.slice(0, MOST_SHOWN).map(lineOf).join(''));
  throw new UnopenedSecretsError(unopened.length);
}

function lineOf({ accountId, integrationId, name, why }: UnopenedSecret): string {
  return `account ${accountId}, integration ${integrationId}, secret ${JSON.stringify(name)}: cannot be opened: ${why}\n`;
}
