import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { z } from 'zod';
import { startTestGateway } from '../support/gateway.js';
import type { TestGateway } from '../support/gateway.js';
import { ACCOUNT, ACCOUNT_ID, RBAC_ID } from './account.js';
import { apolloClient } from './apollo-client.js';
import type { CachingClient, Connected, Variables } from './caching-client.js';
import { plainDocument } from './documents.js';
import type { DocumentName } from './documents.js';
import { graphcacheClient } from './graphcache-client.js';
import { compileForRelay } from './relay-artifacts.js';
import { relayClient } from './relay-client.js';
import type { RelayArtifacts } from './relay-client.js';

const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../schema.graphql'), 'utf8'));
let artifacts: RelayArtifacts;
beforeAll(async () => {
  ({ artifacts } = await compileForRelay());
});

const CLIENTS: readonly (readonly [string, (connected: Connected) => CachingClient])[] = [
  ['Apollo Client', (connected) => apolloClient(connected, schema)],
  ['urql with graphcache', (connected) => graphcacheClient(connected, schema)],
  ['relay-runtime', (connected) => relayClient(connected, artifacts)],
];

const connection = z.object({
  edges: z.array(z.object({ node: z.object({ id: z.string() }) })),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
});
const permissions = z.object({ permissions: connection });
const picker = z.object({ usableIntegrations: connection });
const idsIn = ({ edges }: z.infer<typeof connection>) => edges.map(({ node }) => node.id);

const ALL = { rbacId: RBAC_ID, first: 100, after: null };

describe.each(CLIENTS)('the cache of %s', (_name, connect) => {
  let gateway: TestGateway;
  let ada: CachingClient;
  beforeEach(async () => {
    gateway = await startTestGateway({ engine: 'sqlite', accounts: [ACCOUNT], explorer: false });
    ada = await clientOf('usr_ada');
  });
  afterEach(() => gateway.stop());

  const clientOf = async (user: string) =>
    connect({ url: gateway.url, token: await gateway.token(ACCOUNT_ID, user) });
  /** The answer word for word, asked beside the client. */
  const said = (user: string, name: DocumentName, variables: Variables) =>
    gateway.ask({ account: ACCOUNT_ID, user }, plainDocument(name), variables);

  it('shows the pages of the picker as one list', async () => {
    const otto = await clientOf('usr_otto');
    const pickerOf = async (variables: Variables) =>
      picker.parse((await said('usr_otto', 'Picker', variables)).data).usableIntegrations;
    const whole = await pickerOf({ first: 100, after: null });
    expect(whole.edges).toHaveLength(8);

    const cursors = [''];
    for (const after of cursors) {
      const { pageInfo } = await pickerOf({ first: 3, after });
      const told = await otto.ask('Picker', { first: 3, after });
      expect(told).toMatchObject({ codes: [], data: { usableIntegrations: { pageInfo } } });
      const edges = whole.edges.slice(0, 3 * cursors.length);
      expect(otto.shown('Picker', { first: 3, after: '' })).toMatchObject({ usableIntegrations: { edges } });
      if (pageInfo.hasNextPage) cursors.push(String(pageInfo.endCursor));
    }
    expect(cursors).toHaveLength(3);
  });

  it('shows a user and a group that have one id as two', async () => {
    await ada.ask('Permissions', ALL);
    const { data } = await said('usr_ada', 'Permissions', ALL);
    expect(JSON.stringify(data)).toMatch(/Support account.*Support group|Support group.*Support account/);
    expect(ada.shown('Permissions', ALL)).toMatchObject(answered(data));
  });

  it('drops the permissions that a Save removed, and those alone', async () => {
    await ada.ask('Permissions', ALL);
    const remove = ['pol_group', 'pol_nothing', 'pol_mia'];
    const saved = await ada.save({ rbacId: RBAC_ID, remove });
    expect(saved).toMatchObject({
      codes: [],
      data: {
        changePermissions: {
          changes: [{ outcome: 'REMOVED' }, { outcome: 'ABSENT' }, { outcome: 'REMOVED' }],
          removedPermissionIds: ['pol_group', 'pol_mia'],
          userErrors: [],
        },
      },
    });
    const { data } = await said('usr_ada', 'Permissions', ALL);
    const left = idsIn(permissions.parse(data).permissions);
    expect(left).toEqual(['pol_0', 'pol_user']);
    expect(idsIn(permissions.parse(ada.shown('Permissions', ALL)).permissions)).toEqual(left);
  });

  it('keeps what a Save only planned to remove', async () => {
    await ada.ask('Permissions', ALL);
    const { data } = await ada.save({ rbacId: RBAC_ID, remove: ['pol_group'], dryRun: true });
    expect(data).toMatchObject({ changePermissions: { changes: [{ outcome: 'REMOVED' }] } });
    expect(ada.shown('Permissions', ALL)).toMatchObject(
      answered((await said('usr_ada', 'Permissions', ALL)).data),
    );
  });

  it('shows the data that came beside a refusal', async () => {
    const mia = await clientOf('usr_mia');
    const asked = { id: 'int_0', rbacId: RBAC_ID };
    const { data, errors } = await said('usr_mia', 'Refusal', asked);
    expect(data).toMatchObject({ integration: { name: 'Hook 0', settings: { n: 0 } }, permissions: null });
    const shown = await mia.ask('Refusal', asked);
    expect(shown.codes).toEqual(errors?.map(({ extensions }) => extensions.code));
    expect(shown.codes).toEqual(['FORBIDDEN']);
    expect(shown.data).toMatchObject(answered(data));
  });

  it('shows the evidence about each of two people as it was told', async () => {
    const people = ['usr_mia', 'usr_otto'];
    const checks = people.map((userId) => ({ rbacId: RBAC_ID, action: 'USE', userId }));
    await ada.ask('Evidence', { checks });
    for (const userId of people) await ada.ask('Rights', { rbacId: RBAC_ID, userId });

    const { data } = await said('usr_ada', 'Evidence', { checks });
    expect(JSON.stringify(data)).toMatch(/Operator in Payments/);
    expect(JSON.stringify(data)).toMatch(/Manager in Payments/);
    expect(ada.shown('Evidence', { checks })).toMatchObject(answered(data));
    for (const userId of people) {
      const asked = { rbacId: RBAC_ID, userId };
      expect(ada.shown('Rights', asked)).toMatchObject(
        answered((await said('usr_ada', 'Rights', asked)).data),
      );
    }
  });
});

/** Caches add what they need, such as `__typename`; of what was answered nothing may be missing or different. */
function answered(data: unknown): object {
  return z.record(z.string(), z.unknown()).parse(data);
}
