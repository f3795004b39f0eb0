import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { z } from 'zod';
import { USE_INTEGRATION } from '../../src/decision/permission-sets.js';
import { createMongodbDatastore } from '../../src/datastore/mongodb/mongodb-datastore.js';
import { issueToken } from '../../src/identity/issue-token.js';
import type { AccountFile } from '../support/account-file.js';
import { startTestGateway } from '../support/gateway.js';
import { describeWithMongodb, uniqueDatabaseUri } from '../support/mongodb.js';
import { startServedProcess } from '../support/served-process.js';
import type { ServedProcess } from '../support/served-process.js';

const CYCLES = 500;
const SECRET = 'a secret of more than thirty-two bytes';
const RBAC_ID = 'data_providers.int_pager';

const ACCOUNT: AccountFile = {
  account: { id: 'acme', accessModel: 'GRANTS_ONLY' },
  users: [
    { id: 'usr_ada', name: 'Ada' },
    { id: 'usr_bob', name: 'Bob' },
  ],
  groups: [
    { id: 'grp_administrators', name: 'Administrators', builtIn: 'ADMINISTRATORS', memberIds: ['usr_ada'] },
  ],
  integrations: [{ id: 'int_pager', name: 'Pager', type: 'PAGERDUTY' }],
};

const change = z.object({
  changes: z.tuple([z.object({ outcome: z.string(), permission: z.object({ id: z.string() }).nullable() })]),
});
const granted = z.object({ data: z.object({ grantPermission: change }) });
const revoked = z.object({ data: z.object({ revokePermission: change }) });
const checked = z.object({
  data: z.object({ checkRights: z.tuple([z.object({ allowed: z.boolean() }).nullable()]) }),
});

describeWithMongodb('two processes on one MongoDB', () => {
  let granting: ServedProcess;
  let checking: ServedProcess;
  let administrator: string;
  let user: string;

  beforeAll(async () => {
    const uri = uniqueDatabaseUri();
    const importing = await startTestGateway({
      engine: 'mongodb',
      datastore: createMongodbDatastore({ uri }),
      accounts: [ACCOUNT],
    });
    await importing.stop();
    const environment = { LATCHKEY_DATASTORE_URI: uri, LATCHKEY_AUTH_JWT_SECRET: SECRET };
    [granting, checking] = await Promise.all([
      startServedProcess(environment),
      startServedProcess(environment),
    ]);
    [administrator, user] = await Promise.all([tokenOf('usr_ada'), tokenOf('usr_bob')]);
  });
  afterAll(() => Promise.all([granting.stop(), checking.stop()]));

  async function isAllowed(): Promise<boolean> {
    const query = `{ checkRights(checks: [{ rbacId: "${RBAC_ID}", action: USE }]) { allowed } }`;
    const [decision] = checked.parse(await post(checking.url, user, query)).data.checkRights;
    return decision?.allowed === true;
  }

  async function grant(): Promise<string> {
    const query = `mutation { grantPermission(input: { rbacId: "${RBAC_ID}",
      principal: { type: USER, id: "usr_bob" }, permissionSetId: "${USE_INTEGRATION.id}" })
      { changes { outcome permission { id } } } }`;
    const answer = granted.parse(await post(granting.url, administrator, query));
    const [{ permission }] = answer.data.grantPermission.changes;
    return permission?.id ?? '';
  }

  async function revoke(id: string): Promise<string> {
    const query = `mutation { revokePermission(input: { permissionId: "${id}", allowOrphan: true })
      { changes { outcome permission { id } } } }`;
    return revoked.parse(await post(granting.url, administrator, query)).data.revokePermission.changes[0]
      .outcome;
  }

  it(`never allow what the other has revoked, in ${CYCLES} cycles`, async () => {
    let missedGrants = 0;
    let staleAllows = 0;
    for (let cycle = 0; cycle < CYCLES; cycle += 1) {
      const id = await grant();
      if (!(await isAllowed())) missedGrants += 1;
      expect(await revoke(id)).toBe('REMOVED');
      if (await isAllowed()) staleAllows += 1;
    }
    expect({ missedGrants, staleAllows }).toEqual({ missedGrants: 0, staleAllows: 0 });
  }, 180_000);
});

function tokenOf(userId: string): Promise<string> {
  const settings = { kind: 'SHARED_SECRET', secret: SECRET } as const;
  return issueToken(settings, { accountId: 'acme', userId, expiresInSeconds: 3_600 });
}

async function post(url: string, token: string, query: string): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  });
  return response.json();
}
