import { expect } from '@jest/globals';
import { z } from 'zod';
import type { TestGateway } from '../../support/gateway.js';

/** A list of the API, found by its path in the answer. */
export interface ListQuery {
  /** `ARGS` stands for the arguments of the page, `NODES` for its selection. */
  readonly query: string;
  readonly path: readonly (string | number)[];
  /** What of a row is compared. @default `id` */
  readonly node?: string;
}

export interface Viewer {
  readonly account: string;
  readonly user: string;
}

const connection = z.object({
  edges: z.array(z.object({ cursor: z.string(), node: z.record(z.string(), z.unknown()) })),
  pageInfo: z.object({
    hasNextPage: z.boolean(),
    hasPreviousPage: z.boolean(),
    startCursor: z.string().nullable(),
    endCursor: z.string().nullable(),
  }),
  revision: z.int().optional(),
});
export type Connection = z.infer<typeof connection>;

/** Far more pages than any list of a test has: a list without an end must fail its test and not hang it. */
const MOST_PAGES = 200;

export async function askForPage(
  gateway: TestGateway,
  as: Viewer,
  { list, args }: { readonly list: ListQuery; readonly args: string },
): Promise<Connection> {
  const nodes = `edges { cursor node { ${list.node ?? 'id'} } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }`;
  const query = list.query.replace('ARGS', () => args).replace('NODES', nodes);
  const answer = await gateway.ask(as, `{ ${query} }`);
  expect(answer.errors).toBeUndefined();
  const found = list.path.reduce<unknown>(
    (value, key) => (value as Record<string | number, unknown>)[key],
    answer.data,
  );
  return connection.parse(found);
}

/** All pages of a list, from its start to where it says that nothing follows. */
export async function pagesOf(
  gateway: TestGateway,
  as: Viewer,
  { list, first }: { readonly list: ListQuery; readonly first: number },
): Promise<readonly Connection[]> {
  const pages: Connection[] = [];
  for (let after = ''; pages.length < MOST_PAGES;) {
    const page = await askForPage(gateway, as, { list, args: `first: ${first}${after}` });
    pages.push(page);
    if (!page.pageInfo.hasNextPage) return pages;
    after = `, after: ${JSON.stringify(page.pageInfo.endCursor)}`;
  }
  throw new Error(`The list goes on after ${MOST_PAGES} pages`);
}

export function rowsOf(pages: readonly Connection[]): readonly unknown[] {
  return pages.flatMap(({ edges }) =>
    edges.map(({ node }) => {
      const values = Object.values(node);
      return values.length === 1 ? values[0] : values;
    }),
  );
}

/** What every list of pages keeps to: full pages but for the last one, and cursors that are those of the rows. */
export function expectWellFormedPages(pages: readonly Connection[], first: number): void {
  pages.forEach(({ edges, pageInfo }, index) => {
    const isLast = index === pages.length - 1;
    expect(pageInfo.hasNextPage).toBe(!isLast);
    expect(pageInfo.hasPreviousPage).toBe(index > 0);
    expect(pageInfo.startCursor).toBe(edges[0]?.cursor ?? null);
    expect(pageInfo.endCursor).toBe(edges.at(-1)?.cursor ?? null);
    if (!isLast) expect(edges).toHaveLength(first);
    if (index > 0) expect(edges).not.toHaveLength(0);
  });
}
