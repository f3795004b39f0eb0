import type { z } from 'zod';
import { LIMITS } from '../limits/limits.js';
import type { Limit, LimitName } from '../limits/limits.js';
import {
  corsOrigins,
  datastoreUri,
  executor,
  file,
  host,
  logLevel,
  onOrOff,
  port,
  secretsKey,
  trustProxy,
  wholeNumber,
} from './forms.js';

/** One variable of the environment. */
export interface Variable {
  /** The name under which its value reaches the program. */
  readonly setting: string;
  /** Its default included. */
  readonly form: z.ZodType;
  /** What the help of a command says about it. */
  readonly help: string;
}

/**
 * Every variable that stands for itself, in the order of the help. What a variable is, is told here and nowhere else:
 * its name, its setting, its form, its default and its help.
 */
export const VARIABLES = {
  LATCHKEY_DATASTORE_URI: {
    setting: 'datastore',
    form: datastoreUri.default({ engine: 'SQLITE', file: 'latchkey.db' }),
    help: 'sqlite:FILE, sqlite::memory: or mongodb://HOST/DATABASE (default: sqlite:latchkey.db)',
  },
  LATCHKEY_HOST: {
    setting: 'host',
    form: host.default('127.0.0.1'),
    help: 'address to listen on (default: 127.0.0.1)',
  },
  LATCHKEY_PORT: {
    setting: 'port',
    form: port.default(4000),
    help: 'port to listen on, 0 for any free one (default: 4000)',
  },
  LATCHKEY_METRICS_PORT: {
    setting: 'metricsPort',
    form: port.optional(),
    help: 'port of GET /metrics for Prometheus, at LATCHKEY_HOST; 0 for any free one (default: none)',
  },
  LATCHKEY_DRAIN_SECONDS: {
    setting: 'drainSeconds',
    form: wholeNumber({ least: 0, most: 3_600, unit: 'seconds', default: 0 }),
    help: 'seconds for which requests are still taken after SIGTERM, as not ready (default: 0)',
  },
  LATCHKEY_CORS_ORIGINS: {
    setting: 'corsOrigins',
    form: corsOrigins.default([]),
    help: 'origins whose pages may ask, exact, separated by commas (default: none)',
  },
  LATCHKEY_TRUST_PROXY: {
    setting: 'trustProxy',
    form: trustProxy.default([]),
    help: 'proxies whose X-Forwarded-For is believed, as addresses, networks or loopback (default: none)',
  },
  LATCHKEY_TRUSTED_DOCUMENTS: {
    setting: 'trustedDocumentsFile',
    form: file.optional(),
    help: 'file of documents by their SHA-256, the only ones that run (default: any document runs)',
  },
  LATCHKEY_TRUSTED_DOCUMENTS_EXEMPT_ADMINISTRATORS: {
    setting: 'exemptsAdministrators',
    form: onOrOff.default(false),
    help: 'on or off: administrators may send any document all the same (default: off)',
  },
  LATCHKEY_CONSOLE: {
    setting: 'console',
    form: onOrOff.default(false),
    help: 'on or off: the pages for people, at / (default: off; demo: on)',
  },
  LATCHKEY_EXPLORER: {
    setting: 'explorer',
    form: onOrOff.default(false),
    help: 'on or off: the playground at /explorer/ (default: off; demo: on)',
  },
  LATCHKEY_EXECUTOR: {
    setting: 'executor',
    form: executor.default('interpreted'),
    help: 'interpreted, the only way queries are executed; compiled is accepted with a warning',
  },
  LATCHKEY_SECRETS_KEY: {
    setting: 'secretsKey',
    form: secretsKey.optional(),
    help: '32 bytes in base64 that seal secrets (default: integrations hold no secrets)',
  },
  LATCHKEY_SECRETS_KEY_PREVIOUS: {
    setting: 'previousSecretsKey',
    form: secretsKey.optional(),
    help: 'the key before that one: still opens secrets, and seals none (default: none)',
  },
  LATCHKEY_LOG_LEVEL: {
    setting: 'logLevel',
    form: logLevel.default('info'),
    help: 'trace, debug, info, warn, error, fatal or silent (default: info; demo: warn)',
  },
} as const satisfies Readonly<Record<string, Variable>>;

/** Which of these may be set depends on the others: `auth-schema.ts` reads them together. */
export const AUTH_VARIABLES = {
  LATCHKEY_AUTH_JWT_SECRET: 'shared secret of HS256 tokens, at least 32 bytes',
  LATCHKEY_AUTH_JWT_SECRET_PREVIOUS: 'the shared secret before that one: its tokens still count',
  LATCHKEY_AUTH_JWKS_URL: 'key set of RS256 and ES256 tokens, instead of the shared secret',
  LATCHKEY_AUTH_ISSUER: 'issuer that tokens must name (required with a key set)',
  LATCHKEY_AUTH_AUDIENCE: 'audience that tokens must name (required with a key set)',
} as const;

const LIMIT_ROWS = Object.entries(LIMITS) as readonly (readonly [LimitName, Limit])[];

/** Those of the limits, as a group of settings by the names of the limits. */
export const LIMIT_VARIABLES: Readonly<Record<string, Variable & { readonly setting: LimitName }>> =
  Object.fromEntries(
    LIMIT_ROWS.map(([setting, limit]) => [
      limit.variable,
      {
        setting,
        form: wholeNumber(limit),
        help: `${limit.unit}: most of ${limit.bounds} (default: ${limit.default})`,
      },
    ]),
  );

/** What the help says, by variable. */
export const VARIABLE_HELP: ReadonlyMap<string, string> = new Map([
  ...Object.entries<Variable>({ ...VARIABLES, ...LIMIT_VARIABLES }).map(
    ([name, { help }]) => [name, help] as const,
  ),
  ...Object.entries(AUTH_VARIABLES),
]);
