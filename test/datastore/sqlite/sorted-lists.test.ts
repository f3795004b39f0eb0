import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { INTEGRATION_TYPES } from '../../../src/datastore/contract/records.js';
import type { StoredIntegration } from '../../../src/datastore/contract/records.js';
import { compareByCodePoint, integrationSortKey } from '../../../src/datastore/contract/sort-keys.js';
import { SortedLists } from '../../../src/datastore/sqlite/sorted-lists.js';
import { integration } from '../conformance/world.js';

type Row = readonly [listedType: string, token: string, sortKey: string, id: string];

/** Batches as the table would get them, each with its rows. */
function batchesOf(...added: readonly (readonly StoredIntegration[])[]): readonly (readonly Row[])[] {
  const lists = new SortedLists();
  for (const integrations of added) lists.add(integrations);
  const batches = [...lists.inOrder()].map(({ listedType, rows }) =>
    (JSON.parse(rows) as [string, string, string][]).map((row): Row => [listedType, ...row]),
  );
  expect(batches.flat()).toHaveLength(lists.count);
  lists.close();
  return batches;
}

/** By the order of the table's key, which is that of code points. */
function expectedFrom(integrations: readonly StoredIntegration[]): readonly Row[] {
  const rows = integrations.flatMap((each) =>
    ['', each.type].flatMap((listedType) =>
      [...new Set(each.tokens)].map((token): Row => [listedType, token, integrationSortKey(each), each.id]),
    ),
  );
  const order = (a: Row, b: Row) =>
    compareByCodePoint(a[0], b[0]) || compareByCodePoint(a[1], b[1]) || compareByCodePoint(a[2], b[2]);
  return rows.sort(order);
}

const aToken = fc.constantFrom('*', 't|team_a', "t'b", '["c"]', '', 'ﬀ', '😀');
const anIntegration = fc
  .record({
    name: fc.constantFrom('x', 'y', 'ﬀ', '😀'),
    type: fc.constantFrom(...INTEGRATION_TYPES.slice(0, 3)),
    tokens: fc.array(aToken, { maxLength: 6 }),
  })
  .map((over) => integration('', over));

describe('the lists of an import', () => {
  it('come in the order of the table, each row once, however they were added', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anIntegration, { maxLength: 5 }), { maxLength: 4 }), (added) => {
        let ids = 0;
        const parts = added.map((part) => part.map((each) => ({ ...each, id: `int_${(ids += 1)}` })));
        expect(batchesOf(...parts).flat()).toEqual(expectedFrom(parts.flat()));
      }),
    );
  });

  it('come in batches of at most 10,000 rows, which end within a list too', () => {
    const many = Array.from({ length: 10_001 }, (_, n) =>
      integration(`int_${n}`, {
        name: String((n * 7_919) % 10_001),
        type: n === 0 ? 'WEBHOOK' : 'SLACK',
        tokens: ['*', ...(n < 9_999 ? ['a'] : [])],
      }),
    );
    const batches = batchesOf(many);
    expect(batches.map(({ length }) => length)).toEqual([10_000, 10_000, 10_000, 9_998, 2]);
    expect(batches.flat()).toEqual(expectedFrom(many));
  });
});
