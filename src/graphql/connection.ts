import type { Keyed, Page, PageRequest } from '../datastore/contract/datastore.js';
import { decodeCursor, encodeCursor } from './cursor.js';
import type { CursorPosition, CursorScope } from './cursor.js';
import type { PageInput } from './input/page.js';
import type { Connection, Edge } from './types/connections.js';

/** A request for a page, with where its cursor stands. */
export interface OpenedPage {
  readonly request: PageRequest;
  readonly scope: CursorScope;
  readonly position: CursorPosition | undefined;
}

/** @throws BadUserInputError when the cursor is damaged or belongs to another list. */
export function openPage({ first, after }: PageInput, scope: CursorScope): OpenedPage {
  const position = after === undefined ? undefined : decodeCursor(scope, after);
  return { request: { first, ...(position && { after: position.key }) }, scope, position };
}

/** How the rows of a page become edges. */
export interface EdgeSource<R, T> {
  readonly page: Pick<Page<R>, 'hasNextPage'> & { readonly rows: readonly Keyed<R>[] };
  readonly nodes: readonly T[];
  /** Carried by the cursors of the list. */
  readonly revision?: number;
  /** Where the next page goes on, when that is not the last row. */
  readonly endKey?: string | null;
}

/**
 * The Relay connection of a page. Cursors are made when they are asked for: the digests of a page that shows none were
 * a twelfth of its cost.
 */
export function toConnection<R, T>({ scope, position }: OpenedPage, source: EdgeSource<R, T>): Connection<T> {
  const { page, nodes, revision } = source;
  const cursorOf = (key: string) => encodeCursor(scope, { key, revision });
  const edges = page.rows.flatMap(({ key }, index) => {
    const node = nodes[index];
    return node === undefined ? [] : [new KeyedEdge(node, key, cursorOf)];
  });
  const endKey = source.endKey ?? page.rows.at(-1)?.key;
  return {
    edges,
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: position !== undefined,
      get startCursor() {
        return edges[0]?.cursor ?? null;
      },
      get endCursor() {
        return endKey === undefined ? null : cursorOf(endKey);
      },
    },
  };
}

class KeyedEdge<T> implements Edge<T> {
  constructor(
    readonly node: T,
    private readonly key: string,
    private readonly cursorOf: (key: string) => string,
  ) {}

  get cursor(): string {
    return this.cursorOf(this.key);
  }
}
