import { expect } from '@jest/globals';
import type { Keyed, Page, PageRequest } from '../../../src/datastore/contract/datastore.js';

/** Page sizes at which paging must give what one page would: one row, some pages, and more than there is. */
export const PAGE_SIZES = [1, 5, 53];

export function rowsOf<T>(page: Page<T> | undefined): readonly T[] {
  if (page === undefined) throw new Error('A page is missing');
  return page.rows.map(({ row }) => row);
}

export function idsOf(page: Page<{ readonly id: string }> | undefined): readonly string[] {
  return rowsOf(page).map(({ id }) => id);
}

/** More than any test stores. */
const MOST_ROWS = 10_000;

/**
 * All rows, read page by page. Each page with a next one is full, and none is empty but the only one: so
 * `hasNextPage` told exactly whether there was more.
 */
export async function readAll<T>(
  first: number,
  read: (request: PageRequest) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const all: Keyed<T>[] = [];
  for (let page = await read({ first }); ; page = await read({ first, ...after(page) })) {
    all.push(...page.rows);
    if (all.length > MOST_ROWS) throw new Error('Paging does not come to an end');
    if (!page.hasNextPage) {
      if (all.length > 0) expect(page.rows).not.toEqual([]);
      break;
    }
    expect(page.rows).toHaveLength(first);
  }
  return all.map(({ row }) => row);
}

function after(page: Page<unknown>): { readonly after?: string } {
  const last = page.rows.at(-1);
  return last === undefined ? {} : { after: last.key };
}

/** Compares by code point, written apart from the sources: theirs compares bytes. */
export function byCodePoint(a: string, b: string): number {
  const [left, right] = [codePoints(a), codePoints(b)];
  const at = left.findIndex((point, index) => point !== right[index]);
  if (at === -1) return left.length - right.length;
  return (left[at] ?? 0) - (right[at] ?? -1);
}

function codePoints(text: string): readonly number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0);
}

/** Orders by the first key in which two rows differ. */
export function sortedBy<T>(rows: readonly T[], ...keys: readonly ((row: T) => string)[]): readonly T[] {
  return [...rows].sort((a, b) => {
    const key = keys.find((of) => of(a) !== of(b));
    return key === undefined ? 0 : byCodePoint(key(a), key(b));
  });
}

/** Rows in an order that is neither theirs nor its reverse. */
export function shuffled<T>(rows: readonly T[]): readonly T[] {
  const odd = rows.filter((_, at) => at % 2 === 1);
  const even = rows.filter((_, at) => at % 2 === 0);
  return [...odd.reverse(), ...even];
}
