import { z } from 'zod';
import { authSchema, issuingSchema } from './auth-schema.js';
import { ConfigurationError } from './configuration-error.js';
import type { ConfigurationMistake } from './configuration-error.js';
import { LIMITS, mistakesIn } from '../limits/limits.js';
import type { Limits } from '../limits/limits.js';
import type {
  AccountCommandSettings,
  DemoSettings,
  RotationSettings,
  ServeSettings,
  SettingsOf,
  TokenSettings,
  TransferSettings,
} from './settings.js';
import { findUnknownVariables } from './unknown-variables.js';
import { logLevel, onOrOff, secretsKey } from './forms.js';
import { checkPrevious } from './previous-keys.js';
import { LIMIT_VARIABLES, VARIABLES } from './variables.js';
import type { Variable } from './variables.js';

/** Environment variables, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

const { LATCHKEY_DATASTORE_URI, LATCHKEY_SECRETS_KEY, LATCHKEY_SECRETS_KEY_PREVIOUS, LATCHKEY_PORT } =
  VARIABLES;

const EXEMPTION = 'LATCHKEY_TRUSTED_DOCUMENTS_EXEMPT_ADMINISTRATORS';
const EXEMPTION_FROM_NOTHING =
  'is on, and LATCHKEY_TRUSTED_DOCUMENTS is not set: any document runs, for everybody. Set it, or unset this one.';

const limits = settingsOf(LIMIT_VARIABLES).transform((values, context) => {
  const read = values as Limits;
  for (const { limit, message } of mistakesIn(read)) {
    context.addIssue({ code: 'custom', path: [LIMITS[limit].variable], message });
  }
  return { limits: read };
});

const previousKeyCheck = checkPrevious('LATCHKEY_SECRETS_KEY', 'LATCHKEY_SECRETS_KEY_PREVIOUS');

const serveVariables = settingsOf(VARIABLES)
  .superRefine(({ trustedDocumentsFile, exemptsAdministrators }, context) => {
    if (trustedDocumentsFile !== undefined || !exemptsAdministrators) return;
    context.addIssue({ code: 'custom', path: [EXEMPTION], message: EXEMPTION_FROM_NOTHING });
  })
  .and(limits)
  .and(previousKeyCheck);

const demoVariables = settingsOf({
  LATCHKEY_PORT,
  LATCHKEY_CONSOLE: { ...VARIABLES.LATCHKEY_CONSOLE, form: onOrOff.default(true) },
  LATCHKEY_EXPLORER: { ...VARIABLES.LATCHKEY_EXPLORER, form: onOrOff.default(true) },
  // A line for each request would push the links away.
  LATCHKEY_LOG_LEVEL: { ...VARIABLES.LATCHKEY_LOG_LEVEL, form: logLevel.default('warn') },
}).and(limits);

const transferVariables = settingsOf({
  LATCHKEY_DATASTORE_URI,
  LATCHKEY_SECRETS_KEY,
  LATCHKEY_SECRETS_KEY_PREVIOUS,
}).and(previousKeyCheck);

const rotationVariables = settingsOf({
  LATCHKEY_DATASTORE_URI,
  LATCHKEY_SECRETS_KEY: { ...LATCHKEY_SECRETS_KEY, form: secretsKey },
  LATCHKEY_SECRETS_KEY_PREVIOUS,
}).and(previousKeyCheck);

/** Reads each variable of a table under the name of its setting. */
function settingsOf<const T extends Readonly<Record<string, Variable>>>(table: T) {
  const rows = Object.entries<Variable>(table);
  const forms = z.object(Object.fromEntries(rows.map(([name, { form }]) => [name, form])));
  return forms.transform(
    (values) =>
      Object.fromEntries(rows.map(([name, { setting }]) => [setting, values[name]])) as SettingsOf<T>,
  );
}

/**
 * Each of these reads what one command needs and no more: a mistake in a variable that does not matter to `export` does
 * not keep anybody from an export.
 * @throws ConfigurationError with every mistake, those about unknown `LATCHKEY_` names included.
 */
export function readServeSettings(environment: Environment): ServeSettings {
  return read(serveVariables.and(authSchema(environment)), environment);
}

export function readDemoSettings(environment: Environment): DemoSettings {
  return read(demoVariables, environment);
}

export function readTransferSettings(environment: Environment): TransferSettings {
  return read(transferVariables, environment);
}

export function readRotationSettings(environment: Environment): RotationSettings {
  return read(rotationVariables, environment);
}

export function readAccountSettings(environment: Environment): AccountCommandSettings {
  return read(settingsOf({ LATCHKEY_DATASTORE_URI }), environment);
}

export function readTokenSettings(environment: Environment): TokenSettings {
  return read(settingsOf({ LATCHKEY_DATASTORE_URI }).and(issuingSchema(environment)), environment);
}

/**
 * Whether somebody began to configure a gateway of their own. Goes by prefix, so that a misspelt name leads to the
 * message that names it, and not to a demo.
 */
export function isConfigured(environment: Environment): boolean {
  return Object.entries(environment).some(
    ([name, value]) => value !== undefined && /^LATCHKEY_(AUTH|DATASTORE)_/.test(name),
  );
}

function read<T extends object>(schema: z.ZodType<T>, environment: Environment): Readonly<T> {
  const result = schema.safeParse(environment);
  const mistakes = [...mistakesOf(result), ...findUnknownVariables(environment)];
  if (!result.success || mistakes.length > 0) throw new ConfigurationError(mistakes);
  return Object.freeze(result.data);
}

function mistakesOf(result: z.ZodSafeParseResult<unknown>): ConfigurationMistake[] {
  const issues = result.error?.issues ?? [];
  return issues.map(({ path, message }) => ({ variable: path.join('.'), message }));
}
