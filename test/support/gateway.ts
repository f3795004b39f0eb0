import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import pino from 'pino';
import type { DestinationStream } from 'pino';
import { v7 as uuid } from 'uuid';
import type { Datastore } from '../../src/datastore/contract/datastore.js';
import { createMongodbDatastore } from '../../src/datastore/mongodb/mongodb-datastore.js';
import { createSqliteDatastore } from '../../src/datastore/sqlite/sqlite-datastore.js';
import { startGateway } from '../../src/gateway.js';
import type { GatewayOptions } from '../../src/gateway.js';
import { TrustedDocuments } from '../../src/graphql/document/trusted/trusted-documents.js';
import { buildGuardedSchema } from '../../src/graphql/schema.js';
import { issueToken } from '../../src/identity/issue-token.js';
import { createTokenVerifier } from '../../src/identity/token-verifier.js';
import { LIMITS, limitsWith } from '../../src/limits/limits.js';
import type { Limits } from '../../src/limits/limits.js';
import { createSealer } from '../../src/secrets/sealer.js';
import { importAccount } from '../../src/transfer/import-account.js';
import type { ImportOptions } from '../../src/transfer/import-account.js';
import { ImportRejectedError } from '../../src/transfer/mistakes.js';
import { accountText } from './account-file.js';
import type { AccountFile } from './account-file.js';
import { uniqueDatabaseUri } from './mongodb.js';

export type Engine = 'sqlite' | 'mongodb';

export interface TestGatewayOptions {
  readonly engine: Engine;
  /** Imports the demo accounts. */
  readonly demo?: boolean;
  readonly accounts?: readonly AccountFile[];
  /** Another datastore, for example one decorated or shared; it is opened, and closed with the gateway. */
  readonly datastore?: Datastore;
  /** Without a key, secrets are refused. */
  readonly withoutSealer?: boolean;
  readonly explorer?: boolean;
  /** @default false */
  readonly console?: boolean;
  /** Whom anybody signed in may act as, as in the demo. */
  readonly demoPeople?: GatewayOptions['demoPeople'];
  /** Whose pages may ask. @default none */
  readonly corsOrigins?: readonly string[];
  /** The proxies whose word on a client's address is taken. @default none */
  readonly trustProxy?: readonly string[];
  /** The text of a file of them; no other document runs then. @default any document runs */
  readonly trustedDocuments?: string;
  readonly exemptsAdministrators?: boolean;
  /** Without it every request reads all its facts, as the first one of a viewer at a revision does. @default true */
  readonly keepsFacts?: boolean;
  /** How often what other processes left behind is looked for. @default never, so that commands can be counted */
  readonly sweepSeconds?: number;
  /** Those that are not as usual. @default any cost */
  readonly limits?: Partial<Limits>;
  /** The clock by which rates are limited, in milliseconds. @default the process's */
  readonly monotonicNow?: () => number;
  /** Milliseconds since 1970. @default the clock of the machine */
  readonly now?: () => number;
  /** Serves metrics, on any free port. */
  readonly metrics?: boolean;
  /** Where log lines go; nowhere by default. */
  readonly log?: DestinationStream;
  /** Signs tokens; for tests that make tokens of their own. @default a random one */
  readonly secret?: string;
}

/** Tests ask for much at once of small accounts: what that could cost on a large one is what few of them are about. */
const ANY_COST: Partial<Limits> = { cost: Number.MAX_SAFE_INTEGER };
/** What a gateway allows unless it is told otherwise. */
export const USUAL_COST: Partial<Limits> = { cost: LIMITS.cost.default };

/** A gateway on a loopback port, put together like the real one. */
export interface TestGateway {
  readonly url: string;
  /** Where its metrics are. */
  readonly metricsUrl: string | undefined;
  readonly datastore: Datastore;
  token(accountId: string, userId: string): Promise<string>;
  /** Sends one GraphQL request as a user, over a socket. */
  ask(
    as: { readonly account: string; readonly user: string },
    query: string,
    variables?: object,
  ): Promise<GraphqlAnswer>;
  /** The same with a token at hand. */
  askWith(token: string, query: string, variables?: object): Promise<GraphqlAnswer>;
  importAccount(file: AccountFile, options?: { readonly replace: boolean }): Promise<void>;
  stop(): Promise<void>;
}

/** Parsed by the test that asks; GraphQL answers have no static type. */
export interface GraphqlAnswer {
  readonly status: number;
  readonly data: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

const ROOT = join(import.meta.dirname, '../..');

export async function startTestGateway(options: TestGatewayOptions): Promise<TestGateway> {
  const datastore = options.datastore ?? createDatastore(options.engine);
  await datastore.open();
  const settings = {
    kind: 'SHARED_SECRET',
    secret: options.secret ?? randomBytes(32).toString('hex'),
  } as const;
  const sealer = options.withoutSealer === true ? undefined : createSealer(randomBytes(32));
  const limits = { ...ANY_COST, ...options.limits };
  const trustedDocuments = trustedDocumentsOf(options, datastore);
  const gateway = await startGateway({
    datastore,
    verifier: createTokenVerifier(settings),
    ...(sealer && { sealer }),
    logger: pino(
      { level: options.log ? 'info' : 'silent' },
      options.log ?? pino.destination({ dest: 2, sync: true }),
    ),
    host: '127.0.0.1',
    port: 0,
    explorer: options.explorer ?? true,
    corsOrigins: options.corsOrigins ?? [],
    trustProxy: options.trustProxy ?? [],
    ...(options.monotonicNow && { monotonicNow: options.monotonicNow }),
    limits,
    ...(trustedDocuments && { trustedDocuments }),
    keepsFacts: options.keepsFacts ?? true,
    ...(options.now && { now: options.now }),
    ...(options.metrics === true && { metricsPort: 0 }),
    sweepSeconds: options.sweepSeconds ?? 0,
    explorerBundle: join(ROOT, 'dist/explorer'),
    console: options.console ?? false,
    consoleBundle: join(ROOT, 'dist/console'),
    ...(options.demoPeople && { demoPeople: options.demoPeople }),
  });
  const importText = async (text: string, replace: boolean) => {
    const source = Readable.from([Buffer.from(text)]);
    await importNamingMistakes({
      datastore,
      source,
      replace,
      ...(sealer && { sealer }),
      now: Date.now,
      newId: () => uuid(),
    });
  };
  const token = (accountId: string, userId: string) =>
    issueToken(settings, { accountId, userId, expiresInSeconds: 600 });

  for (const file of options.accounts ?? []) await importText(accountText(file), false);
  if (options.demo === true) for (const text of demoTexts()) await importText(text, false);

  return {
    url: gateway.url,
    metricsUrl: gateway.metricsUrl,
    datastore,
    token,
    ask: async ({ account, user }, query, variables = {}) =>
      post(gateway.url, await token(account, user), { query, variables }),
    askWith: (bearer, query, variables = {}) => post(gateway.url, bearer, { query, variables }),
    importAccount: (file, { replace } = { replace: false }) => importText(accountText(file), replace),
    stop: async () => {
      await gateway.close();
      await datastore.close();
    },
  };
}

function trustedDocumentsOf(
  { trustedDocuments, exemptsAdministrators = false, limits, explorer = true }: TestGatewayOptions,
  datastore: Datastore,
): TrustedDocuments | undefined {
  if (trustedDocuments === undefined) return undefined;
  return TrustedDocuments.read(trustedDocuments, {
    schema: buildGuardedSchema({ datastore, sealer: undefined, now: Date.now, newId: () => uuid() }),
    limits: limitsWith(limits),
    introspection: explorer,
    exemptsAdministrators,
  });
}

/** A file of a test that is refused fails with what is wrong in it. */
async function importNamingMistakes(options: ImportOptions): Promise<void> {
  try {
    await importAccount(options);
  } catch (error) {
    if (error instanceof ImportRejectedError) error.message += `: ${JSON.stringify(error.mistakes)}`;
    throw error;
  }
}

export function createDatastore(engine: Engine): Datastore {
  switch (engine) {
    case 'sqlite':
      return createSqliteDatastore({ file: ':memory:' });
    case 'mongodb':
      return createMongodbDatastore({ uri: uniqueDatabaseUri() });
  }
}

async function post(url: string, token: string, body: object): Promise<GraphqlAnswer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as Omit<GraphqlAnswer, 'status'>;
  return { ...answer, status: response.status };
}

function demoTexts(): readonly string[] {
  const folder = join(ROOT, 'demo/accounts');
  return readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
}
