import { describe, expect, it } from '@jest/globals';
import type { ViewerRef } from '../../../src/datastore/contract/datastore.js';
import type { AccessTokenRecord } from '../../../src/datastore/contract/records.js';
import type { AccountUnderTest } from './account-under-test.js';
import type { Subject } from './subject.js';
import { accessToken, auditEvent, user } from './world.js';

const HOLDER = user('usr_holder');
const OTHER = user('usr_other', { active: false });
const WORLD = { directory: [HOLDER, OTHER] };

async function opened(account: AccountUnderTest, by?: ViewerRef) {
  const snapshot = await account.datastore.openSnapshot(account.id, by);
  await snapshot?.close();
  return snapshot && { user: snapshot.user, accessToken: snapshot.accessToken };
}

const idsOf = (account: AccountUnderTest, ...ids: readonly string[]): Promise<readonly string[]> =>
  account.read(async (snapshot) => (await snapshot.accessTokens(ids)).map(({ id }) => id).sort());

const dayOf = (account: AccountUnderTest, id: string): Promise<unknown> =>
  account.read(async (snapshot) => (await snapshot.accessTokens([id]))[0]?.lastUsedOn);

/** The whole list of each user, page by page. */
async function listed(account: AccountUnderTest, userIds: readonly string[], first: number) {
  return account.read(async (snapshot) => {
    const lists: string[][] = [];
    for (const userId of userIds) {
      const ids: string[] = [];
      for (let after: string | undefined; ;) {
        const [page] = await snapshot.accessTokenPages([userId], {
          first,
          ...(after !== undefined && { after }),
        });
        ids.push(...(page?.rows ?? []).map(({ row }) => row.id));
        after = page?.rows.at(-1)?.key;
        if (page?.hasNextPage !== true) break;
      }
      lists.push(ids);
    }
    return lists;
  });
}

export function describeAccessTokens(subject: Subject): void {
  describe('access tokens [A19]', () => {
    it('come back as they went in, by id, and nothing of another account does', async () => {
      const [account, other] = [await subject.account(WORLD), await subject.account(WORLD)];
      const tokens: readonly AccessTokenRecord[] = [
        accessToken('tok_a', { name: 'É "__proto__" $x', lastUsedOn: '2026-02-28' }),
        accessToken('tok_É"', { userId: OTHER.id }),
      ];
      expect(await account.change({ addAccessTokens: tokens })).toBe(2);
      await account.read(async (snapshot) => {
        const found = await snapshot.accessTokens(['tok_É"', 'tok_none', 'tok_a', 'tok_a']);
        expect([...found].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(tokens);
        expect(await snapshot.accessTokens([])).toEqual([]);
      });
      expect(await idsOf(other, 'tok_a')).toEqual([]);
    });

    it('open a state with whoever they belong to, live or not, in as many commands as a user does', async () => {
      const account = await subject.account(WORLD);
      const [live, revoked, orphan] = [
        accessToken('tok_live'),
        accessToken('tok_revoked', { userId: OTHER.id, revoked: true }),
        accessToken('tok_orphan', { userId: 'usr_none' }),
      ];
      await account.change({ addAccessTokens: [live, revoked, orphan] });
      const before = account.datastore.commandCount;
      await opened(account, HOLDER.id);
      const ofUser = account.datastore.commandCount - before;
      expect(await opened(account, { accessTokenId: live.id })).toEqual({ user: HOLDER, accessToken: live });
      expect(account.datastore.commandCount - before).toBe(2 * ofUser);
      expect(await opened(account, { accessTokenId: revoked.id })).toEqual({
        user: OTHER,
        accessToken: revoked,
      });
      expect(await opened(account, { accessTokenId: orphan.id })).toEqual({ accessToken: orphan });
      expect(await opened(account, { accessTokenId: 'tok_none' })).toEqual({});
      expect(await opened(account, HOLDER.id)).toEqual({ user: HOLDER });
    });

    it('are given to the plan of a change beside its user', async () => {
      const account = await subject.account(WORLD);
      const token = accessToken('tok_a');
      await account.change({ addAccessTokens: [token] });
      const target = { accountId: account.id, userId: OTHER.id };
      for (const [accessTokenId, expected] of [
        [token.id, token],
        ['tok_none', undefined],
        [undefined, undefined],
      ] as const) {
        const outcome = await account.datastore.change({ ...target, accessTokenId }, (snapshot) =>
          Promise.resolve({ result: [snapshot.user, snapshot.accessToken] }),
        );
        expect(outcome?.result).toEqual([OTHER, expected]);
      }
    });

    it('are listed for each user newest first, expired ones too and revoked ones not, in pages of any size', async () => {
      const account = await subject.account(WORLD);
      await account.change({
        addAccessTokens: [
          accessToken('tok_b', { createdAt: 3_000 }),
          accessToken('tok_d', { createdAt: 3_000 }),
          accessToken('tok_expired', { createdAt: 20_000, expiresAt: 20_001 }),
          accessToken('tok_first'),
          accessToken('tok_revoked', { createdAt: 2_000 }),
          accessToken('tok_other', { userId: OTHER.id }),
        ],
      });
      await account.change({ revokeAccessTokenIds: ['tok_revoked'] });
      const lists = [['tok_expired', 'tok_d', 'tok_b', 'tok_first'], ['tok_other'], []];
      for (const first of [1, 3, 4, 100]) {
        expect(await listed(account, [HOLDER.id, OTHER.id, 'usr_none'], first)).toEqual(lists);
      }
      const asked = [OTHER.id, HOLDER.id, OTHER.id];
      const pages = await account.read((snapshot) => snapshot.accessTokenPages(asked, { first: 1 }));
      expect(pages.map(({ rows, hasNextPage }) => [rows[0]?.row.id, hasNextPage])).toEqual([
        ['tok_other', false],
        ['tok_expired', true],
        ['tok_other', false],
      ]);
    });

    it('are counted while they are neither revoked nor expired', async () => {
      const account = await subject.account(WORLD);
      await account.change({
        addAccessTokens: [
          ...['tok_a', 'tok_b', 'tok_c'].map((id) => accessToken(id)),
          accessToken('tok_later', { expiresAt: 9_001 }),
          accessToken('tok_other', { userId: OTHER.id }),
        ],
      });
      await account.change({ revokeAccessTokenIds: ['tok_a'] });
      const counts = await account.read((snapshot) =>
        Promise.all([8_999, 9_000, 9_001].map((at) => snapshot.liveAccessTokens(HOLDER.id, at))),
      );
      expect(counts).toEqual([3, 1, 0]);
    });

    it('stay when they are revoked, and go with their user', async () => {
      const account = await subject.account(WORLD);
      const tokens = [accessToken('tok_a'), accessToken('tok_b'), accessToken('tok_c', { userId: OTHER.id })];
      await account.change({ addAccessTokens: tokens });
      await account.change({ revokeAccessTokenIds: ['tok_a', 'tok_c'] });
      await account.read(async (snapshot) => {
        expect(await snapshot.accessTokens(['tok_a'])).toEqual([{ ...tokens[0], revoked: true }]);
      });
      await account.change({ endAccessTokensOf: [HOLDER.id, 'usr_none'] });
      expect(await idsOf(account, 'tok_a', 'tok_b', 'tok_c')).toEqual(['tok_c']);
    });

    it('end with an import when their user is not there any more, and stay when they are', async () => {
      const [account, other] = [await subject.account(WORLD), await subject.account(WORLD)];
      const addAccessTokens = [accessToken('tok_a'), accessToken('tok_b', { userId: OTHER.id })];
      for (const each of [account, other]) await each.change({ addAccessTokens });
      await account.import({ directory: [HOLDER] }, { replace: true });
      expect(await idsOf(account, 'tok_a', 'tok_b')).toEqual(['tok_a']);
      expect(await opened(account, { accessTokenId: 'tok_a' })).toMatchObject({ user: HOLDER });
      expect(await idsOf(other, 'tok_a', 'tok_b')).toEqual(['tok_a', 'tok_b']);
      await account.import({}, { replace: true });
      expect(await idsOf(account, 'tok_a')).toEqual([]);
    });

    it('end with their account, and let nobody into a later one of its id', async () => {
      const [account, other] = [await subject.account(WORLD), await subject.account(WORLD)];
      for (const each of [account, other]) await each.change({ addAccessTokens: [accessToken('tok_a')] });
      expect(await account.datastore.deleteAccount(account.id)).toBe(true);
      await account.import(WORLD);
      expect(await opened(account, { accessTokenId: 'tok_a' })).toEqual({});
      expect(await idsOf(other, 'tok_a')).toEqual(['tok_a']);
    });

    it('keep the last day on which they were used, beside the state of the account, in one command', async () => {
      const account = await subject.account(WORLD);
      await account.change({ addAccessTokens: [accessToken('tok_a'), accessToken('tok_b')] });
      const { revision, stamp } = await account.read((snapshot) => snapshot.account);
      const days: unknown[] = [];
      for (const day of ['2026-02-28', '2026-03-01', '2026-02-28']) {
        const before = account.datastore.commandCount;
        await account.datastore.noteAccessTokenUse({ accountId: account.id, id: 'tok_a' }, day);
        expect(account.datastore.commandCount - before).toBe(1);
        days.push(await dayOf(account, 'tok_a'));
      }
      expect(days).toEqual(['2026-02-28', '2026-03-01', '2026-03-01']);
      expect(await dayOf(account, 'tok_b')).toBeNull();
      await account.datastore.noteAccessTokenUse({ accountId: account.id, id: 'tok_none' }, '2026-03-01');
      expect(await account.read((snapshot) => snapshot.account)).toMatchObject({ revision, stamp });
    });

    it('are named by the events of the trail in which they were used', async () => {
      const account = await subject.account(WORLD);
      await account.change({ auditEvents: [auditEvent('event_a', { accessTokenId: 'tok_É' })] });
      const page = await account.read((snapshot) => snapshot.auditPage({ first: 2 }));
      expect(page.rows.map(({ row }) => row.accessTokenId)).toEqual(['tok_É', null]);
    });
  });
}
