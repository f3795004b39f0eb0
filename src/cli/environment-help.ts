const DESCRIPTIONS = {
  LATCHKEY_DATASTORE_URI:
    'sqlite:FILE, sqlite::memory: or mongodb://HOST/DATABASE (default: sqlite:latchkey.db)',
  LATCHKEY_HOST: 'address to listen on (default: 127.0.0.1)',
  LATCHKEY_PORT: 'port to listen on, 0 for any free one (default: 4000)',
  LATCHKEY_AUTH_JWT_SECRET: 'shared secret of HS256 tokens, at least 32 bytes',
  LATCHKEY_AUTH_JWKS_URL: 'key set of RS256 and ES256 tokens, instead of the shared secret',
  LATCHKEY_AUTH_ISSUER: 'issuer that tokens must name (required with a key set)',
  LATCHKEY_AUTH_AUDIENCE: 'audience that tokens must name (required with a key set)',
  LATCHKEY_EXPLORER: 'on or off: the playground at /explorer/ (default: off; demo: on)',
  LATCHKEY_EXECUTOR: 'interpreted, the only way queries are executed; compiled is accepted with a warning',
  LATCHKEY_SECRETS_KEY: '32 bytes in base64 that seal secrets (default: integrations hold no secrets)',
  LATCHKEY_LOG_LEVEL: 'trace, debug, info, warn, error, fatal or silent (default: info; demo: warn)',
} as const;

type Variable = keyof typeof DESCRIPTIONS;

const WIDTH = Math.max(...Object.keys(DESCRIPTIONS).map((name) => name.length));

/** The part of a command's help that explains the variables it reads. */
export function environmentHelp(...variables: readonly Variable[]): string {
  const lines = variables.map((name) => `  ${name.padEnd(WIDTH)}  ${DESCRIPTIONS[name]}`);
  return ['', 'Environment:', ...lines].join('\n');
}
