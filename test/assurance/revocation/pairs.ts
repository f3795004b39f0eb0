import type { Datastore } from '../../../src/datastore/contract/datastore.js';
import { createMongodbDatastore } from '../../../src/datastore/mongodb/mongodb-datastore.js';
import { issueToken } from '../../../src/identity/issue-token.js';
import type { AccountFile } from '../../support/account-file.js';
import { startTestGateway } from '../../support/gateway.js';
import type { GraphqlAnswer, TestGateway } from '../../support/gateway.js';
import { uniqueDatabaseUri } from '../../support/mongodb.js';
import { postOf, sendRaw } from '../../support/raw-request.js';
import { startServedProcess } from '../../support/served-process.js';

const SECRET = 'a secret of tests with more than thirty-two bytes';
const SETTINGS = { kind: 'SHARED_SECRET', secret: SECRET } as const;
const ONE_DAY_S = 86_400;

export interface Viewer {
  readonly account: string;
  readonly user: string;
  /** What they come with; absent: a JWT. */
  readonly accessToken?: string | undefined;
}

/** Two gateways on one MongoDB that share nothing else, and somebody who imports into it. */
export interface Pair {
  ask(at: 0 | 1, as: Viewer, query: string): Promise<GraphqlAnswer>;
  replace(file: AccountFile): Promise<void>;
  stop(): Promise<void>;
}

/** Two processes of the built program, as in production. */
export async function twoProcesses(): Promise<Pair> {
  const uri = uniqueDatabaseUri();
  const importing = await startOn(createMongodbDatastore({ uri }));
  const environment = {
    NODE_ENV: 'production',
    LATCHKEY_DATASTORE_URI: uri,
    LATCHKEY_AUTH_JWT_SECRET: SECRET,
  };
  const processes = await Promise.all([
    startServedProcess(environment),
    startServedProcess(environment),
  ] as const);
  const urls = [processes[0].url, processes[1].url] as const;
  return pairOf({ urls, importing, parts: processes });
}

/** Two gateways in this process, each over connections of its own, both spoilt in the same way. */
export async function twoSpoiltGateways(spoilt: (datastore: Datastore) => Datastore): Promise<Pair> {
  const uri = uniqueDatabaseUri();
  const importing = await startOn(createMongodbDatastore({ uri }));
  const gateways = [
    await startOn(spoilt(createMongodbDatastore({ uri }))),
    await startOn(spoilt(createMongodbDatastore({ uri }))),
  ] as const;
  const urls = [gateways[0].url, gateways[1].url] as const;
  return pairOf({ urls, importing, parts: gateways });
}

interface Parts {
  readonly urls: readonly [string, string];
  readonly importing: TestGateway;
  readonly parts: readonly { stop(): Promise<void> }[];
}

function pairOf({ urls, importing, parts }: Parts): Pair {
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = ({ account, user, accessToken }: Viewer): Promise<string> => {
    if (accessToken !== undefined) return Promise.resolve(accessToken);
    const key = JSON.stringify([account, user]);
    const token =
      tokens.get(key) ??
      issueToken(SETTINGS, { accountId: account, userId: user, expiresInSeconds: ONE_DAY_S });
    tokens.set(key, token);
    return token;
  };
  return {
    ask: async (at, as, query) => {
      const authorization = `Bearer ${await tokenOf(as)}`;
      const request = postOf(JSON.stringify({ query }), { authorization });
      const { status, body } = await sendRaw(`${urls[at]}/graphql`, request);
      return { ...(body as Omit<GraphqlAnswer, 'status'>), status };
    },
    replace: (file) => importing.importAccount(file, { replace: true }),
    stop: async () => {
      await Promise.all([...parts, importing].map((part) => part.stop()));
    },
  };
}

function startOn(datastore: Datastore): Promise<TestGateway> {
  return startTestGateway({ engine: 'mongodb', datastore, secret: SECRET });
}
