import { describe, expect, it } from '@jest/globals';
import { PAGE_SIZES, idsOf, readAll, shuffled } from './pages.js';
import type { Subject } from './subject.js';
import { group, many, user } from './world.js';

const MEMBERS = many(57, (id, at) =>
  user(id, {
    name: at % 2 === 0 ? 'Even' : 'Odd',
    active: at % 3 !== 0,
    groupIds: ['grp_all', `grp_${at % 5}`],
    memberships: [
      { teamId: 'team_all', role: 'OPERATOR' },
      { teamId: `team_${at % 5}`, role: 'OPERATOR' },
    ],
  }),
);
const GROUPS = ['grp_all', 'grp_0', 'grp_1', 'grp_2', 'grp_3', 'grp_4', 'grp_empty'].map((id) => group(id));
const WORLD = { directory: [...shuffled(MEMBERS), ...GROUPS, user('usr_alone', { name: 'Alone' })] };

/** Even before Odd, then by id: MEMBERS are ordered by id already. */
const IN_ORDER = [
  ...MEMBERS.filter(({ name }) => name === 'Even'),
  ...MEMBERS.filter(({ name }) => name === 'Odd'),
];
const ids = (users: readonly { readonly id: string }[]): readonly string[] => users.map(({ id }) => id);

export function describeMembers(subject: Subject): void {
  describe('the members of groups and teams', () => {
    it.each(PAGE_SIZES)('are paged by %d in the order of folded name and id', async (first) => {
      const account = await subject.account(WORLD);
      for (const list of [{ groupId: 'grp_all' }, { teamId: 'team_all' }]) {
        const members = await account.read((snapshot) =>
          readAll(first, async (request) => {
            const [page] = await snapshot.memberPages([list], request);
            return page ?? { rows: [], hasNextPage: false };
          }),
        );
        expect(members).toEqual(IN_ORDER);
      }
    });

    it.each(PAGE_SIZES)('of everyone are the active users, paged by %d', async (first) => {
      const account = await subject.account(WORLD);
      const members = await account.read((snapshot) =>
        readAll(first, async (request) => {
          const [page] = await snapshot.memberPages(['EVERYONE'], request);
          return page ?? { rows: [], hasNextPage: false };
        }),
      );
      expect(ids(members)).toEqual(['usr_alone', ...ids(IN_ORDER.filter(({ active }) => active))]);
    });

    it('of several lists come in the order asked, a page for each, in one command', async () => {
      const account = await subject.account(WORLD);
      await account.read(async (snapshot) => {
        const before = account.datastore.commandCount;
        const pages = await snapshot.memberPages(
          [
            { groupId: 'grp_3' },
            'EVERYONE',
            { teamId: 'team_3' },
            { teamId: 'grp_3' },
            { groupId: 'grp_empty' },
            { groupId: 'grp_none' },
            { groupId: 'grp_3' },
          ],
          { first: 4 },
        );
        expect(account.datastore.commandCount - before).toBe(1);
        const inThird = ids(IN_ORDER.filter(({ groupIds }) => groupIds.includes('grp_3'))).slice(0, 4);
        const active = ids(IN_ORDER.filter(({ active }) => active)).slice(0, 3);
        const everyone = ['usr_alone', ...active];
        expect(pages.map(idsOf)).toEqual([inThird, everyone, inThird, [], [], [], inThird]);
        const goOn = pages.map(({ hasNextPage }) => hasNextPage);
        expect(goOn).toEqual([true, true, true, false, false, false, true]);
      });
    });

    it('of no groups are no pages', async () => {
      const account = await subject.account(WORLD);
      expect(await account.read((snapshot) => snapshot.memberPages([], { first: 4 }))).toEqual([]);
    });

    it('are those that the last import lists', async () => {
      const account = await subject.account({
        directory: [group('grp'), user('usr_a', { groupIds: ['grp'] }), user('usr_b')],
      });
      await account.import(
        { directory: [group('grp'), user('usr_a'), user('usr_b', { groupIds: ['grp'] })] },
        { replace: true },
      );
      const [page] = await account.read((snapshot) =>
        snapshot.memberPages([{ groupId: 'grp' }], { first: 4 }),
      );
      expect(idsOf(page)).toEqual(['usr_b']);
    });
  });
}
