import { afterAll, beforeAll } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { v7 as uuid } from 'uuid';
import type { Datastore } from '../../../src/datastore/contract/datastore.js';
import { createMongodbDatastore } from '../../../src/datastore/mongodb/mongodb-datastore.js';
import { createSqliteDatastore } from '../../../src/datastore/sqlite/sqlite-datastore.js';
import { issueToken } from '../../../src/identity/issue-token.js';
import { importAccount } from '../../../src/transfer/import-account.js';
import { accountText } from '../../support/account-file.js';
import type { GraphqlAnswer, TestGateway } from '../../support/gateway.js';
import { Mongod } from '../../support/mongod.js';
import { uriOfDatabase } from '../../support/mongodb.js';
import { postOf, sendRaw } from '../../support/raw-request.js';
import { startServedProcess } from '../../support/served-process.js';
import type { ServedProcess } from '../../support/served-process.js';
import { company } from './company.js';

const SETTINGS = {
  kind: 'SHARED_SECRET',
  secret: 'a secret of tests with more than thirty-two bytes',
} as const;

const LIFETIME_LIMIT_S = 5;

/** A gateway in a process of its own, asked like one of a test. */
export type ServedGateway = ServedProcess & Pick<TestGateway, 'ask' | 'token'>;

/** The company in a database on which processes of the built program work, beside this one. */
export class ServedCompany {
  readonly id = 'acme';

  private constructor(
    private readonly folder: string,
    /** This process's own way into the database. */
    readonly datastore: Datastore,
    /** What the processes are told. */
    readonly environment: Readonly<Record<string, string>>,
  ) {}

  static async create(database: 'sqlite' | Mongod): Promise<ServedCompany> {
    const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-faults-'));
    const file = path.join(folder, 'latchkey.db');
    const isFile = database === 'sqlite';
    const uri = isFile ? `sqlite:${file}` : uriOfDatabase(database.uri, randomUUID());
    const datastore = isFile ? createSqliteDatastore({ file }) : createMongodbDatastore({ uri });
    await datastore.open();
    const environment = { LATCHKEY_DATASTORE_URI: uri, LATCHKEY_AUTH_JWT_SECRET: SETTINGS.secret };
    const made = new ServedCompany(folder, datastore, environment);
    await made.import(accountText(company(made.id)));
    return made;
  }

  /** Of SQLite; on MongoDB there is none. */
  get file(): string {
    return path.join(this.folder, 'latchkey.db');
  }

  async import(text: string): Promise<void> {
    await importAccount({
      datastore: this.datastore,
      source: Readable.from([Buffer.from(text)]),
      replace: true,
      now: Date.now,
      newId: () => uuid(),
    });
  }

  async serve(): Promise<ServedGateway> {
    const served = await startServedProcess(this.environment);
    const token: TestGateway['token'] = (accountId, userId) =>
      issueToken(SETTINGS, { accountId, userId, expiresInSeconds: 600 });
    const ask: TestGateway['ask'] = async ({ account, user }, query, variables = {}) => {
      const authorization = `Bearer ${await token(account, user)}`;
      const request = postOf(JSON.stringify({ query, variables }), { authorization });
      const { status, body } = await sendRaw(`${served.url}/graphql`, request);
      return { ...(body as Omit<GraphqlAnswer, 'status'>), status };
    };
    return { ...served, token, ask };
  }

  async remove(): Promise<void> {
    await this.datastore.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** A file in a folder that is removed with the company. */
export function fileBeside({ file }: ServedCompany, name: string): string {
  return path.join(path.dirname(file), name);
}

/** Where a company is to be kept; known once the tests run. */
export type CompanyDatabase = () => 'sqlite' | Mongod;

/**
 * Called in a `describe`: a mongod for its tests alone. A process that was killed leaves its transaction open, which
 * nobody but mongod ends, after a minute; what it has written so far no other change can write until then. Here mongod
 * does so after a few seconds, so that no test has to wait for it.
 */
export function onMongod(binary: string): () => Mongod {
  let mongod: Mongod | undefined;
  beforeAll(async () => {
    mongod = await Mongod.start({
      binary,
      parameters: [`transactionLifetimeLimitSeconds=${LIFETIME_LIMIT_S}`],
    });
  });
  afterAll(() => mongod?.stop());
  return () => {
    if (mongod === undefined) throw new Error('mongod is not started');
    return mongod;
  };
}
