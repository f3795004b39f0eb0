import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IntegrationIdQuery } from '../../../src/datastore/contract/datastore.js';
import type { IntegrationType } from '../../../src/datastore/contract/records.js';
import type { AccountUnderTest } from './account-under-test.js';
import { idsOf } from './pages.js';
import type { Subject } from './subject.js';
import { ON_WILDCARD, integration, on, permission } from './world.js';

function listed(
  account: AccountUnderTest,
  token: string,
  type?: IntegrationType,
): Promise<readonly string[]> {
  return account.read(async (snapshot) => {
    const query = { first: 50, tokens: [token], withDetails: false };
    return idsOf(await snapshot.integrationPage(type === undefined ? query : { ...query, type }));
  });
}

const WORLD = {
  integrations: [
    integration('int_a', { name: 'b', type: 'SMS', tokens: ['*', 'old', 'kept'] }),
    integration('int_b', { name: 'c', type: 'SMS', tokens: ['*', 'kept'] }),
  ],
};

const IDS = ['int_a', 'int_b', 'int_c', 'int_d', 'int_e', 'int_f', 'int_g', 'int_h'];

const anIntegration = fc
  .record({
    id: fc.constantFrom(...IDS),
    name: fc.constantFrom('x', 'y', 'z'),
    tokens: fc.subarray(['*', 't1', 't2']),
  })
  .map(({ id, ...over }) => integration(id, over));

const aStep = fc.oneof(
  anIntegration.map((saved) => ({ saveIntegrations: [saved] })),
  anIntegration.map(({ id }) => ({ removeIntegrationIds: [id] })),
  anIntegration.map(({ id, tokens }) => ({
    permissionsChangedOn: [{ kind: 'INTEGRATION', integrationId: id, tokens }] as const,
  })),
);

const PAGES: readonly IntegrationIdQuery[] = [
  { first: 1, tokens: ['t1', 't2'] },
  { first: 3, tokens: ['*'] },
  { first: 2, tokens: ['*', 't2'], after: '1x', type: 'SLACK' },
];

export function describeChangedLists(subject: Subject): void {
  describe('after a change, the lists', () => {
    it('hold an integration that was created, under its tokens', async () => {
      const account = await subject.account(WORLD);
      await account.change({
        saveIntegrations: [integration('int_c', { type: 'SMS', tokens: ['*', 'old'] })],
      });
      expect(await listed(account, 'old')).toEqual(['int_a', 'int_c']);
      expect(await listed(account, 'old', 'SMS')).toEqual(['int_a', 'int_c']);
      expect(await listed(account, 'kept')).toEqual(['int_a', 'int_b']);
    });

    it('follow an integration that was saved with another name, type and tokens', async () => {
      const account = await subject.account(WORLD);
      const saved = integration('int_a', {
        name: 'd',
        type: 'PHONE',
        version: 2,
        tokens: ['*', 'kept', 'new'],
      });
      await account.change({ saveIntegrations: [saved] });
      expect(await listed(account, '*')).toEqual(['int_b', 'int_a']);
      expect(await listed(account, 'kept')).toEqual(['int_b', 'int_a']);
      expect(await listed(account, 'kept', 'PHONE')).toEqual(['int_a']);
      expect(await listed(account, 'kept', 'SMS')).toEqual(['int_b']);
      expect(await listed(account, 'old')).toEqual([]);
      expect(await listed(account, 'new')).toEqual(['int_a']);
      const [found] = await account.read((snapshot) =>
        snapshot.integrations(['int_a'], { withDetails: false }),
      );
      expect(found).toMatchObject({ name: 'd', type: 'PHONE', version: 2 });
    });

    it('follow an integration that was saved with another type alone', async () => {
      const account = await subject.account(WORLD);
      const [stored] = WORLD.integrations;
      await account.change({ saveIntegrations: [integration('int_a', { ...stored, type: 'PHONE' })] });
      expect(await listed(account, 'kept')).toEqual(['int_a', 'int_b']);
      expect(await listed(account, 'kept', 'SMS')).toEqual(['int_b']);
      expect(await listed(account, 'kept', 'PHONE')).toEqual(['int_a']);
    });

    it('follow the tokens that a change of permissions gives', async () => {
      const account = await subject.account(WORLD);
      const tokens = ['*', 'kept', 'new'];
      await account.change({
        permissionsChangedOn: [{ kind: 'INTEGRATION', integrationId: 'int_a', tokens }],
      });
      expect(await listed(account, 'old')).toEqual([]);
      expect(await listed(account, 'old', 'SMS')).toEqual([]);
      expect(await listed(account, 'new')).toEqual(['int_a']);
      expect(await listed(account, 'new', 'SMS')).toEqual(['int_a']);
      expect(await listed(account, 'kept')).toEqual(['int_a', 'int_b']);
    });

    it('are the same asked again and again, as ids and as rows, in one command each', async () => {
      const start = fc.uniqueArray(anIntegration, { selector: ({ id }) => id, minLength: 4 });
      await fc.assert(
        fc.asyncProperty(start, fc.array(aStep, { maxLength: 8 }), async (integrations, steps) => {
          const account = await subject.account({ integrations });
          for (const step of [{}, ...steps]) {
            await account.change(step);
            await account.read(async (snapshot) => {
              for (const query of PAGES) {
                const page = await snapshot.integrationPage({ ...query, withDetails: false });
                const before = account.datastore.commandCount;
                const { rows, hasNextPage } = await snapshot.integrationIdPage(query);
                expect(account.datastore.commandCount).toBe(before + 1);
                expect(rows.map(({ row: id }) => id)).toEqual(idsOf(page));
                expect(hasNextPage).toBe(page.hasNextPage);
              }
            });
          }
        }),
        { numRuns: 20 },
      );
    });

    it('lose a deleted integration, with all permissions on it [U22]', async () => {
      const account = await subject.account({
        ...WORLD,
        permissions: [
          permission('pol_a', { rbacId: on('int_a') }),
          permission('pol_b', { rbacId: on('int_b') }),
          permission('pol_wild'),
        ],
      });
      await account.change({ removeIntegrationIds: ['int_a'] });
      expect(await listed(account, '*')).toEqual(['int_b']);
      expect(await listed(account, 'old', 'SMS')).toEqual([]);
      const left = await account.read((snapshot) => snapshot.permissionScan({ first: 9 }));
      expect(idsOf(left)).toEqual(['pol_wild', 'pol_b']);
      const gone = await account.read((snapshot) => snapshot.integrations(['int_a'], { withDetails: true }));
      expect(gone).toEqual([]);
    });

    it('hold what was created again under an id that was deleted, and nothing of before', async () => {
      const account = await subject.account({
        ...WORLD,
        permissions: [permission('p', { rbacId: on('int_a') })],
      });
      await account.change({ removeIntegrationIds: ['int_a'] });
      await account.change({ saveIntegrations: [integration('int_a', { tokens: ['*'] })] });
      expect(await listed(account, 'old')).toEqual([]);
      expect(await account.read((snapshot) => snapshot.permissionsOn([on('int_a')]))).toEqual([]);
    });
  });

  describe('the revision of the last change of permissions', () => {
    const revisions = (account: AccountUnderTest): Promise<readonly number[]> =>
      account.read(async (snapshot) => {
        const found = await snapshot.integrations(['int_a'], { withDetails: false });
        const { wildcardPermissionsRevision, importRevision } = snapshot.account;
        return [importRevision, wildcardPermissionsRevision, ...found.map((row) => row.permissionsRevision)];
      });

    it('is noted on the integration, on the wildcard, and nowhere else', async () => {
      const account = await subject.account(WORLD);
      expect(await revisions(account)).toEqual([1, 1, 0]);
      await account.change({
        addPermissions: [permission('pol', { rbacId: on('int_a') })],
        permissionsChangedOn: [{ kind: 'INTEGRATION', integrationId: 'int_a', tokens: ['*'] }],
      });
      expect(await revisions(account)).toEqual([1, 1, 2]);
      await account.change({
        addPermissions: [permission('pol_wild', { rbacId: ON_WILDCARD })],
        permissionsChangedOn: [{ kind: 'WILDCARD' }],
      });
      expect(await revisions(account)).toEqual([1, 3, 2]);
      await account.change({ saveIntegrations: [integration('int_a', { version: 2 })] });
      expect(await revisions(account)).toEqual([1, 3, 2]);
    });
  });
}
