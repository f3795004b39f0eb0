import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import type { TypedDocumentString } from '../documents/generated.js';
import { useAsking } from '../session/session-context.js';
import type { ApiError } from './api-error.js';

/** Rows that a page of a list holds; every page but the last is full. */
export const PAGE_ROWS = 50;

interface Page<T> {
  readonly rows: readonly T[];
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

interface PagesOptions<R, V, T> {
  document: TypedDocumentString<R, V & { first: number; after?: string | null | undefined }>;
  /** Without `first` and `after`. */
  variables: V;
  pageOf: (answer: R) => Page<T>;
  /** The first and the last row that are shown, counted from 0. */
  shown: readonly [number, number];
}

/** A list of which only the pages in sight are held. */
export interface Pages<T> {
  /** The row, or undefined while it is not there. */
  rowAt: (index: number) => T | undefined;
  /** How many rows are known to be, not counting what may follow. */
  count: number;
  hasMore: boolean;
  isFirstLoading: boolean;
  error: ApiError | null;
  retry: () => void;
}

/**
 * Reads the pages that hold the rows in sight. Lists go forward only, so the cursor of each page seen is remembered:
 * 100 bytes for each 50 rows. The pages themselves are forgotten a minute after they went out of sight.
 */
export function usePages<R, V extends object, T>({
  document,
  variables,
  pageOf,
  shown: [firstShown, lastShown],
}: PagesOptions<R, V, T>): Pages<T> {
  const { ask } = useAsking();
  const listKey = JSON.stringify(variables);
  const [known, setKnown] = useState<Known>(() => nothingKnown(listKey));
  const { cursors, last } = known.listKey === listKey ? known : nothingKnown(listKey);

  const firstPage = Math.min(Math.floor(Math.max(0, firstShown) / PAGE_ROWS), cursors.length - 1);
  const lastPage = Math.min(Math.floor(Math.max(0, lastShown) / PAGE_ROWS), cursors.length - 1);
  const wanted = cursors.slice(firstPage, lastPage + 1);
  const answers = useQueries({
    queries: wanted.map((after) => ({
      queryKey: [document.toString(), { ...variables, after }],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        ask(document, { ...variables, first: PAGE_ROWS, after }, signal),
    })),
  });

  const pages = new Map<number, Page<T>>();
  answers.forEach(({ data }, index) => {
    if (data !== undefined) pages.set(firstPage + index, pageOf(data));
  });
  const learnt = learn({ listKey, cursors, last }, pages);
  if (learnt !== known && !isSame(learnt, known)) setKnown(learnt);

  const failed = answers.find(({ isError }) => isError);
  return {
    rowAt: (index) => pages.get(Math.floor(index / PAGE_ROWS))?.rows[index % PAGE_ROWS],
    count: learnt.last?.count ?? (learnt.cursors.length - 1) * PAGE_ROWS,
    hasMore: learnt.last === null && pages.size > 0,
    isFirstLoading: pages.size === 0 && firstPage === 0 && failed === undefined,
    error: (failed?.error as ApiError | null | undefined) ?? null,
    retry: () => {
      for (const answer of answers) if (answer.isError) void answer.refetch();
    },
  };
}

/** The cursors after which pages begin, and the end of the list once it was seen. */
interface Known {
  readonly listKey: string;
  readonly cursors: readonly (string | null)[];
  readonly last: { readonly page: number; readonly count: number } | null;
}

function nothingKnown(listKey: string): Known {
  return { listKey, cursors: [null], last: null };
}

/** A page that ends elsewhere than before moves the beginning of the next; one that is the last ends the list. */
function learn(before: Known, pages: ReadonlyMap<number, Page<unknown>>): Known {
  const cursors = [...before.cursors];
  let { last } = before;
  for (const [page, { rows, hasNextPage, endCursor }] of pages) {
    if (hasNextPage) {
      cursors[page + 1] = endCursor;
      if (last !== null && last.page <= page) last = null;
    } else {
      cursors.length = page + 1;
      last = { page, count: page * PAGE_ROWS + rows.length };
      break;
    }
  }
  return { listKey: before.listKey, cursors, last };
}

function isSame(one: Known, other: Known): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
