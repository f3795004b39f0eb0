import type { IntegrationIdQuery, IntegrationQuery, Keyed, Page } from '../contract/datastore.js';
import type { IntegrationRecord } from '../contract/records.js';
import { compareByCodePoint } from '../contract/sort-keys.js';
import type { Row, SqlValues } from './connection.js';
import type { PageEnds, PagePart } from './page-ends.js';
import { BEFORE_FIRST, foldedNameIn } from './pages.js';
import { textIn, toIntegration } from './rows.js';
import type { Scope } from './scope.js';
import { fromJson, inParts, toJson } from './values.js';

const COLUMNS = `i.id, i.name, i.type, i.system, i.team_ids, i.created_by_id, i.created_at, i.updated_at, i.version,
  i.permissions_revision, i.sort_key`;

const columns = (withDetails: boolean): string => (withDetails ? `${COLUMNS}, i.details` : COLUMNS);

const byIds = (withDetails: boolean): string => `
select ${columns(withDetails)} from integrations as i
where i.generation = :generation and i.id in (select value from json_each(:ids))
`;

const BY_IDS = byIds(false);
const BY_IDS_WITH_DETAILS = byIds(true);

export function readIntegrations(
  { connection, generation }: Scope,
  ids: readonly string[],
  { withDetails }: { readonly withDetails: boolean },
): readonly IntegrationRecord[] {
  const sql = withDetails ? BY_IDS_WITH_DETAILS : BY_IDS;
  return connection.all(sql, { generation, ids: toJson(ids) }).map(toIntegration);
}

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
 * A search for a rare name does read every visible row, and nothing can interrupt SQLite here.
 */
const ID_PAGE = listed(`and (:search is null or instr(${foldedNameIn('sort_key', 2)}, :search) > 0)`);

const page = (withDetails: boolean): string => `
select ${columns(withDetails)}
from (${ID_PAGE}) as p
join integrations as i on i.generation = :generation and i.id = p.integration_id
order by p.sort_key
`;

/** As one text: fifty rows take longer on their way out of SQLite than to find. */
const asJson = (rows: string): string => `
select json_group_array(json_array(sort_key, integration_id) order by sort_key) as page from (${rows})
`;

const ID_PAGE_AS_JSON = asJson(ID_PAGE);

/** Read up to where the page is thought to end. What is full there is the page, and anything else is read again. */
const ID_PAGE_WITHIN_AS_JSON = `
with near as materialized (${listed('and sort_key <= :end')})
select case
  when (select count(*) from near) = :limit then (${asJson('select * from near')})
  else (${asJson(listed(''))})
end as page
`;

const PAGE = page(false);
const PAGE_WITH_DETAILS = page(true);

const TOKENS_PER_COMMAND = 200;

export function readIntegrationPage(scope: Scope, query: IntegrationQuery): Page<IntegrationRecord> {
  const sql = query.withDetails ? PAGE_WITH_DETAILS : PAGE;
  const parts = partsOf(scope, query).map((part) => scope.connection.all(sql, searched(part, query)));
  const keyed = parts.map((rows) => rows.map((row) => ({ key: textIn(row, 'sort_key'), row })));
  const { rows, hasNextPage } = merged(keyed, query.first);
  return { rows: rows.map(({ key, row }) => ({ key, row: toIntegration(row) })), hasNextPage };
}

export function readIntegrationIdPage(
  scope: Scope,
  query: IntegrationIdQuery,
  pageEnds: PageEnds,
): Page<string> {
  const parts = partsOf(scope, query).map((part) =>
    query.search === undefined
      ? readWithin(scope, part, pageEnds)
      : idsFrom(scope.connection.all(ID_PAGE_AS_JSON, searched(part, query))),
  );
  return merged(parts, query.first);
}

function readWithin({ connection }: Scope, part: PagePart, pageEnds: PageEnds): readonly Keyed<string>[] {
  const end = pageEnds.of(part);
  const rows = idsFrom(
    end === undefined
      ? connection.all(ID_PAGE_AS_JSON, { ...part, search: null })
      : connection.all(ID_PAGE_WITHIN_AS_JSON, { ...part, end }),
  );
  pageEnds.keep(part, rows[part.limit - 1]?.key);
  return rows;
}

function idsFrom([only]: readonly Row[]): readonly Keyed<string>[] {
  return keyedIds(fromJson(only?.page));
}

/** Not by a schema: it made more garbage than the rest of the page, and both columns of the strict table are text. */
function keyedIds(page: unknown): readonly Keyed<string>[] {
  return (page as readonly (readonly [key: string, id: string])[]).map(([key, row]) => ({ key, row }));
}

/** One for each started 200 tokens: what one command asks for. */
function partsOf({ generation }: Scope, query: IntegrationIdQuery): readonly PagePart[] {
  const { tokens, type = '', after = BEFORE_FIRST, first } = query;
  return [...inParts([...new Set(tokens)], TOKENS_PER_COMMAND)].map((part) => ({
    generation,
    type,
    tokens: toJson(part),
    after,
    limit: first + 1,
  }));
}

const searched = (part: PagePart, { search }: IntegrationIdQuery): SqlValues => ({
  ...part,
  search: search ?? null,
});

/** An integration that carries tokens of several parts was found by each of them. */
function merged<T>(parts: readonly (readonly Keyed<T>[])[], first: number): Page<T> {
  const [only = [], ...others] = parts;
  const rows = others.length === 0 ? only : inOrder(parts.flat());
  return { rows: rows.slice(0, first), hasNextPage: rows.length > first };
}

function inOrder<T>(rows: readonly Keyed<T>[]): readonly Keyed<T>[] {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return [...byKey.values()].sort((a, b) => compareByCodePoint(a.key, b.key));
}
