import { z } from 'zod';
import { authSchema, issuingSchema } from './auth-schema.js';
import { ConfigurationError } from './configuration-error.js';
import type { ConfigurationMistake } from './configuration-error.js';
import type { DemoSettings, ServeSettings, TokenSettings, TransferSettings } from './settings.js';
import { findUnknownVariables } from './unknown-variables.js';
import { datastoreUri, executor, explorer, host, logLevel, port, secretsKey } from './variables.js';

/** Environment variables, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULTS = {
  datastore: { engine: 'SQLITE', file: 'latchkey.db' },
  host: '127.0.0.1',
  port: 4000,
} as const;

const storage = {
  LATCHKEY_DATASTORE_URI: datastoreUri.default(DEFAULTS.datastore),
  LATCHKEY_SECRETS_KEY: secretsKey.optional(),
};

const serveVariables = z
  .object({
    ...storage,
    LATCHKEY_LOG_LEVEL: logLevel.default('info'),
    LATCHKEY_HOST: host.default(DEFAULTS.host),
    LATCHKEY_PORT: port.default(DEFAULTS.port),
    LATCHKEY_EXPLORER: explorer.default(false),
    LATCHKEY_EXECUTOR: executor.default('interpreted'),
  })
  .transform((values) => ({
    datastore: values.LATCHKEY_DATASTORE_URI,
    secretsKey: values.LATCHKEY_SECRETS_KEY,
    host: values.LATCHKEY_HOST,
    port: values.LATCHKEY_PORT,
    explorer: values.LATCHKEY_EXPLORER,
    executor: values.LATCHKEY_EXECUTOR,
    logLevel: values.LATCHKEY_LOG_LEVEL,
  }));

const demoVariables = z
  .object({
    // A line for each request would push the links away.
    LATCHKEY_LOG_LEVEL: logLevel.default('warn'),
    LATCHKEY_PORT: port.default(DEFAULTS.port),
    LATCHKEY_EXPLORER: explorer.default(true),
  })
  .transform((values) => ({
    port: values.LATCHKEY_PORT,
    explorer: values.LATCHKEY_EXPLORER,
    logLevel: values.LATCHKEY_LOG_LEVEL,
  }));

const transferVariables = z.object(storage).transform((values) => ({
  datastore: values.LATCHKEY_DATASTORE_URI,
  secretsKey: values.LATCHKEY_SECRETS_KEY,
}));

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

export function readTokenSettings(environment: Environment): TokenSettings {
  return read(issuingSchema(environment), environment);
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
