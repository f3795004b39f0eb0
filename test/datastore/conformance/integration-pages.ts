import { describe, expect, it } from '@jest/globals';
import type { Page, PageRequest, Snapshot } from '../../../src/datastore/contract/datastore.js';
import { INTEGRATION_TYPES } from '../../../src/datastore/contract/records.js';
import type { IntegrationRecord, StoredIntegration } from '../../../src/datastore/contract/records.js';
import { searchedPage } from '../../../src/datastore/contract/search.js';
import { fold } from '../../../src/datastore/contract/sort-keys.js';
import type { AccountUnderTest } from './account-under-test.js';
import { PAGE_SIZES, idsOf, readAll, shuffled, sortedBy } from './pages.js';
import type { Subject } from './subject.js';
import { integration, many } from './world.js';

/** Tied names in several cases and every type; each carries `*`, two of three tokens, and one of its own. */
const STORED: readonly StoredIntegration[] = [
  ...many(114, (id, at) =>
    integration(id, {
      name: ['Channel', 'channel', 'CHANNEL x', 'Channels'][at % 4] ?? '',
      type: INTEGRATION_TYPES[at % INTEGRATION_TYPES.length] ?? 'SMS',
      tokens: ['*', `t${at % 3}`, `t${(at + 1) % 3}`, `own_${at}`],
    }),
  ),
  integration('zzz_email', { name: 'zzz', type: 'EMAIL', system: true, tokens: ['*', 's'] }),
];

const IN_ORDER = sortedBy(
  STORED,
  ({ system }) => (system ? '0' : '1'),
  ({ name }) => fold(name),
  ({ id }) => id,
);

interface Filter {
  readonly tokens: readonly string[];
  readonly type?: (typeof INTEGRATION_TYPES)[number];
  readonly search?: string;
}

function expected({ tokens, type, search }: Filter): readonly string[] {
  return IN_ORDER.filter((row) => tokens.some((token) => row.tokens.includes(token)))
    .filter((row) => type === undefined || row.type === type)
    .filter(({ name }) => search === undefined || fold(name).includes(search))
    .map(({ id }) => id);
}

function page(
  snapshot: Snapshot,
  { search, ...list }: Filter,
  request: PageRequest,
): Promise<Page<IntegrationRecord>> {
  const query = { ...list, withDetails: false };
  return search === undefined
    ? snapshot.integrationPage({ ...query, ...request })
    : searchedPage(request, (portion) => snapshot.integrationSearch({ ...query, ...portion, search }));
}

function listed(account: AccountUnderTest, first: number, filter: Filter): Promise<readonly string[]> {
  return account.read(async (snapshot) => {
    const rows = await readAll(first, (request) => page(snapshot, filter, request));
    return rows.map(({ id }) => id);
  });
}

const FILTERS: readonly (readonly [string, Filter])[] = [
  ['one token', { tokens: ['*'] }],
  ['tokens that many rows share', { tokens: ['t0', 't1'] }],
  ['a token of one row', { tokens: ['own_7'] }],
  ['a token of the system integration and another', { tokens: ['s', 'own_3'] }],
  ['tokens that no row carries', { tokens: ['T0', 't', 't0 ', 'own_'] }],
  ['a type', { tokens: ['t0', 't2'], type: 'SLACK' }],
  ['the type of the system integration', { tokens: ['*'], type: 'EMAIL' }],
  ['a search', { tokens: ['t0', 't1'], search: fold('ELS') }],
  ['a search in nothing but the name', { tokens: ['*'], search: 'id_0' }],
  ['a type and a search', { tokens: ['t1', 't2', 's'], type: 'EMAIL', search: 'z' }],
  ['more than 200 tokens', { tokens: many(450, (id) => id, 'own_none_').concat(['t0', 's']) }],
  ['a row under tokens of several commands', { tokens: STORED.flatMap(({ tokens }) => tokens) }],
];

export function describeIntegrationPages(subject: Subject): void {
  describe('a list of integrations', () => {
    describe.each(PAGE_SIZES)('paged by %d', (first) => {
      it.each(FILTERS)('is the unpaged one in order, with %s', async (_, filter) => {
        const account = await subject.account({ integrations: shuffled(STORED) });
        expect(await listed(account, first, filter)).toEqual(expected(filter));
        if (filter.search !== undefined) return;
        await account.read(async (snapshot) => {
          const { rows, hasNextPage } = await page(snapshot, filter, { first });
          const ids = rows.map(({ key, row: { id } }) => ({ key, row: id }));
          expect(await snapshot.integrationIdPage({ ...filter, first })).toEqual({ rows: ids, hasNextPage });
        });
      });
    });

    it('merges what more than 200 tokens find, without a row twice', async () => {
      const rows = many(260, (id, at) => integration(id, { tokens: [`a${at}`, `b${at}`] }));
      const account = await subject.account({ integrations: rows });
      const tokens = [...rows.map((_, at) => `b${at}`), ...rows.map((_, at) => `a${259 - at}`)];
      for (const first of PAGE_SIZES.slice(1)) {
        expect(await listed(account, first, { tokens })).toEqual(rows.map(({ id }) => id));
      }
    });

    it('of no tokens is empty, and no command', async () => {
      const account = await subject.account({ integrations: STORED });
      await account.read(async (snapshot) => {
        const before = account.datastore.commandCount;
        const empty = await snapshot.integrationPage({ first: 5, tokens: [], withDetails: false });
        expect(empty).toEqual({ rows: [], hasNextPage: false });
        expect(await snapshot.integrationIdPage({ first: 5, tokens: [] })).toEqual(empty);
        expect(await page(snapshot, { tokens: [], search: 'c' }, { first: 5 })).toEqual(empty);
        expect(account.datastore.commandCount).toBe(before);
      });
    });

    it('starts after a key whose row is gone', async () => {
      const account = await subject.account({ integrations: STORED });
      const query = { first: 4, tokens: ['*'], withDetails: false };
      const before = await account.read((snapshot) => snapshot.integrationPage(query));
      const last = before.rows.at(-1);
      await account.change({ removeIntegrationIds: [last?.row.id ?? ''] });
      const next = await account.read((snapshot) =>
        snapshot.integrationPage({ ...query, after: last?.key ?? '' }),
      );
      expect(idsOf(next)).toEqual(IN_ORDER.slice(4, 8).map(({ id }) => id));
    });
  });
}
