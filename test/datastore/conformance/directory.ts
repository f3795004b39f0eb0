import { describe, expect, it } from '@jest/globals';
import { searchedPage } from '../../../src/datastore/contract/search.js';
import { fold } from '../../../src/datastore/contract/sort-keys.js';
import type { AccountUnderTest } from './account-under-test.js';
import { PAGE_SIZES, idsOf, readAll, shuffled, sortedBy } from './pages.js';
import type { Subject } from './subject.js';
import { group, many, team, user } from './world.js';

const ANA = user('usr_ana', {
  name: 'Ana',
  userKind: 'SERVICE',
  userName: 'Ana.Ops',
  email: 'ana@acme.example',
  externalId: 'ext-1',
  createdAt: 77,
  version: 9,
});
const OFF = user('usr_off', { active: false, memberships: [{ teamId: 't', role: 'ADMINISTRATOR' }] });
const BUILT_IN = group('grp_everyone', { builtIn: 'EVERYONE' });
const PLAIN = group('grp_plain', { externalId: 'ext-1', createdAt: 78, version: 3 });
const PAYMENTS = team('team_pay', { name: 'Payments', createdAt: 79, version: 2 });

/** Names in few variants, so that many tie, in case alone too; ids break the ties. */
const TIED = many(57, (id, at) => user(id, { name: ['Same', 'same', 'SAME', 'Samer', 'Sam'][at % 5] ?? '' }));
const TIED_IN_ORDER = sortedBy(
  TIED,
  ({ name }) => fold(name),
  ({ id }) => id,
).map(({ id }) => id);

function search(account: AccountUnderTest, text: string): Promise<readonly string[]> {
  return account.read(async (snapshot) =>
    idsOf(
      await searchedPage({ first: 100 }, (portion) =>
        snapshot.directorySearch({ kind: 'USER', search: text, ...portion }),
      ),
    ),
  );
}

export function describeDirectory(subject: Subject): void {
  describe('the directory', () => {
    it('gives users, groups and teams by kind and id, each as written and once', async () => {
      const account = await subject.account({ directory: [ANA, OFF, BUILT_IN, PLAIN, PAYMENTS] });
      const found = await account.read((snapshot) =>
        snapshot.directory([
          { kind: 'USER', id: 'usr_ana' },
          { kind: 'USER', id: 'usr_ana' },
          { kind: 'USER', id: 'usr_off' },
          { kind: 'GROUP', id: 'grp_everyone' },
          { kind: 'GROUP', id: 'grp_plain' },
          { kind: 'GROUP', id: 'usr_off' },
          { kind: 'TEAM', id: 'team_pay' },
          { kind: 'TEAM', id: 'team_nowhere' },
        ]),
      );
      expect(sortedBy(found, ({ id }) => id)).toEqual([BUILT_IN, PLAIN, PAYMENTS, ANA, OFF]);
    });

    it('keeps a user, a group and a team with one id apart', async () => {
      const twins = [
        user('same', { name: 'U' }),
        group('same', { name: 'G' }),
        team('same', { name: 'T' }),
      ] as const;
      const account = await subject.account({ directory: twins });
      for (const twin of twins) {
        const found = await account.read((snapshot) => snapshot.directory([{ kind: twin.kind, id: 'same' }]));
        expect(found).toEqual([twin]);
      }
    });

    it('gives nothing for no refs', async () => {
      const account = await subject.account({ directory: [ANA] });
      expect(await account.read((snapshot) => snapshot.directory([]))).toEqual([]);
    });

    it.each(PAGE_SIZES)('is paged by %d in the order of folded name and id, across ties', async (first) => {
      const account = await subject.account({ directory: [...shuffled(TIED), group('grp'), team('team')] });
      const users = await account.read((snapshot) =>
        readAll(first, (request) => snapshot.directoryPage({ ...request, kind: 'USER' })),
      );
      expect(users.map(({ id }) => id)).toEqual(TIED_IN_ORDER);
    });

    it.each(PAGE_SIZES)('is searched by %d, page for page', async (first) => {
      const account = await subject.account({ directory: TIED });
      const users = await account.read((snapshot) =>
        readAll(first, (request) =>
          searchedPage(request, (portion) =>
            snapshot.directorySearch({ ...portion, kind: 'USER', search: fold('MER') }),
          ),
        ),
      );
      const expected = TIED.filter(({ name }) => name === 'Samer').map(({ id }) => id);
      expect(users.map(({ id }) => id)).toEqual(expected);
    });

    it('is searched for a substring of the folded name alone, and taken literally', async () => {
      const directory = [
        user('usr_zz_id', { name: 'Émile.* (100%_)' }),
        user('usr_plain', { name: 'Emile' }),
        user('usr_controls', { name: 'a\u0001b' }),
      ];
      const account = await subject.account({ directory });
      expect(await search(account, fold('ÉMI'))).toEqual(['usr_zz_id']);
      expect(await search(account, '.*')).toEqual(['usr_zz_id']);
      expect(await search(account, '%_)')).toEqual(['usr_zz_id']);
      expect(await search(account, 'zz_id')).toEqual([]);
      expect(await search(account, '\u0001b')).toEqual(['usr_controls']);
      expect(await search(account, '\u0002')).toEqual([]);
      expect(await search(account, '\u0001\u0001')).toEqual([]);
      expect(await search(account, '')).toHaveLength(3);
    });
  });
}
