import type { IntegrationQuery, Keyed, Page, PageRequest, PortionOfSearch, Search } from './datastore.js';
import { compareByCodePoint } from './sort-keys.js';

/** Rows of a list that a search walks in one command: few milliseconds, since nothing can interrupt SQLite [O4]. */
export const SEARCH_PORTION_ROWS = 1_000;

/** What a search found in one portion of its list. */
export interface SearchPortion<T> {
  /** At most as many as were asked for. */
  readonly rows: readonly Keyed<T>[];
  /** The key to go on after; undefined: the list has ended. */
  readonly goesOnAfter: string | undefined;
}

/** Where a portion starts, and whether it is the first one of its search. */
export type PortionRequest = PageRequest & Pick<Search, 'goesOn'>;

/** What is told of a portion to whoever runs it. */
export function portionOf({
  goesOn = false,
  tokens = [''],
}: Pick<Search, 'goesOn'> & Partial<Pick<IntegrationQuery, 'tokens'>>): PortionOfSearch {
  return { isFirst: !goesOn, lists: tokens.length };
}

/**
 * Of rows found in order, as many as were asked for.
 * @param walkedTo The key up to which the list was walked; undefined: to its end. Rows that are enough end it before.
 */
export function toPortion<T>(
  found: readonly Keyed<T>[],
  first: number,
  walkedTo: string | undefined,
): SearchPortion<T> {
  const rows = found.slice(0, first);
  return { rows, goesOnAfter: rows.length === first ? rows.at(-1)?.key : walkedTo };
}

/** Portions of several lists in one order, as far as all of them came. A row that stands in several counts once. */
export function mergedPortions<T>(portions: readonly SearchPortion<T>[], first: number): SearchPortion<T> {
  const [only, ...others] = portions;
  if (only !== undefined && others.length === 0) return only;
  const [end] = portions.flatMap(({ goesOnAfter }) => goesOnAfter ?? []).sort(compareByCodePoint);
  const byKey = new Map(portions.flatMap(({ rows }) => rows).map((row) => [row.key, row]));
  const rows = [...byKey.values()]
    .filter(({ key }) => end === undefined || compareByCodePoint(key, end) <= 0)
    .sort((a, b) => compareByCodePoint(a.key, b.key));
  return toPortion(rows, first, end);
}

/** A whole page of a search, read portion by portion until it is full or the list ends. */
export async function searchedPage<T>(
  { first, after }: PageRequest,
  read: (request: PortionRequest) => Promise<SearchPortion<T>>,
): Promise<Page<T>> {
  const found: Keyed<T>[] = [];
  let start = after;
  for (let goesOn = false; ; goesOn = true) {
    // One row more than the page holds tells whether there is a next one.
    const left = first + 1 - found.length;
    const portion = await read({ first: left, goesOn, ...(start !== undefined && { after: start }) });
    found.push(...portion.rows);
    start = portion.goesOnAfter;
    if (found.length > first || start === undefined) break;
  }
  return { rows: found.slice(0, first), hasNextPage: found.length > first };
}
