import type { Node } from './outcomes.js';
import { nodeOf, nodes, PRESENT } from './values.js';
import type { FieldsOf } from './values.js';

const DEFAULT_FIRST = 50;

interface ConnectionRow {
  readonly items: readonly Node[];
  readonly hasNextPage: boolean;
}

const CONNECTION: FieldsOf<ConnectionRow> = {
  edges: ({ items }) => nodes('Edge', items),
  pageInfo: (row) => nodeOf('PageInfo', row),
};

const EDGE: FieldsOf<Node> = { node: (item) => item };

/** Of a first page. */
const PAGE_INFO: FieldsOf<ConnectionRow> = {
  hasNextPage: ({ hasNextPage }) => hasNextPage,
  hasPreviousPage: () => false,
  startCursor: ({ items }) => (items.length === 0 ? null : PRESENT),
  endCursor: ({ items }) => (items.length === 0 ? null : PRESENT),
};

/** The fields of the types that only lead on to others; undefined for all other types. */
export function fieldsOfConnection(typeName: string): FieldsOf<never> | undefined {
  if (typeName === 'PageInfo') return PAGE_INFO;
  if (typeName.endsWith('Edge')) return EDGE;
  return typeName.endsWith('Connection') ? CONNECTION : undefined;
}

/** The first page of a whole list. */
export function firstPage(
  type: string,
  whole: readonly Node[],
  { first = DEFAULT_FIRST }: { readonly first?: number },
): Node {
  const row: ConnectionRow = { items: whole.slice(0, first), hasNextPage: whole.length > first };
  return { type, row };
}
