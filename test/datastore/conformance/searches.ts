import { describe, expect, it } from '@jest/globals';
import type { Around, Page, PortionOfSearch, Snapshot } from '../../../src/datastore/contract/datastore.js';
import { SEARCH_PORTION_ROWS, searchedPage } from '../../../src/datastore/contract/search.js';
import type { AccountUnderTest } from './account-under-test.js';
import { idsOf, readAll } from './pages.js';
import type { Subject } from './subject.js';
import { integration, many, user } from './world.js';

const ROWS = 2 * SEARCH_PORTION_ROWS + 1;
/** Found at the first and last rows of portions. */
const FOUND = [0, 1, SEARCH_PORTION_ROWS - 1, SEARCH_PORTION_ROWS, 2 * SEARCH_PORTION_ROWS - 1, ROWS - 1];

/** Names in the order of the ids, all but a few of which hold "plain". */
function nameAt(at: number): string {
  return `${String(at).padStart(5, '0')} ${FOUND.includes(at) ? 'rare' : 'plain'}`;
}

const idAt = (at: number): string => `id_${String(at).padStart(5, '0')}`;

/** `even` and `odd` carry every second row each, `all` every row, and `own_…` are of one row. */
const WORLD = {
  directory: many(ROWS, (id, at) => user(id, { name: nameAt(at) })),
  integrations: many(ROWS, (id, at) =>
    integration(id, {
      name: nameAt(at),
      tokens: ['all', at % 2 === 0 ? 'even' : 'odd', ...(FOUND.includes(at) ? [`own_${at}`] : [])],
    }),
  ),
};

interface PageAsked {
  readonly first: number;
  readonly after?: string;
}

/** A page of a search, over a list that stands in the world twice: as users and as integrations. */
type SearchedList = (
  snapshot: Snapshot,
  page: PageAsked,
  search: string,
) => Promise<Page<{ readonly id: string }>>;

const users: SearchedList = (snapshot, page, search) =>
  searchedPage(page, (portion) => snapshot.directorySearch({ ...portion, kind: 'USER', search }));

const integrations =
  (...tokens: readonly string[]): SearchedList =>
  (snapshot, page, search) =>
    searchedPage(page, (portion) =>
      snapshot.integrationSearch({ ...portion, tokens, search, withDetails: false }),
    );

const LISTS: readonly (readonly [string, SearchedList])[] = [
  ['users', users],
  ['integrations', integrations('all')],
  ['integrations under several tokens', integrations('even', 'own_1', 'odd', 'all')],
  [
    'integrations under more than 200 tokens',
    integrations(...many(250, (id) => `none_${id}`), 'odd', 'even'),
  ],
];

export function describeSearches(subject: Subject): void {
  describe('a search', () => {
    let shared: Promise<AccountUnderTest> | undefined;
    const searched = (): Promise<AccountUnderTest> => (shared ??= subject.account(WORLD));

    it.each(LISTS)('of %s finds the same at every page size, whatever its portions', async (_, list) => {
      const account = await searched();
      await account.read(async (snapshot) => {
        for (const first of [1, 2, 5, 6, 7]) {
          const found = await readAll(first, (page) => list(snapshot, page, 'rare'));
          expect(found.map(({ id }) => id)).toEqual(FOUND.map(idAt));
        }
        const second = await list(
          snapshot,
          { first: 3, ...after(await list(snapshot, { first: 3 }, 'rare')) },
          'rare',
        );
        expect(idsOf(second)).toEqual(FOUND.slice(3).map(idAt));
        expect(await list(snapshot, { first: 5 }, 'nowhere')).toEqual({ rows: [], hasNextPage: false });
      });
    });

    const costs: readonly (readonly [string, SearchedList])[] = [
      ['users', users],
      ['integrations', integrations('all')],
    ];

    it.each(costs)(
      'of %s is one command for each portion walked, until the page is full [O4]',
      async (_, list) => {
        const account = await searched();
        const behind = ROWS - SEARCH_PORTION_ROWS;
        const commands = async (text: string, page: PageAsked): Promise<number> =>
          account.read(async (snapshot) => {
            const before = account.datastore.commandCount;
            await list(snapshot, page, text);
            return account.datastore.commandCount - before;
          });
        const keyAt = async (at: number): Promise<string> =>
          account.read(async (snapshot) => {
            const { rows } = await list(snapshot, { first: 1 }, nameAt(at));
            return rows[0]?.key ?? '';
          });

        expect(await commands('nowhere', { first: 5 })).toBe(3);
        expect(await commands('nowhere', { first: 5, after: await keyAt(behind) })).toBe(1);
        expect(await commands('nowhere', { first: 5, after: await keyAt(behind - 1) })).toBe(2);
        expect(await commands('plain', { first: 50 })).toBe(1);
        expect(await commands('rare', { first: 2 })).toBe(1);
        expect(await commands('rare', { first: 3 })).toBe(2);
        expect(await commands('rare', { first: 6 })).toBe(3);
      },
    );

    it('runs each portion as it is told, and none after it was told to stop [O4]', async () => {
      const account = await searched();
      const portions: (PortionOfSearch | undefined)[] = [];
      const stop = new Error('stopped');
      const around: Around = (read, portion) => {
        portions.push(portion);
        return portions.length > 2 ? Promise.reject(stop) : read();
      };
      const snapshot = await account.datastore.openSnapshot(account.id, undefined, around);
      if (snapshot === undefined) throw new Error('The account is there');
      const before = account.datastore.commandCount;
      await expect(users(snapshot, { first: 5 }, 'nowhere')).rejects.toBe(stop);
      expect(account.datastore.commandCount - before).toBe(2);
      expect(portions).toEqual([true, false, false].map((isFirst) => ({ isFirst, lists: 1 })));
      await snapshot.close();
    });
  });
}

function after({ rows }: Page<unknown>): { readonly after: string } {
  return { after: rows.at(-1)?.key ?? '' };
}
