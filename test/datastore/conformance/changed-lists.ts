import { describe, expect, it } from '@jest/globals';
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

export function describeChangedLists(subject: Subject): void {
  describe('after a change, the lists', () => {
    it('hold an integration that was created, under its tokens', async () => {
      const account = await subject.account(WORLD);
      await account.change({ saveIntegration: integration('int_c', { type: 'SMS', tokens: ['*', 'old'] }) });
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
      await account.change({ saveIntegration: saved });
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
      await account.change({ saveIntegration: integration('int_a', { ...stored, type: 'PHONE' }) });
      expect(await listed(account, 'kept')).toEqual(['int_a', 'int_b']);
      expect(await listed(account, 'kept', 'SMS')).toEqual(['int_b']);
      expect(await listed(account, 'kept', 'PHONE')).toEqual(['int_a']);
    });

    it('follow the tokens that a change of permissions gives', async () => {
      const account = await subject.account(WORLD);
      const tokens = ['*', 'kept', 'new'];
      await account.change({ permissionsChangedOn: { kind: 'INTEGRATION', integrationId: 'int_a', tokens } });
      expect(await listed(account, 'old')).toEqual([]);
      expect(await listed(account, 'old', 'SMS')).toEqual([]);
      expect(await listed(account, 'new')).toEqual(['int_a']);
      expect(await listed(account, 'new', 'SMS')).toEqual(['int_a']);
      expect(await listed(account, 'kept')).toEqual(['int_a', 'int_b']);
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
      await account.change({ deleteIntegrationId: 'int_a' });
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
      await account.change({ deleteIntegrationId: 'int_a' });
      await account.change({ saveIntegration: integration('int_a', { tokens: ['*'] }) });
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
        permissionsChangedOn: { kind: 'INTEGRATION', integrationId: 'int_a', tokens: ['*'] },
      });
      expect(await revisions(account)).toEqual([1, 1, 2]);
      await account.change({
        addPermissions: [permission('pol_wild', { rbacId: ON_WILDCARD })],
        permissionsChangedOn: { kind: 'WILDCARD' },
      });
      expect(await revisions(account)).toEqual([1, 3, 2]);
      await account.change({ saveIntegration: integration('int_a', { version: 2 }) });
      expect(await revisions(account)).toEqual([1, 3, 2]);
    });
  });
}
