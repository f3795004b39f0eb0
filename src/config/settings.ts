import type { AuthSettings, SharedSecretSettings } from '../identity/auth-settings.js';

/** pino's levels. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** How queries are executed. There was a second way, `compiled`, whose answers could not be proved equal. */
export const EXECUTORS = ['interpreted', 'compiled'] as const;
export type Executor = (typeof EXECUTORS)[number];

/** Where the accounts are kept. The file `:memory:` is a datastore that ends with the process. */
export type DatastoreSettings =
  { readonly engine: 'SQLITE'; readonly file: string } | { readonly engine: 'MONGODB'; readonly uri: string };

/** What `serve` needs. */
export interface ServeSettings {
  readonly datastore: DatastoreSettings;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly auth: AuthSettings;
  readonly explorer: boolean;
  /** What was asked for: queries are interpreted whatever it says. */
  readonly executor: Executor;
  /** 32 bytes. Undefined: integrations cannot hold secrets. */
  readonly secretsKey: Buffer | undefined;
  readonly logLevel: LogLevel;
}

/** What `demo` takes from the environment; the rest is fixed or random. */
export type DemoSettings = Pick<ServeSettings, 'port' | 'explorer' | 'logLevel'>;

/** What `import` and `export` need. */
export type TransferSettings = Pick<ServeSettings, 'datastore' | 'secretsKey'>;

/** What `token` needs. */
export interface TokenSettings {
  readonly auth: SharedSecretSettings;
}
