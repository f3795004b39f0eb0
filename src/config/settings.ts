import type { z } from 'zod';
import type { AuthSettings, SharedSecretSettings } from '../identity/auth-settings.js';
import type { Limits } from '../limits/limits.js';
import type { Variable, VARIABLES } from './variables.js';

/** pino's levels. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** How queries are executed. There was a second way, `compiled`, whose answers could not be proved equal. */
export const EXECUTORS = ['interpreted', 'compiled'] as const;
export type Executor = (typeof EXECUTORS)[number];

/** Where the accounts are kept. The file `:memory:` is a datastore that ends with the process. */
export type DatastoreSettings =
  { readonly engine: 'SQLITE'; readonly file: string } | { readonly engine: 'MONGODB'; readonly uri: string };

/** The values of variables, by the names of their settings. */
export type SettingsOf<T extends Readonly<Record<string, Variable>>> = {
  readonly [V in keyof T as T[V]['setting']]: z.output<T[V]['form']>;
};

/** What `serve` needs: one setting for each row of the table of variables, and what is read together. */
export type ServeSettings = SettingsOf<typeof VARIABLES> & {
  readonly auth: AuthSettings;
  readonly limits: Limits;
};

/** What `demo` takes from the environment; the rest is fixed or random. */
export type DemoSettings = Pick<ServeSettings, 'port' | 'console' | 'explorer' | 'logLevel' | 'limits'>;

/** What `import` and `export` need. */
export type TransferSettings = Pick<ServeSettings, 'datastore' | 'secretsKey' | 'previousSecretsKey'>;

/** What `rotate-secrets` needs. */
export type RotationSettings = Omit<TransferSettings, 'secretsKey'> & { readonly secretsKey: Buffer };

/** What `account` needs. */
export type AccountCommandSettings = Pick<ServeSettings, 'datastore'>;

/** What `token` needs. */
export type TokenSettings = Pick<ServeSettings, 'datastore'> & { readonly auth: SharedSecretSettings };
