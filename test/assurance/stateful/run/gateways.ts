import type { Datastore } from '../../../../src/datastore/contract/datastore.js';
import { createMongodbDatastore } from '../../../../src/datastore/mongodb/mongodb-datastore.js';
import { createSqliteDatastore } from '../../../../src/datastore/sqlite/sqlite-datastore.js';
import type { AccountFile } from '../../../support/account-file.js';
import { startTestGateway } from '../../../support/gateway.js';
import type { Engine, TestGateway } from '../../../support/gateway.js';
import { uniqueDatabaseUri } from '../../../support/mongodb.js';
import { postOf, sendRaw } from '../../../support/raw-request.js';
import { startServedProcess } from '../../../support/served-process.js';
import { exportFrom } from '../../../transfer/transfers.js';
import { temporaryDatabase } from '../../../datastore/sqlite/temporary-database.js';
import type { RequestBody } from '../documents.js';
import { parseReply } from '../reply.js';
import type { Reply } from '../reply.js';
import { lateDatastore } from './late-datastore.js';

const SECRET = 'a secret of tests with more than thirty-two bytes';

/** Gateways that share a datastore and nothing else, and an operator who imports into it and exports from it. */
export interface Gateways {
  readonly send: (at: number, as: Viewer, body: RequestBody) => Promise<Answered>;
  readonly replace: (file: AccountFile) => Promise<void>;
  readonly exported: (accountId: string) => Promise<string>;
  readonly stop: () => Promise<void>;
}

export interface Viewer {
  readonly account: string;
  readonly user: string;
}

export interface Answered {
  readonly reply: Reply;
  /** By which the audit trail names the request. */
  readonly requestId: string | null;
}

export async function oneGateway(engine: Engine): Promise<Gateways> {
  const gateway = await startTestGateway({ engine });
  return gatewaysAt([gateway.url], gateway, {});
}

/** One on a file, in which changes do not wait for whoever reads, and which is often late. */
export async function oneLateGateway(): Promise<Gateways> {
  const database = temporaryDatabase();
  const datastore = lateDatastore(createSqliteDatastore({ file: database.file }));
  const gateway = await startTestGateway({ engine: 'sqlite', datastore });
  return gatewaysAt([gateway.url], gateway, {
    after: () => {
      database.remove();
    },
  });
}

/** Two gateways of this process, each with connections of its own to one MongoDB, which are often late. */
export async function twoLateGateways(): Promise<Gateways> {
  const uri = uniqueDatabaseUri();
  const first = await gatewayOn(lateDatastore(createMongodbDatastore({ uri })));
  const second = await gatewayOn(lateDatastore(createMongodbDatastore({ uri })));
  return gatewaysAt([first.url, second.url], first, { before: [second] });
}

/** Two processes of the built program on one MongoDB; this one imports. */
export async function twoProcesses(): Promise<Gateways> {
  const uri = uniqueDatabaseUri();
  const importing = await gatewayOn(createMongodbDatastore({ uri }));
  const environment = { LATCHKEY_DATASTORE_URI: uri, LATCHKEY_AUTH_JWT_SECRET: SECRET };
  const processes = await Promise.all([startServedProcess(environment), startServedProcess(environment)]);
  const urls = processes.map(({ url }) => url);
  return gatewaysAt(urls, importing, { before: processes });
}

function gatewayOn(datastore: Datastore): Promise<TestGateway> {
  return startTestGateway({ engine: 'mongodb', datastore, secret: SECRET });
}

function gatewaysAt(
  urls: readonly string[],
  importing: TestGateway,
  {
    before = [],
    after,
  }: { readonly before?: readonly Pick<TestGateway, 'stop'>[]; readonly after?: () => void },
): Gateways {
  return {
    send: async (at, as, body) => {
      const authorization = `Bearer ${await importing.token(as.account, as.user)}`;
      const url = `${urls[at % urls.length] ?? ''}/graphql`;
      const answer = await sendRaw(url, postOf(JSON.stringify(body), { authorization }));
      return { reply: parseReply(answer.body), requestId: answer.headers.get('x-request-id') };
    },
    replace: (file) => importing.importAccount(file, { replace: true }),
    exported: (accountId) => exportFrom(importing.datastore, accountId),
    stop: async () => {
      await Promise.all(before.map((other) => other.stop()));
      await importing.stop();
      after?.();
    },
  };
}
