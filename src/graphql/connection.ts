import type { Keyed, Page, PageRequest } from '../datastore/contract/datastore.js';
import { decodeCursor, encodeCursor } from './cursor.js';
import type { CursorPosition, CursorScope } from './cursor.js';
import type { PageInput } from './input/page.js';
import type { RequestContext } from './request-context.js';
import type { Connection, Edge, PageInfo } from './types/connections.js';

/** A request for a page, with where its cursor stands. */
export interface OpenedPage {
  readonly request: PageRequest;
  readonly scope: CursorScope;
  readonly position: CursorPosition | undefined;
}

/**
 * An empty cursor is none: typed clients send it where others send nothing.
 * @throws BadUserInputError when the cursor is damaged or belongs to another list.
 */
export function openPage({ first, after }: PageInput, scope: CursorScope): OpenedPage {
  const position = after === undefined || after === '' ? undefined : decodeCursor(scope, after);
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

/** The Relay connection of a page, once there is room to show its rows. */
export function toConnection<R, T>(
  opened: OpenedPage,
  source: EdgeSource<R, T>,
  { execution }: RequestContext,
): Connection<T> | Promise<Connection<T>> {
  const room = execution.roomFor(source.nodes.length);
  return room === undefined ? connectionOf(opened, source) : room.then(() => connectionOf(opened, source));
}

/** Cursors are made when they are asked for: the digests of a page that shows none were a twelfth of its cost. */
function connectionOf<R, T>({ scope, position }: OpenedPage, source: EdgeSource<R, T>): Connection<T> {
  const { page, nodes, revision } = source;
  const cursorOf = (key: string) => encodeCursor(scope, { key, revision });
  const edges: KeyedEdge<T>[] = [];
  for (const [index, node] of nodes.entries()) {
    const row = page.rows[index];
    if (row !== undefined) edges.push(new KeyedEdge(node, row.key, cursorOf));
  }
  const ends = { start: edges[0]?.key, end: source.endKey ?? page.rows.at(-1)?.key };
  const flags = { hasNextPage: page.hasNextPage, hasPreviousPage: position !== undefined };
  return { edges, pageInfo: new KeyedPageInfo(flags, ends, cursorOf) };
}

class KeyedEdge<T> implements Edge<T> {
  constructor(
    readonly node: T,
    readonly key: string,
    private readonly cursorOf: (key: string) => string,
  ) {}

  get cursor(): string {
    return this.cursorOf(this.key);
  }
}

/**
 * A class, because getters of an object literal give each object a shape of its own. Shapes are born old, and held the
 * whole page in memory until the next full collection: two thirds of what made those frequent.
 */
class KeyedPageInfo implements PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;

  constructor(
    { hasNextPage, hasPreviousPage }: Pick<PageInfo, 'hasNextPage' | 'hasPreviousPage'>,
    private readonly ends: { readonly start: string | undefined; readonly end: string | undefined },
    private readonly cursorOf: (key: string) => string,
  ) {
    this.hasNextPage = hasNextPage;
    this.hasPreviousPage = hasPreviousPage;
  }

  get startCursor(): string | null {
    return this.cursorAt(this.ends.start);
  }

  get endCursor(): string | null {
    return this.cursorAt(this.ends.end);
  }

  private cursorAt(key: string | undefined): string | null {
    return key === undefined ? null : this.cursorOf(key);
  }
}
