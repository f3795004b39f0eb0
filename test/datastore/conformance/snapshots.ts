import { describe, expect, it } from '@jest/globals';
import type { Snapshot } from '../../../src/datastore/contract/datastore.js';
import { AccountUnderTest, FIRST_EVENT_ID } from './account-under-test.js';
import { rowsOf } from './pages.js';
import { itWhen } from './subject.js';
import type { Subject } from './subject.js';
import { accountState, auditEvent, group, integration, many, on, permission, user } from './world.js';
import type { World } from './world.js';

const WORLD: World = {
  directory: [group('grp_a'), user('usr_ana', { groupIds: ['grp_a'] })],
  integrations: many(3, (id) => integration(id, { tokens: ['*', `only_${id}`] }), 'int_'),
  permissions: [
    permission('pol_a', { rbacId: on('int_00000') }),
    permission('pol_b', { rbacId: on('int_00001') }),
  ],
};

/** All that a snapshot can see of an account, through every one of its reads. */
async function everythingIn(snapshot: Snapshot): Promise<unknown> {
  const all = { first: 100 };
  return {
    account: snapshot.account,
    user: snapshot.user,
    named: await snapshot.directory([{ kind: 'USER', id: 'usr_ana' }]),
    users: await snapshot.directoryPage({ ...all, kind: 'USER' }),
    members: await snapshot.memberPages(['EVERYONE', { groupId: 'grp_a' }, { teamId: 'team_a' }], all),
    userNames: await snapshot.usersNamed(['new']),
    administered: await snapshot.hasAdministratorBeside(['usr_ana']),
    integrations: await snapshot.integrations(['int_00000', 'int_new'], { withDetails: true }),
    lists: await snapshot.integrationPage({ ...all, tokens: ['*'], withDetails: false }),
    permissions: await snapshot.permissions(['pol_a', 'pol_new']),
    on: await snapshot.permissionsOn([on('int_00000'), on('int_new')]),
    pages: await snapshot.permissionPages([{ on: on('int_new') }], { ...all, visibleTokens: ['*'] }),
    scan: await snapshot.permissionScan(all),
    audit: await snapshot.auditPage(all),
  };
}

const CHANGE = {
  removeIntegrationIds: ['int_00000'],
  saveIntegrations: [integration('int_new')],
  addPermissions: [permission('pol_new', { rbacId: on('int_new') })],
  auditEvents: [auditEvent('event_1')],
} as const;

export function describeSnapshots(subject: Subject): void {
  describe('a snapshot', () => {
    it('is undefined for an account that is not there', async () => {
      expect(await subject.datastore.openSnapshot(subject.newAccountId())).toBeUndefined();
    });

    it('holds the account with every setting as imported, at revision 1', async () => {
      const account = new AccountUnderTest(subject.datastore, subject.newAccountId());
      const settings = { name: 'Öl & Co', plan: 'STANDARD', permissionSets: 'SHADOW' } as const;
      const more = { accessModel: 'GRANTS_ONLY', residualRead: true, rootTeamId: 'team_top' } as const;
      await account.import({}, { account: { ...settings, ...more } });
      expect(await account.read((snapshot) => snapshot.account)).toEqual({
        ...accountState(account.id, { ...settings, ...more }),
        revision: 1,
        importRevision: 1,
        settingsRevision: 1,
        wildcardPermissionsRevision: 1,
        stamp: expect.any(String),
        cursorKey: expect.any(String),
        deletions: [],
      });
    });

    it('holds the user it was opened for, when there is one', async () => {
      const ana = user('usr_ana', {
        name: 'Ana',
        email: 'ana@acme.example',
        memberships: [{ teamId: 'team_a', role: 'OPERATOR' }],
        groupIds: ['grp_a'],
      });
      const account = await subject.account({ directory: [group('usr_group'), ana] });
      expect(await account.read(({ user: found }) => found, 'usr_ana')).toEqual(ana);
      expect(await account.read(({ user: found }) => found, 'usr_nobody')).toBeUndefined();
      expect(await account.read(({ user: found }) => found, 'usr_group')).toBeUndefined();
      expect(await account.read(({ user: found }) => found)).toBeUndefined();
    });

    it('sees every change that was acknowledged before it was opened', async () => {
      const account = await subject.account(WORLD);
      for (let revision = 2; revision <= 4; revision += 1) {
        await account.change({ auditEvents: [auditEvent(`event_${revision}`)] });
        expect(await account.read((snapshot) => snapshot.account.revision)).toBe(revision);
      }
    });

    it('can be open beside others, and be closed twice', async () => {
      const account = await subject.account(WORLD);
      const open = await Promise.all([1, 2, 3].map(() => account.openSnapshot()));
      const seen = await Promise.all(open.map(everythingIn));
      expect(seen[1]).toEqual(seen[0]);
      await Promise.all([...open, ...open].map((snapshot) => snapshot.close()));
    });

    it('shows one state while a change is waiting, and the next one shows all of the change', async () => {
      const account = await subject.account(WORLD);
      const snapshot = await account.openSnapshot('usr_ana');
      const before = await everythingIn(snapshot);
      const change = account.change(CHANGE);
      expect(await everythingIn(snapshot)).toEqual(before);
      await snapshot.close();
      expect(await change).toBe(2);
      expect(await account.read(everythingIn, 'usr_ana')).toMatchObject({
        account: { revision: 2 },
        integrations: [{ id: 'int_new' }],
        on: [{ id: 'pol_new' }],
        permissions: [{ id: 'pol_new' }],
        audit: { rows: [{ row: { id: 'event_1' } }, { row: { id: FIRST_EVENT_ID } }] },
      });
    });

    itWhen(subject.traits.changesPassSnapshots)('goes on to show its state after a change', async () => {
      const account = await subject.account(WORLD);
      const snapshot = await account.openSnapshot('usr_ana');
      const before = await everythingIn(snapshot);
      await account.change(CHANGE);
      expect(await everythingIn(snapshot)).toEqual(before);
      expect(await account.read(everythingIn, 'usr_ana')).not.toEqual(before);
      await snapshot.close();
    });

    itWhen(subject.traits.changesPassSnapshots)(
      'goes on to show its state after an import that replaced the account',
      async () => {
        const account = await subject.account(WORLD);
        const snapshot = await account.openSnapshot('usr_ana');
        const before = await everythingIn(snapshot);
        await account.import({ integrations: [integration('int_other')] }, { replace: true });
        expect(await everythingIn(snapshot)).toEqual(before);
        await snapshot.close();
      },
    );

    itWhen(subject.traits.persists)('is the same after the datastore was closed and opened', async () => {
      const account = await subject.account(WORLD);
      await account.change(CHANGE);
      const before = await account.read(everythingIn);
      await subject.reopen();
      const again = new AccountUnderTest(subject.datastore, account.id);
      expect(await again.read(everythingIn)).toEqual(before);
      expect(rowsOf(await again.read((snapshot) => snapshot.auditPage({ first: 9 })))).toHaveLength(2);
    });
  });
}
