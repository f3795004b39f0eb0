import { describe, expect, it } from '@jest/globals';
import type { AccountUnderTest } from './account-under-test.js';
import type { Subject } from './subject.js';
import { accountState, auditEvent, group, integration, many, on, permission, team, user } from './world.js';
import type { World } from './world.js';

const WORLD: World = {
  directory: [
    team('team_root'),
    group('grp_a'),
    group('grp_b'),
    ...many(3, (id) => user(id, { groupIds: ['grp_a'] })),
  ],
  integrations: many(4, (id) => integration(id)),
  permissions: [permission('pol_one', { rbacId: on('id_00000') }), permission('pol_two')],
};

async function trailOf(account: AccountUnderTest): Promise<readonly string[]> {
  const { rows } = await account.read((snapshot) => snapshot.auditPage({ first: 50 }));
  return rows.map(({ row }) => row.id);
}

export function describeAccounts(subject: Subject): void {
  describe('accounts', () => {
    it('are listed by id, page by page [A21]', async () => {
      const ids = [];
      for (let count = 0; count < 3; count += 1) ids.push((await subject.account()).id);
      const listed: string[] = [];
      let after: string | undefined;
      do {
        const page = await subject.datastore.accountPage({ first: 2, ...(after !== undefined && { after }) });
        listed.push(...page.rows.map(({ row }) => row.id));
        after = page.hasNextPage ? page.rows.at(-1)?.key : undefined;
      } while (after !== undefined);
      expect(listed).toEqual([...listed].sort());
      expect(listed).toEqual(expect.arrayContaining(ids));
      expect(new Set(listed).size).toBe(listed.length);
    });

    it('count what they hold, of each kind and of themselves alone [A21]', async () => {
      await subject.account(WORLD);
      const account = await subject.account(WORLD);
      const counts = { teams: 1, users: 3, groups: 2, integrations: 4, permissions: 2 };
      expect(await account.read((snapshot) => snapshot.counts())).toEqual(counts);
    });

    it('are changed by nobody in particular [A21]', async () => {
      const account = await subject.account(WORLD);
      const outcome = await subject.datastore.change({ accountId: account.id }, (snapshot) =>
        Promise.resolve({
          result: snapshot.user,
          changes: { touched: [], auditEvents: [auditEvent('event_later')] },
        }),
      );
      expect(outcome).toEqual({ result: undefined, revision: 2 });
    });
  });

  describe('a deleted account', () => {
    it('is found by nobody, and no other account misses anything [A21]', async () => {
      const [account, other] = [await subject.account(WORLD), await subject.account(WORLD)];
      expect(await subject.datastore.deleteAccount(account.id)).toBe(true);
      expect(await subject.datastore.openSnapshot(account.id)).toBeUndefined();
      expect(await subject.datastore.openSnapshot(account.id, 'id_00000')).toBeUndefined();
      const change = subject.datastore.change({ accountId: account.id }, () =>
        Promise.reject(new Error('planned')),
      );
      expect(await change).toBeUndefined();
      const { rows } = await subject.datastore.accountPage({ first: 1_000 });
      expect(rows.map(({ row }) => row.id)).not.toContain(account.id);
      expect(await other.read((snapshot) => snapshot.counts())).toMatchObject({ users: 3, permissions: 2 });
      expect(await trailOf(other)).toHaveLength(1);
    });

    it('cannot be deleted twice, nor one that never was', async () => {
      const account = await subject.account();
      await subject.datastore.deleteAccount(account.id);
      expect(await subject.datastore.deleteAccount(account.id)).toBe(false);
      expect(await subject.datastore.deleteAccount('nobody')).toBe(false);
    });

    it('takes its trail and its rows along: one of its id begins anew [A21]', async () => {
      const account = await subject.account(WORLD);
      await account.change({});
      const { stamp, cursorKey } = await account.read((snapshot) => snapshot.account);
      await subject.datastore.deleteAccount(account.id);
      expect(await account.import({ directory: [team('team_root')] })).toBe(1);
      expect(await trailOf(account)).toHaveLength(1);
      const state = await account.read(async (snapshot) => ({
        account: snapshot.account,
        counts: await snapshot.counts(),
      }));
      expect(state.counts).toEqual({ teams: 1, users: 0, groups: 0, integrations: 0, permissions: 0 });
      expect([state.account.stamp, state.account.cursorKey]).not.toEqual([stamp, cursorKey]);
    });

    it('leaves an import alone that began before it and ends after it', async () => {
      const account = await subject.account(WORLD);
      const started = await subject.datastore.beginImport(account.id, { replace: true });
      await started.writeDirectory([team('team_new')]);
      await subject.datastore.deleteAccount(account.id);
      expect(await started.commit(accountState(account.id), auditEvent('event_new'))).toBe(1);
      expect(await trailOf(account)).toEqual(['event_new']);
      expect(await account.read((snapshot) => snapshot.counts())).toMatchObject({ teams: 1, users: 0 });
    });
  });
}
