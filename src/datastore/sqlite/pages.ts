import type { Page } from '../contract/datastore.js';
import { toPortion } from '../contract/search.js';
import type { SearchPortion } from '../contract/search.js';
import type { Row } from './connection.js';
import { textIn } from './rows.js';

/** Every key is greater than this one. */
export const BEFORE_FIRST = '';
/** Every key of the audit trail and of an integration is smaller than this one: they start with a digit. */
export const AFTER_LAST = '~';
/** As an expression: SQLite orders every text before a blob. */
export const AFTER_EVERY_KEY = `x''`;

/** Rows in order, one more than the page holds when there is a next page; `sort_key` is the key of each. */
export function toPage<T>(rows: readonly Row[], first: number, toRecord: (row: Row) => T): Page<T> {
  return {
    rows: rows.slice(0, first).map((row) => ({ key: textIn(row, 'sort_key'), row: toRecord(row) })),
    hasNextPage: rows.length > first,
  };
}

/** Splits the rows of several lists, read in one command, by the place of their list among those asked for. */
export function toPages<T>(
  rows: readonly Row[],
  asked: { readonly lists: number; readonly first: number },
  toRecord: (row: Row) => T,
): readonly Page<T>[] {
  const byPlace = Array.from({ length: asked.lists }, (): Row[] => []);
  for (const row of rows) byPlace[Number(row.place)]?.push(row);
  return byPlace.map((list) => toPage(list, asked.first, toRecord));
}

/**
 * Rows that a search found, each beside `up_to`: how far the list was walked, null when to its end. One row with nothing
 * but that when nothing was found.
 */
export function toSearchPortion<T>(
  rows: readonly Row[],
  first: number,
  toRecord: (row: Row) => T,
): SearchPortion<T> {
  const found = rows
    .filter(({ id }) => id !== null)
    .map((row) => ({ key: textIn(row, 'sort_key'), row: toRecord(row) }));
  const upTo = rows[0]?.up_to;
  return toPortion(found, first, typeof upTo === 'string' ? upTo : undefined);
}

/**
 * The folded name within a sort key that starts with it, or with one more character before it: what a search looks
 * into. The exact reverse of how the contract builds the key (end of name U+0001 U+0001, an escape U+0001 U+0002).
 */
export function foldedNameIn(column: string, start: 1 | 2): string {
  return `replace(substr(${column}, ${start}, instr(${column}, char(1, 1)) - ${start}), char(1, 2), char(1))`;
}
