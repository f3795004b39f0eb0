import { describe, expect, it } from '@jest/globals';
import type { CleaningWrites } from '../../../src/datastore/contract/datastore.js';
import type { PendingDeletion } from '../../../src/datastore/contract/records.js';
import type { AccountUnderTest } from './account-under-test.js';
import { idsOf } from './pages.js';
import type { Subject } from './subject.js';
import { group, integration, many, on, permission, team, user } from './world.js';

const ROLE = 'OPERATOR' as const;
const heldBy = (type: 'USER' | 'GROUP', id: string) => ({ principal: { type, id } }) as const;
const ANA = user('usr_ana', {
  groupIds: ['grp_a', 'grp_b'],
  memberships: [
    { teamId: 'team_a', role: ROLE },
    { teamId: 'team_b', role: ROLE },
  ],
});
const WORLD = {
  directory: [ANA, user('usr_gone'), group('grp_a'), group('grp_b'), team('team_a'), team('team_b')],
  integrations: [
    integration('int_a', { teamIds: ['team_a', 'team_b'], createdById: 'usr_gone', tokens: ['*', 'a'] }),
  ],
  permissions: [
    permission('pol_ana', { rbacId: on('int_a'), ...heldBy('USER', 'usr_ana'), grantedById: 'usr_gone' }),
    permission('pol_gone', { rbacId: on('int_a'), ...heldBy('USER', 'usr_gone') }),
    permission('pol_group', { rbacId: on('int_a'), ...heldBy('GROUP', 'grp_a') }),
    permission('pol_wild', heldBy('GROUP', 'grp_a')),
  ],
};

const deletion = (
  kind: PendingDeletion['kind'],
  id: string,
  more: Partial<PendingDeletion> = {},
): PendingDeletion => ({
  ...{ kind, id, transferTo: null, deletedById: 'usr_ana', deletedAt: 2_000, reason: null, step: 'MEMBERS' },
  ...more,
});
const ALL = [
  deletion('USER', 'usr_gone', { transferTo: { type: 'GROUP', id: 'grp_b' } }),
  deletion('GROUP', 'grp_a'),
  deletion('TEAM', 'team_a'),
];

async function deleteAll(account: AccountUnderTest): Promise<void> {
  await account.change({ removeDirectory: ALL, addDeletions: ALL.slice(0, 1) });
  await account.change({ addDeletions: ALL.slice(1) });
}

async function cleanUp(account: AccountUnderTest, writes: Partial<CleaningWrites>): Promise<boolean> {
  return account.datastore.cleanUp(account.id, () =>
    Promise.resolve({ deletions: [], changesAnswers: false, ...writes }),
  );
}

export function describeDeletions(subject: Subject): void {
  describe('what is deleted and not cleaned up', () => {
    it('stands with the account, in the order in which it was deleted', async () => {
      const account = await subject.account(WORLD);
      await deleteAll(account);
      await account.read((snapshot) => {
        expect(snapshot.account.deletions).toEqual(ALL);
      });
      const { rows } = await account.datastore.accountPage({ first: 1_000 });
      expect(rows.find(({ row }) => row.id === account.id)?.row.deletions).toEqual(ALL);
      await account.import(WORLD, { replace: true });
      expect(await account.read((snapshot) => snapshot.account.deletions)).toEqual([]);
    });

    it('is told of by no read, in a snapshot and in a change [A14]', async () => {
      const account = await subject.account(WORLD);
      await deleteAll(account);
      const ana = { ...ANA, groupIds: ['grp_b'], memberships: [{ teamId: 'team_b', role: ROLE }] };
      const read = async (snapshot: Parameters<Parameters<AccountUnderTest['plan']>[0]>[0]) => {
        const [first] = await snapshot.integrations(['int_a'], { withDetails: false });
        const page = { first: 10, visibleTokens: ['*'] };
        return {
          user: snapshot.user,
          named: await snapshot.directory([ANA, ...ALL]),
          users: await snapshot.directoryPage({ kind: 'USER', first: 10 }),
          members: (await snapshot.memberPages([{ groupId: 'grp_b' }], { first: 10 })).map(
            ({ rows }) => rows[0]?.row,
          ),
          integration: [first?.teamIds, first?.createdById],
          listed: (await snapshot.integrationPage({ first: 1, tokens: ['a'], withDetails: true })).rows[0]
            ?.row.teamIds,
          permissions: await snapshot.permissions(['pol_ana', 'pol_gone', 'pol_group']),
          on: (await snapshot.permissionsOn([on('int_a'), on('*')])).map(({ id, grantedById }) => [
            id,
            grantedById,
          ]),
          pages: (await snapshot.permissionPages([{ on: on('int_a'), andWildcard: true }], page)).map(idsOf),
          scan: idsOf(await snapshot.permissionScan(page)),
        };
      };
      const expected = {
        user: ana,
        named: [ana],
        users: { rows: [{ key: expect.any(String), row: ana }], hasNextPage: false },
        members: [ana],
        integration: [['team_b'], null],
        listed: ['team_b'],
        permissions: [{ ...WORLD.permissions[0], grantedById: null }],
        on: [['pol_ana', null]],
        pages: [['pol_ana']],
        scan: ['pol_ana'],
      };
      expect(await account.read(read, 'usr_ana')).toEqual(expected);
      const planned = await account.plan(async (snapshot) => ({ result: await read(snapshot) }));
      expect(planned.result).toEqual({ ...expected, user: undefined });
    });

    it('takes no place on a page of permissions, and makes none follow', async () => {
      const rows = many(30, (id, at) =>
        permission(id, {
          rbacId: on('int_a'),
          ...heldBy('USER', at % 3 === 0 ? `usr_${at}` : 'usr_gone'),
          permissionSetId: permission(id).permissionSetId,
        }),
      ).filter(({ principal }, at) => principal.id !== 'usr_gone' || at === 1);
      const account = await subject.account({ ...WORLD, permissions: rows });
      await account.change({ removeDirectory: ALL, addDeletions: ALL });
      const page = (first: number) =>
        account.read((snapshot) =>
          snapshot.permissionPages([{ on: on('int_a') }], { first, visibleTokens: ['*'] }),
        );
      const living = rows.filter(({ principal }) => principal.id !== 'usr_gone').map(({ id }) => id);
      for (const first of [1, 2, 9, 10, 11]) {
        const [found] = await page(first);
        expect([idsOf(found), found?.hasNextPage]).toEqual([living.slice(0, first), first < living.length]);
      }
    });
  });

  describe('a batch of a clean-up', () => {
    it('sees what is stored, and moves neither the revision nor the trail', async () => {
      const account = await subject.account(WORLD);
      await deleteAll(account);
      const before = await account.read(async (snapshot) => [
        snapshot.account,
        await snapshot.auditPage({ first: 10 }),
      ]);
      let stored: unknown;
      const left = [
        deletion('TEAM', 'team_a', { step: 'PERMISSIONS', after: 'key', lease: { holder: 'me', until: 9 } }),
      ];
      const written = await account.datastore.cleanUp(account.id, async (snapshot) => {
        stored = [
          await snapshot.directory([ANA]),
          (await snapshot.permissionsOn([on('int_a')])).map(({ id }) => id),
        ];
        return {
          saveDirectory: [{ ...ANA, groupIds: [] }],
          saveIntegrations: [integration('int_a', { tokens: ['b'] })],
          removePermissionIds: ['pol_gone', 'pol_wild'],
          addPermissions: [permission('pol_gone', { rbacId: on('int_a') })],
          deletions: left,
          changesAnswers: false,
        };
      });
      expect([written, stored]).toEqual([true, [[ANA], ['pol_ana', 'pol_gone', 'pol_group']]]);
      const [accountBefore, trail] = before;
      await account.read(async (snapshot) => {
        expect([snapshot.account, await snapshot.auditPage({ first: 10 })]).toEqual([
          { ...(accountBefore as object), deletions: left },
          trail,
        ]);
        expect([...idsOf(await snapshot.permissionScan({ first: 9 }))].sort()).toEqual([
          'pol_ana',
          'pol_gone',
          'pol_group',
        ]);
        expect(
          idsOf(await snapshot.integrationPage({ first: 9, tokens: ['b'], withDetails: false })),
        ).toEqual(['int_a']);
        expect((await snapshot.memberPages([{ groupId: 'grp_b' }], { first: 9 })).map(idsOf)).toEqual([[]]);
      });
    });

    it('gives the account a new stamp when somebody holds more, and integrations other tokens', async () => {
      const account = await subject.account(WORLD);
      const stamp = () => account.read((snapshot) => snapshot.account.stamp);
      const atFirst = await stamp();
      await account.change({
        permissionsChangedOn: [{ kind: 'INTEGRATION', integrationId: 'int_a', tokens: ['*', 'a'] }],
      });
      const changed = await stamp();
      await cleanUp(account, { tokens: new Map([['int_a', ['new']]]) });
      expect(await stamp()).toBe(changed);
      await cleanUp(account, { changesAnswers: true });
      expect(new Set([atFirst, changed, await stamp()]).size).toBe(3);
      await account.read(async (snapshot) => {
        const page = await snapshot.integrationPage({ first: 9, tokens: ['new'], withDetails: false });
        expect(page.rows.map(({ row }) => [row.id, row.permissionsRevision])).toEqual([['int_a', 2]]);
        expect(
          idsOf(await snapshot.integrationPage({ first: 9, tokens: ['a'], withDetails: false })),
        ).toEqual([]);
      });
    });

    it('forgets what is kept under the idempotency keys of one user', async () => {
      const account = await subject.account(WORLD);
      const keep = { requestHash: 'hash', keptAt: 1, expiresAt: Date.now() + 60_000, outcomes: [] };
      const kept = async (userId: string) => {
        let found: unknown;
        const target = { accountId: account.id, userId, idempotencyKey: 'key' };
        await account.datastore.change(target, (_snapshot, before) => {
          found = before;
          return Promise.resolve({ result: null, keep });
        });
        return found;
      };
      for (const id of ['usr_ana', 'usr_ana2']) expect(await kept(id)).toBeUndefined();
      await cleanUp(account, { forgetRequestsOf: 'usr_ana' });
      expect([await kept('usr_ana'), await kept('usr_ana2')]).toEqual([undefined, keep]);
    });

    it('is undone whole when it fails, and is none without writes, and without an account', async () => {
      const account = await subject.account(WORLD);
      await deleteAll(account);
      const twice = [permission('pol_new'), permission('pol_new')];
      await expect(
        cleanUp(account, { removePermissionIds: ['pol_ana'], addPermissions: twice }),
      ).rejects.toThrow();
      await account.read(async (snapshot) => {
        expect(snapshot.account.deletions).toEqual(ALL);
        expect((await snapshot.permissions(['pol_ana'])).length).toBe(1);
      });
      expect(await account.datastore.cleanUp(account.id, () => Promise.resolve(undefined))).toBe(false);
      expect(
        await account.datastore.cleanUp(subject.newAccountId(), () =>
          Promise.reject(new Error('Nobody asks for it')),
        ),
      ).toBe(false);
    });

    it('costs the state and at most eight writes, for one row and for fifty', async () => {
      const counts: number[][] = [];
      for (const rows of [1, 50]) {
        const account = await subject.account(WORLD);
        const added = many(rows, (id) => permission(id));
        const batches: Partial<CleaningWrites>[] = [
          { saveDirectory: many(rows, (id) => user(id)), forgetRequestsOf: 'usr_gone' },
          { addPermissions: added, tokens: new Map(many(rows, (id) => [id, ['a']])) },
          { removePermissionIds: added.map(({ id }) => id), addPermissions: added },
          { saveIntegrations: many(rows, (id) => integration(id)) },
        ];
        const spent: number[] = [];
        for (const writes of batches) {
          const before = account.datastore.commandCount;
          await cleanUp(account, writes);
          spent.push(account.datastore.commandCount - before);
        }
        counts.push(spent);
      }
      expect(counts[1]).toEqual(counts[0]);
      expect(Math.max(...counts.flat())).toBeLessThanOrEqual(9);
    });
  });
}
