import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createMongodbDatastore } from '../../../src/datastore/mongodb/mongodb-datastore.js';
import { createSqliteDatastore } from '../../../src/datastore/sqlite/sqlite-datastore.js';
import type { AccountFile } from '../../support/account-file.js';
import { startTestGateway } from '../../support/gateway.js';
import type { GraphqlAnswer, TestGateway } from '../../support/gateway.js';
import { uniqueDatabaseUri } from '../../support/mongodb.js';
import { postOf, sendRaw } from '../../support/raw-request.js';
import { startServedProcess } from '../../support/served-process.js';

const SECRET = 'a secret of tests with more than thirty-two bytes';

export interface Viewer {
  readonly account: string;
  readonly user: string;
}

/** Asks one of the gateways, by its place. */
export type Ask = (at: 0 | 1, as: Viewer, query: string) => Promise<GraphqlAnswer>;

/** Two gateways that share a datastore and nothing else, and somebody who imports into it. */
export interface SharedDatastore {
  readonly ask: Ask;
  readonly replace: (file: AccountFile) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Two processes of the built program on one MongoDB; this one imports. */
export async function twoProcesses(account: AccountFile): Promise<SharedDatastore> {
  const uri = uniqueDatabaseUri();
  const datastore = createMongodbDatastore({ uri });
  const importing = await startTestGateway({
    engine: 'mongodb',
    datastore,
    accounts: [account],
    secret: SECRET,
  });
  const environment = { LATCHKEY_DATASTORE_URI: uri, LATCHKEY_AUTH_JWT_SECRET: SECRET };
  const processes = await Promise.all([
    startServedProcess(environment),
    startServedProcess(environment),
  ] as const);
  return {
    ask: async (at, as, query) => {
      const authorization = `Bearer ${await importing.token(as.account, as.user)}`;
      const request = postOf(JSON.stringify({ query }), { authorization });
      const { status, body } = await sendRaw(`${processes[at].url}/graphql`, request);
      return { ...(body as Omit<GraphqlAnswer, 'status'>), status };
    },
    replace: (file) => importing.importAccount(file, { replace: true }),
    stop: async () => {
      await Promise.all(processes.map((each) => each.stop()));
      await importing.stop();
    },
  };
}

/** Two gateways with connections of their own to one file. */
export async function oneFile(account: AccountFile): Promise<SharedDatastore> {
  const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-shared-'));
  const start = (accounts: readonly AccountFile[]): Promise<TestGateway> => {
    const datastore = createSqliteDatastore({ file: path.join(folder, 'shared.db') });
    return startTestGateway({ engine: 'sqlite', datastore, accounts, secret: SECRET });
  };
  const gateways = [await start([account]), await start([])] as const;
  return {
    ask: (at, as, query) => gateways[at].ask(as, query),
    replace: (file) => gateways[0].importAccount(file, { replace: true }),
    stop: async () => {
      await Promise.all(gateways.map((gateway) => gateway.stop()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
