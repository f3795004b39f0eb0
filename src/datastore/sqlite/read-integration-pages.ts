import type { IntegrationIdQuery, IntegrationQuery, Keyed, Page } from '../contract/datastore.js';
import type { IntegrationRecord } from '../contract/records.js';
import { compareByCodePoint } from '../contract/sort-keys.js';
import type { SqlValues } from './connection.js';
import type { PageEnds, PagePart } from './page-ends.js';
import { AFTER_LAST, BEFORE_FIRST } from './pages.js';
import { columns } from './read-integrations.js';
import { textIn, toIntegration } from './rows.js';
import type { Scope } from './scope.js';
import { fromJson, inParts, toJson } from './values.js';

const listed = (condition: string): string => `
select distinct sort_key, integration_id from visible
where generation = :generation and listed_type = :type
  and token in (select value from json_each(:tokens))
  and sort_key > :after
  ${condition}
order by sort_key limit :limit
`;

/**
 * The page is found first, in `visible` alone: there SQLite stops each token's range at the limit, which makes the
 * page cost the same at any number of integrations. Joined inside, it would read everything visible.
 */
const ID_PAGE = listed('and sort_key <= :end');

const page = (withDetails: boolean): string => `
select ${columns(withDetails)}
from (${ID_PAGE}) as p
join integrations as i on i.generation = :generation and i.id = p.integration_id
order by p.sort_key
`;

const PAGE = page(false);
const PAGE_WITH_DETAILS = page(true);

/** As one text: fifty rows take longer on their way out of SQLite than to find. */
const asJson = (rows: string): string => `
select json_group_array(json_array(sort_key, integration_id) order by sort_key) as page from (${rows})
`;

const ID_PAGE_AS_JSON = asJson(ID_PAGE);

/** Read up to where the page is thought to end. What is full there is the page, and anything else is read again. */
const ID_PAGE_AS_BEFORE = `
with near as materialized (${ID_PAGE})
select case
  when (select count(*) from near) = :limit then (${asJson('select * from near')})
  else (${asJson(listed(''))})
end as page
`;

export const TOKENS_PER_COMMAND = 200;

export function readIntegrationPage(scope: Scope, query: IntegrationQuery): Page<IntegrationRecord> {
  const sql = query.withDetails ? PAGE_WITH_DETAILS : PAGE;
  return readInParts(scope, query, (part, end) =>
    scope.connection
      .all(sql, { ...part, end })
      .map((row) => ({ key: textIn(row, 'sort_key'), row: toIntegration(row) })),
  );
}

export function readIntegrationIdPage(
  scope: Scope,
  query: IntegrationIdQuery,
  pageEnds: PageEnds,
): Page<string> {
  const read = (sql: string, values: SqlValues) => keyedIds(scope.connection.all(sql, values)[0]?.page);
  return readInParts(scope, query, (part, end) => {
    if (end !== AFTER_LAST) return read(ID_PAGE_AS_JSON, { ...part, end });
    const before = pageEnds.of(part);
    const rows =
      before === undefined
        ? read(ID_PAGE_AS_JSON, { ...part, end })
        : read(ID_PAGE_AS_BEFORE, { ...part, end: before });
    const last = rows[part.limit - 1]?.key;
    if (last !== before) pageEnds.keep(part, last);
    return rows;
  });
}

/** Not by a schema: it made more garbage than the rest of the page, and both columns of the strict table are text. */
function keyedIds(page: unknown): readonly Keyed<string>[] {
  return (fromJson(page) as readonly (readonly [key: string, id: string])[]).map(([key, row]) => ({
    key,
    row,
  }));
}

/**
 * One command for each started 200 tokens. What one finds bounds the next: no key after `end` can still be on the
 * page.
 */
function readInParts<T>(
  { generation }: Scope,
  query: IntegrationIdQuery,
  read: (part: PagePart, end: string) => readonly Keyed<T>[],
): Page<T> {
  const { tokens, type = '', after = BEFORE_FIRST, first } = query;
  const limit = first + 1;
  let found: readonly Keyed<T>[] = [];
  // Within one command the statement itself takes each token once.
  const different = tokens.length > TOKENS_PER_COMMAND ? [...new Set(tokens)] : tokens;
  for (const asked of inParts(different, TOKENS_PER_COMMAND)) {
    const end = found[first]?.key ?? AFTER_LAST;
    const rows = read({ generation, type, tokens: toJson(asked), after, limit }, end);
    found = found.length === 0 ? rows : inOrder([...found, ...rows]).slice(0, limit);
  }
  return { rows: found.slice(0, first), hasNextPage: found.length > first };
}

/** An integration that carries tokens of several parts was found by each of them. */
function inOrder<T>(rows: readonly Keyed<T>[]): readonly Keyed<T>[] {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return [...byKey.values()].sort((a, b) => compareByCodePoint(a.key, b.key));
}
