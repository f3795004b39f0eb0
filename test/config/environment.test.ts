import { describe, expect, it } from '@jest/globals';
import { ConfigurationError } from '../../src/config/configuration-error.js';
import type { ConfigurationMistake } from '../../src/config/configuration-error.js';
import {
  isConfigured,
  readDemoSettings,
  readServeSettings,
  readTokenSettings,
  readTransferSettings,
} from '../../src/config/environment.js';
import type { Environment } from '../../src/config/environment.js';
import { LIMITS, limitsWith } from '../../src/limits/limits.js';
import type { Limit, LimitName } from '../../src/limits/limits.js';

const SECRET = 'a-secret-of-thirty-two-bytes-123';
const KEY = Buffer.alloc(32, 7).toString('base64');
const WITH_SECRET = { LATCHKEY_AUTH_JWT_SECRET: SECRET };
const WITH_JWKS = {
  LATCHKEY_AUTH_JWKS_URL: 'https://identity.example/keys',
  LATCHKEY_AUTH_ISSUER: 'https://identity.example',
  LATCHKEY_AUTH_AUDIENCE: 'latchkey',
};

function mistakesOf(read: () => unknown): readonly ConfigurationMistake[] {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigurationError) return error.mistakes;
    throw error;
  }
  return [];
}

/** The variables that `serve` complains about. */
function complaints(environment: Environment): string[] {
  return mistakesOf(() => readServeSettings(environment)).map(({ variable }) => variable);
}

describe('the settings of serve', () => {
  it('are the documented defaults when only the secret is set', () => {
    expect(readServeSettings(WITH_SECRET)).toEqual({
      datastore: { engine: 'SQLITE', file: 'latchkey.db' },
      host: '127.0.0.1',
      port: 4000,
      drainSeconds: 0,
      corsOrigins: [],
      trustProxy: [],
      trustedDocumentsFile: undefined,
      exemptsAdministrators: false,
      auth: { kind: 'SHARED_SECRET', secret: SECRET, issuer: undefined, audience: undefined },
      console: false,
      explorer: false,
      executor: 'interpreted',
      secretsKey: undefined,
      logLevel: 'info',
      limits: limitsWith(),
    });
  });

  it('are read from what a process has for an environment, which is no plain object', () => {
    const environment = Object.setPrototypeOf({ ...WITH_SECRET }, Map.prototype) as Environment;
    expect(readServeSettings(environment)).toEqual(readServeSettings(WITH_SECRET));
  });

  it('take every variable', () => {
    const settings = readServeSettings({
      ...WITH_JWKS,
      LATCHKEY_DATASTORE_URI: 'mongodb://db.example:27017/latchkey?replicaSet=rs0',
      LATCHKEY_HOST: '::',
      LATCHKEY_PORT: '0',
      LATCHKEY_DRAIN_SECONDS: '15',
      LATCHKEY_METRICS_PORT: '9464',
      LATCHKEY_CORS_ORIGINS: 'https://console.example,http://localhost:5173, https://[::1]:8443',
      LATCHKEY_TRUST_PROXY: 'loopback, 10.0.0.0/8,192.0.2.7,2001:db8::/32',
      LATCHKEY_TRUSTED_DOCUMENTS: 'documents.json',
      LATCHKEY_TRUSTED_DOCUMENTS_EXEMPT_ADMINISTRATORS: 'on',
      LATCHKEY_CONSOLE: 'on',
      LATCHKEY_EXPLORER: 'on',
      LATCHKEY_EXECUTOR: 'compiled',
      LATCHKEY_SECRETS_KEY: KEY,
      LATCHKEY_LOG_LEVEL: 'debug',
      LATCHKEY_MAX_DEPTH: '7',
    });
    expect(settings).toEqual({
      datastore: { engine: 'MONGODB', uri: 'mongodb://db.example:27017/latchkey?replicaSet=rs0' },
      host: '::',
      port: 0,
      drainSeconds: 15,
      metricsPort: 9464,
      corsOrigins: ['https://console.example', 'http://localhost:5173', 'https://[::1]:8443'],
      trustProxy: ['loopback', '10.0.0.0/8', '192.0.2.7', '2001:db8::/32'],
      trustedDocumentsFile: 'documents.json',
      exemptsAdministrators: true,
      auth: {
        kind: 'JWKS',
        jwksUrl: WITH_JWKS.LATCHKEY_AUTH_JWKS_URL,
        issuer: WITH_JWKS.LATCHKEY_AUTH_ISSUER,
        audience: WITH_JWKS.LATCHKEY_AUTH_AUDIENCE,
      },
      console: true,
      explorer: true,
      executor: 'compiled',
      secretsKey: Buffer.alloc(32, 7),
      logLevel: 'debug',
      limits: limitsWith({ depth: 7 }),
    });
  });

  it('take a key before each of the two that have one, beside the present one [O28]', () => {
    const [secret, key] = ['another-secret-of-thirty-two-bytes', Buffer.alloc(32, 8).toString('base64')];
    const settings = readServeSettings({
      ...WITH_SECRET,
      LATCHKEY_AUTH_JWT_SECRET_PREVIOUS: secret,
      LATCHKEY_SECRETS_KEY: KEY,
      LATCHKEY_SECRETS_KEY_PREVIOUS: key,
    });
    expect(settings.auth).toEqual({ kind: 'SHARED_SECRET', secret: SECRET, previousSecret: secret });
    expect(settings.secretsKey).toEqual(Buffer.alloc(32, 7));
    expect(settings.previousSecretsKey).toEqual(Buffer.alloc(32, 8));
  });

  it.each([
    ['LATCHKEY_SECRETS_KEY_PREVIOUS', { ...WITH_SECRET, LATCHKEY_SECRETS_KEY_PREVIOUS: KEY }],
    [
      'LATCHKEY_SECRETS_KEY_PREVIOUS',
      { ...WITH_SECRET, LATCHKEY_SECRETS_KEY: KEY, LATCHKEY_SECRETS_KEY_PREVIOUS: KEY },
    ],
    ['LATCHKEY_AUTH_JWT_SECRET_PREVIOUS', { ...WITH_JWKS, LATCHKEY_AUTH_JWT_SECRET_PREVIOUS: SECRET }],
    ['LATCHKEY_AUTH_JWT_SECRET_PREVIOUS', { ...WITH_SECRET, LATCHKEY_AUTH_JWT_SECRET_PREVIOUS: SECRET }],
  ])('refuse %s without a present key, or with the same [O28]', (variable, environment) => {
    expect(complaints(environment)).toEqual([variable]);
  });

  it('are frozen', () => {
    expect(Object.isFrozen(readServeSettings(WITH_SECRET))).toBe(true);
  });

  it('ignore variables of others, and those of the tests', () => {
    expect(complaints({ ...WITH_SECRET, PATH: '/bin', PORT: 'x', LATCHKEY_TEST_ENGINE: 'sqlite' })).toEqual(
      [],
    );
  });

  it.each([
    ['sqlite:latchkey.db', { engine: 'SQLITE', file: 'latchkey.db' }],
    ['sqlite:/var/lib/latchkey.db', { engine: 'SQLITE', file: '/var/lib/latchkey.db' }],
    ['sqlite::memory:', { engine: 'SQLITE', file: ':memory:' }],
    ['mongodb://u:p@a:1,b:2/x', { engine: 'MONGODB', uri: 'mongodb://u:p@a:1,b:2/x' }],
  ])('read the datastore address %s', (uri, datastore) => {
    expect(readServeSettings({ ...WITH_SECRET, LATCHKEY_DATASTORE_URI: uri }).datastore).toEqual(datastore);
  });

  it.each(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])(
    'know the log level %s',
    (level) => {
      expect(readServeSettings({ ...WITH_SECRET, LATCHKEY_LOG_LEVEL: level }).logLevel).toBe(level);
    },
  );

  it.each([
    [
      'LATCHKEY_DATASTORE_URI',
      ['latchkey.db', 'sqlite:', 'sqlite://latchkey.db', 'mongodb:', 'mongodb://', 'mysql://db'],
    ],
    ['LATCHKEY_HOST', ['http://localhost', 'localhost:4000', 'a b', '-', '[::1]']],
    ['LATCHKEY_PORT', ['65536', '-1', '4000.5', '4e3', ' 4000', 'http', '0x10']],
    ['LATCHKEY_METRICS_PORT', ['off', '65536', '-1']],
    ['LATCHKEY_DRAIN_SECONDS', ['-1', '3601', '1.5', '5s']],
    [
      'LATCHKEY_CORS_ORIGINS',
      [
        '*',
        'null',
        'https://*.example',
        'https://console.example/',
        'https://console.example/console',
        'https://console.example?a',
        'https://Console.example',
        'HTTPS://console.example',
        'https://console.example:443',
        'https://user@console.example',
        'console.example',
        'ftp://console.example',
        'https://a.example,',
        'https://a.example,*',
        'https://a.example https://b.example',
        'https://a.example;https://b.example',
      ],
    ],
    [
      'LATCHKEY_TRUST_PROXY',
      [
        'true',
        '1',
        '*',
        '0.0.0.0/0',
        '::/0',
        '10.0.0.0/33',
        '10.0.0.0/',
        '10.0.0.0/8/8',
        '10.0.0',
        'proxy.example',
        'fe80::1%eth0',
        '10.0.0.1,',
        '10.0.0.1 10.0.0.2',
      ],
    ],
    ['LATCHKEY_TRUSTED_DOCUMENTS', ['documents\0.json']],
    ['LATCHKEY_TRUSTED_DOCUMENTS_EXEMPT_ADMINISTRATORS', ['true', 'ON', '1', 'yes']],
    ['LATCHKEY_EXPLORER', ['true', 'ON', '1', 'yes']],
    ['LATCHKEY_EXECUTOR', ['on', 'COMPILED', 'jit']],
    [
      'LATCHKEY_SECRETS_KEY',
      [
        KEY.slice(1),
        Buffer.alloc(31).toString('base64'),
        Buffer.alloc(33).toString('base64'),
        `${KEY} `,
        KEY.replace('=', ''),
        'k'.repeat(32),
      ],
    ],
    ['LATCHKEY_LOG_LEVEL', ['verbose', 'INFO', '30']],
    ['LATCHKEY_AUTH_JWT_SECRET', [SECRET.slice(1), 'ä'.repeat(15)]],
  ])('refuse a wrong %s', (variable, values) => {
    for (const value of [...values, '']) {
      expect(complaints({ ...WITH_SECRET, [variable]: value })).toEqual([variable]);
    }
  });

  it('do not exempt administrators from what nobody is held to [O13]', () => {
    const exempted = { ...WITH_SECRET, LATCHKEY_TRUSTED_DOCUMENTS_EXEMPT_ADMINISTRATORS: 'on' };
    expect(complaints(exempted)).toEqual(['LATCHKEY_TRUSTED_DOCUMENTS_EXEMPT_ADMINISTRATORS']);
    expect(complaints({ ...exempted, LATCHKEY_TRUSTED_DOCUMENTS: 'documents.json' })).toEqual([]);
  });

  it('count the bytes of a secret, not its characters', () => {
    expect(complaints({ LATCHKEY_AUTH_JWT_SECRET: 'ä'.repeat(16) })).toEqual([]);
  });

  it.each([
    'identity.example',
    'ftp://identity.example',
    'https://user@identity.example',
    'https://:pass@identity.example',
    'file:///etc/passwd',
  ])('refuse the key set address %s', (url) => {
    expect(complaints({ ...WITH_JWKS, LATCHKEY_AUTH_JWKS_URL: url })).toEqual(['LATCHKEY_AUTH_JWKS_URL']);
  });

  it('refuse to start without a way to check tokens, and with two', () => {
    expect(complaints({})).toEqual(['LATCHKEY_AUTH_JWT_SECRET']);
    expect(complaints({ ...WITH_SECRET, ...WITH_JWKS })).toEqual(['LATCHKEY_AUTH_JWT_SECRET']);
  });

  it('need issuer and audience with a key set', () => {
    const { LATCHKEY_AUTH_JWKS_URL } = WITH_JWKS;
    expect(complaints({ LATCHKEY_AUTH_JWKS_URL })).toEqual([
      'LATCHKEY_AUTH_ISSUER',
      'LATCHKEY_AUTH_AUDIENCE',
    ]);
  });

  it.each(['LATCHKEY_AUTH_ISSUER', 'LATCHKEY_AUTH_AUDIENCE'])(
    'do not take an empty %s for none',
    (variable) => {
      expect(complaints({ ...WITH_SECRET, [variable]: '' })).toEqual([variable]);
      expect(complaints({ ...WITH_JWKS, [variable]: '' })).toEqual([variable]);
    },
  );
});

describe.each(Object.entries<Limit>(LIMITS))('the limit %s [O1]', (name, { variable, least, most }) => {
  it('is set by its variable, from the least to the most that makes sense', () => {
    for (const value of [least, most]) {
      const { limits } = readServeSettings({ ...WITH_SECRET, [variable]: String(value) });
      expect(limits).toEqual(limitsWith({ [name as LimitName]: value }));
    }
  });

  it('is never taken from a variable that is anything else', () => {
    for (const value of [least - 1, most + 1, '', '1e4', `${least} `, `${least}.5`, 'unlimited']) {
      expect(complaints({ ...WITH_SECRET, [variable]: String(value) })).toEqual([variable]);
    }
  });
});

describe('a burst of a rate [O6]', () => {
  const BURSTS = [
    ['LATCHKEY_RATE_USER_COST_PER_SECOND', 'LATCHKEY_RATE_USER_COST_BURST'],
    ['LATCHKEY_RATE_ACCOUNT_COST_PER_SECOND', 'LATCHKEY_RATE_ACCOUNT_COST_BURST'],
  ] as const;

  it.each(BURSTS)('under %s pays for the dearest request: %s', (rate, burst) => {
    const burstOf = (value: string) => ({ ...WITH_SECRET, LATCHKEY_MAX_COST: '5000', [burst]: value });
    expect(complaints({ ...burstOf('5000'), [rate]: '1' })).toEqual([]);
    expect(complaints({ ...burstOf('4999'), [rate]: '1' })).toEqual([burst]);
    expect(complaints(burstOf('4999'))).toEqual([]);
    expect(mistakesOf(() => readDemoSettings({ [rate]: '1', [burst]: '4999' }))).toEqual([
      {
        variable: burst,
        message: 'is less than one request may cost. Give at least as much as LATCHKEY_MAX_COST.',
      },
    ]);
  });
});

describe('the mistakes of an environment', () => {
  const WRONG = {
    LATCHKEY_DATASTORE_URI: 'mysql://root:hunter2@db/latchkey',
    LATCHKEY_HOST: 'http://hunter2',
    LATCHKEY_PORT: 'hunter2',
    LATCHKEY_TRUSTED_DOCUMENTS: '',
    LATCHKEY_TRUSTED_DOCUMENTS_EXEMPT_ADMINISTRATORS: 'hunter2',
    LATCHKEY_EXPLORER: 'hunter2',
    LATCHKEY_EXECUTOR: 'hunter2',
    LATCHKEY_DRAIN_SECONDS: 'hunter2',
    LATCHKEY_CORS_ORIGINS: 'hunter2',
    LATCHKEY_TRUST_PROXY: 'hunter2',
    LATCHKEY_METRICS_PORT: 'hunter2',
    LATCHKEY_SECRETS_KEY: 'hunter2',
    LATCHKEY_SECRETS_KEY_PREVIOUS: 'hunter22',
    LATCHKEY_LOG_LEVEL: 'hunter2',
    LATCHKEY_AUTH_JWT_SECRET: 'hunter2',
    LATCHKEY_AUTH_JWT_SECRET_PREVIOUS: 'hunter22',
    LATCHKEY_AUTH_JWKS_URL: 'hunter2',
    LATCHKEY_AUTH_ISSUER: '',
    LATCHKEY_AUTH_AUDIENCE: '',
    LATCHKEY_DATASTORE: 'hunter2',
  };

  it('are reported all together, each once but the secret, which is short and too much', () => {
    const variables = complaints(WRONG);
    expect(new Set(variables)).toEqual(new Set(Object.keys(WRONG)));
    expect(variables).toHaveLength(Object.keys(WRONG).length + 1);
  });

  it('say what would be right, and never show a value', () => {
    const mistakes = mistakesOf(() => readServeSettings(WRONG));
    expect(mistakes.length).toBeGreaterThan(0);
    for (const { message } of mistakes) {
      expect(message).toMatch(/(Give|Set|nearest) .+/);
      expect(message).not.toContain('hunter2');
    }
  });

  it('are readable as one text', () => {
    const failure = new ConfigurationError(
      mistakesOf(() => readServeSettings({ ...WITH_SECRET, LATCHKEY_PORT: 'x' })),
    );
    expect(failure.message).toBe(
      'LATCHKEY_PORT is not a port. Give a number from 0 (any free port) to 65535; the default is 4000.',
    );
  });

  it.each([
    ['LATCHKEY_PROT', 'LATCHKEY_PORT'],
    ['LATCHKEY_JWT_SECRET', 'LATCHKEY_AUTH_JWT_SECRET'],
    ['LATCHKEY_DATABASE_URI', 'LATCHKEY_DATASTORE_URI'],
    ['LATCHKEY_AUTH_AUDIENCES', 'LATCHKEY_AUTH_AUDIENCE'],
    ['LATCHKEY_LOGLEVEL', 'LATCHKEY_LOG_LEVEL'],
  ])('name the variable that %s was meant to be', (wrong, right) => {
    expect(mistakesOf(() => readServeSettings({ ...WITH_SECRET, [wrong]: 'x' }))).toEqual([
      { variable: wrong, message: `is not a setting. The nearest one is ${right}.` },
    ]);
  });
});

describe('the settings of the other commands', () => {
  it('demo needs nothing, and ignores how tokens are checked and where accounts are kept', () => {
    const usual = { port: 4000, console: true, explorer: true, logLevel: 'warn', limits: limitsWith() };
    expect(readDemoSettings({})).toEqual(usual);
    expect(
      readDemoSettings({
        LATCHKEY_PORT: '0',
        LATCHKEY_EXPLORER: 'off',
        LATCHKEY_AUTH_JWT_SECRET: 'short',
        LATCHKEY_DATASTORE_URI: 'wrong',
      }),
    ).toEqual({ port: 0, console: true, explorer: false, logLevel: 'warn', limits: limitsWith() });
  });

  it('import and export need the datastore and the key of the secrets alone', () => {
    const environment = {
      LATCHKEY_SECRETS_KEY: KEY,
      LATCHKEY_PORT: 'wrong',
      LATCHKEY_AUTH_JWT_SECRET: 'short',
    };
    expect(readTransferSettings(environment)).toEqual({
      datastore: { engine: 'SQLITE', file: 'latchkey.db' },
      secretsKey: Buffer.alloc(32, 7),
    });
  });

  it('token needs the shared secret, and takes the configured issuer and audience', () => {
    const auth = { kind: 'SHARED_SECRET', secret: SECRET, issuer: 'i', audience: 'a' };
    const environment = { ...WITH_SECRET, LATCHKEY_AUTH_ISSUER: 'i', LATCHKEY_AUTH_AUDIENCE: 'a' };
    expect(readTokenSettings(environment)).toEqual({
      auth,
      datastore: { engine: 'SQLITE', file: 'latchkey.db' },
    });
  });

  it('token refuses what is not a shared secret alone', () => {
    for (const environment of [{}, WITH_JWKS, { ...WITH_SECRET, ...WITH_JWKS }]) {
      const mistakes = mistakesOf(() => readTokenSettings(environment));
      expect(mistakes.map(({ variable }) => variable)).toEqual(['LATCHKEY_AUTH_JWT_SECRET']);
    }
  });

  it('a misspelt variable is a mistake for each of them', () => {
    for (const read of [readDemoSettings, readTransferSettings, readTokenSettings]) {
      const mistakes = mistakesOf(() => read({ ...WITH_SECRET, LATCHKEY_PROT: '1' }));
      expect(mistakes.map(({ variable }) => variable)).toEqual(['LATCHKEY_PROT']);
    }
  });
});

describe('whether a gateway is configured', () => {
  it.each([
    [{}, false],
    [{ LATCHKEY_PORT: '4001', LATCHKEY_EXPLORER: 'on', LATCHKEY_LOG_LEVEL: 'warn' }, false],
    [{ LATCHKEY_AUTH_JWT_SECRET: undefined }, false],
    [{ LATCHKEY_AUTH_JWT_SECRET: '' }, true],
    [{ LATCHKEY_AUTH_JWKS_URL: 'x' }, true],
    [{ LATCHKEY_AUTH_SECRET: 'misspelt' }, true],
    [{ LATCHKEY_DATASTORE_URI: 'sqlite:latchkey.db' }, true],
  ])('of %j is %s', (environment, expected) => {
    expect(isConfigured(environment)).toBe(expected);
  });
});
