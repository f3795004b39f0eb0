import { describe, expect, it } from '@jest/globals';
import type { MembersOf } from '../../../src/datastore/contract/datastore.js';
import type { AccountUnderTest } from './account-under-test.js';
import { idsOf, rowsOf, sortedBy } from './pages.js';
import type { Subject } from './subject.js';
import { group, integration, on, permission, team, user } from './world.js';

const ANA = user('usr_ana', { name: 'Ana', groupIds: ['grp_a', 'grp_b'] });
const BEN = user('usr_ben', { name: 'Ben', groupIds: ['grp_a'] });
const WORLD = {
  directory: [ANA, BEN, group('grp_a'), group('grp_b'), team('team_a'), team('usr_ana', { name: 'Twin' })],
  integrations: [integration('int_a', { tokens: ['a'] }), integration('int_b', { tokens: ['b'] })],
  permissions: [
    permission('pol_a', { rbacId: on('int_a') }),
    permission('pol_b', { rbacId: on('int_b') }),
    permission('pol_wild'),
  ],
};

function membersOf(account: AccountUnderTest, ...groups: readonly MembersOf[]): Promise<unknown> {
  return account.read(async (snapshot) => (await snapshot.memberPages(groups, { first: 10 })).map(idsOf));
}

function everyone(account: AccountUnderTest): Promise<unknown> {
  return account.read(async (snapshot) => idsOf(await snapshot.directoryPage({ kind: 'USER', first: 10 })));
}

export function describeChangedDirectory(subject: Subject): void {
  describe('a change of the directory', () => {
    it('adds users, groups and teams, which are found, listed and members at once', async () => {
      const account = await subject.account(WORLD);
      const added = [
        user('usr_cid', { name: 'Aaron', email: 'cid@acme.example', groupIds: ['grp_b', 'grp_new'] }),
        group('grp_new', { name: 'New' }),
        team('team_new', { name: 'New' }),
      ] as const;
      expect(await account.change({ saveDirectory: added })).toBe(2);
      const found = await account.read((snapshot) => snapshot.directory(added));
      expect(sortedBy(found, ({ id }) => id)).toEqual(sortedBy(added, ({ id }) => id));
      expect(await everyone(account)).toEqual(['usr_cid', 'usr_ana', 'usr_ben']);
      const groups = [{ groupId: 'grp_b' }, { groupId: 'grp_new' }, 'EVERYONE'] as const;
      expect(await membersOf(account, ...groups)).toEqual([
        ['usr_cid', 'usr_ana'],
        ['usr_cid'],
        ['usr_cid', 'usr_ana', 'usr_ben'],
      ]);
    });

    it('replaces a record whole, and moves it in every list', async () => {
      const account = await subject.account(WORLD);
      const renamed = user('usr_ana', {
        name: 'Zoe',
        groupIds: ['grp_b'],
        memberships: [{ teamId: 'team_a', role: 'OPERATOR' }],
      });
      await account.change({ saveDirectory: [renamed, group('grp_a', { name: 'Renamed' })] });
      const refs = [renamed, { kind: 'GROUP', id: 'grp_a' } as const];
      const found = await account.read((snapshot) => snapshot.directory(refs));
      expect(sortedBy(found, ({ id }) => id)).toEqual([group('grp_a', { name: 'Renamed' }), renamed]);
      expect(await everyone(account)).toEqual(['usr_ben', 'usr_ana']);
      expect(await membersOf(account, { groupId: 'grp_a' }, { groupId: 'grp_b' }, 'EVERYONE')).toEqual([
        ['usr_ben'],
        ['usr_ana'],
        ['usr_ben', 'usr_ana'],
      ]);
      await account.read(async (snapshot) => {
        expect(await snapshot.directory([{ kind: 'TEAM', id: 'usr_ana' }])).toEqual([WORLD.directory[5]]);
      });
    });

    it('takes an inactive user out of everyone and leaves their groups', async () => {
      const account = await subject.account(WORLD);
      await account.change({ saveDirectory: [{ ...ANA, active: false }] });
      expect(await membersOf(account, 'EVERYONE', { groupId: 'grp_b' })).toEqual([['usr_ben'], ['usr_ana']]);
      await account.change({ saveDirectory: [ANA] });
      expect(await membersOf(account, 'EVERYONE')).toEqual([['usr_ana', 'usr_ben']]);
    });

    it('removes what is named and nothing else', async () => {
      const account = await subject.account(WORLD);
      const removeDirectory = [
        { kind: 'USER', id: 'usr_ana' },
        { kind: 'GROUP', id: 'grp_b' },
        { kind: 'TEAM', id: 'usr_nobody' },
      ] as const;
      await account.change({ removeDirectory });
      expect(await account.read((snapshot) => snapshot.directory(removeDirectory))).toEqual([]);
      expect(await everyone(account)).toEqual(['usr_ben']);
      expect(await membersOf(account, { groupId: 'grp_a' }, { groupId: 'grp_b' })).toEqual([['usr_ben'], []]);
      await account.read(async (snapshot) => {
        expect(idsOf(await snapshot.directoryPage({ kind: 'TEAM', first: 10 }))).toEqual([
          'team_a',
          'usr_ana',
        ]);
      });
    });

    it('gives a user who is removed and saved again nothing of the one before', async () => {
      const account = await subject.account(WORLD);
      await account.change({ removeDirectory: [ANA], saveDirectory: [user('usr_ana', { name: 'Other' })] });
      expect(await membersOf(account, { groupId: 'grp_a' }, { groupId: 'grp_b' })).toEqual([['usr_ben'], []]);
    });

    it('refuses a user name that another user has, whatever its case [A12], and changes nothing', async () => {
      const account = await subject.account(WORLD);
      await account.change({ saveDirectory: [{ ...ANA, userName: 'Ως.Ana' }] });
      const taken = account.change({ saveDirectory: [{ ...BEN, name: 'Bob', userName: 'ωσ.ANA' }] });
      await expect(taken).rejects.toThrow();
      expect(await account.read((snapshot) => snapshot.directory([BEN]))).toEqual([BEN]);
      expect(await account.change({ saveDirectory: [{ ...ANA, userName: null }] })).toBe(3);
      expect(await account.change({ saveDirectory: [{ ...BEN, userName: 'ωσ.ANA' }] })).toBe(4);
    });

    it('lets users of several accounts, and users without one, have any user name', async () => {
      const named = { directory: [{ ...ANA, userName: 'ana' }, BEN, user('usr_cid')] };
      await subject.account(named);
      await expect(subject.account(named)).resolves.toBeDefined();
    });

    it('leaves other accounts alone', async () => {
      const [account, other] = [await subject.account(WORLD), await subject.account(WORLD)];
      await account.change({ removeDirectory: [ANA], saveDirectory: [{ ...BEN, groupIds: [] }] });
      expect(await everyone(other)).toEqual(['usr_ana', 'usr_ben']);
      expect(await membersOf(other, { groupId: 'grp_a' })).toEqual([['usr_ana', 'usr_ben']]);
    });
  });

  describe('a change of settings', () => {
    it('writes name and settings, and leaves the rest of the account', async () => {
      const account = await subject.account(WORLD);
      const before = await account.read((snapshot) => snapshot.account);
      const settings = {
        name: 'Renamed',
        plan: 'STANDARD',
        permissionSets: 'SHADOW',
        accessModel: 'GRANTS_ONLY',
        residualRead: true,
      } as const;
      await account.change({ settings });
      const after = await account.read((snapshot) => snapshot.account);
      expect(after).toEqual({ ...before, ...settings, revision: 2, settingsRevision: 2, stamp: after.stamp });
      await account.change({ settings: { ...settings, residualRead: false } });
      expect(await account.read((snapshot) => snapshot.account.residualRead)).toBe(false);
    });
  });

  describe('a change of several records', () => {
    it('writes permissions on several RBAC ids, with the tokens and the revision of each', async () => {
      const account = await subject.account(WORLD);
      const added = [permission('pol_c', { rbacId: on('int_a') }), permission('pol_d')];
      await account.change({
        saveIntegrations: [integration('int_a', { name: 'Renamed' }), integration('int_new')],
        removePermissionIds: ['pol_b'],
        addPermissions: added,
        permissionsChangedOn: [
          { kind: 'INTEGRATION', integrationId: 'int_a', tokens: ['*', 'c'] },
          { kind: 'INTEGRATION', integrationId: 'int_b', tokens: ['*', 'd'] },
          { kind: 'WILDCARD' },
        ],
      });
      await account.read(async (snapshot) => {
        const found = await snapshot.integrations(['int_a', 'int_b', 'int_new'], { withDetails: false });
        const seen = found.map(({ id, name, permissionsRevision }) => [id, name, permissionsRevision]);
        expect(sortedBy(seen, ([id]) => String(id))).toEqual([
          ['int_a', 'Renamed', 2],
          ['int_b', 'int_b', 2],
          ['int_new', 'int_new', 0],
        ]);
        expect(snapshot.account.wildcardPermissionsRevision).toBe(2);
        const page = (tokens: readonly string[]) => snapshot.integrationIdPage({ first: 10, tokens });
        expect(rowsOf(await page(['c', 'd']))).toEqual(['int_b', 'int_a']);
        expect(rowsOf(await page(['a', 'b']))).toEqual([]);
      });
    });

    it('removes several integrations with the permissions on each', async () => {
      const account = await subject.account(WORLD);
      await account.change({ removeIntegrationIds: ['int_a', 'int_b'] });
      await account.read(async (snapshot) => {
        expect(await snapshot.integrations(['int_a', 'int_b'], { withDetails: false })).toEqual([]);
        expect(idsOf(await snapshot.permissionScan({ first: 10 }))).toEqual(['pol_wild']);
      });
    });
  });
}
