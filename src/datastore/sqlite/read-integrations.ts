import type { IntegrationQuery, Page } from '../contract/datastore.js';
import type { IntegrationRecord } from '../contract/records.js';
import { compareByCodePoint } from '../contract/sort-keys.js';
import type { Row } from './connection.js';
import { BEFORE_FIRST, foldedNameIn, toPage } from './pages.js';
import { textIn, toIntegration } from './rows.js';
import type { Scope } from './scope.js';
import { inParts, toJson } from './values.js';

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

/**
 * The page is found first, in `visible` alone: there SQLite stops each token's range at the limit, which makes the
 * page cost the same at any number of integrations. Joined inside, it would read everything visible.
 * A search for a rare name does read every visible row, and nothing can interrupt SQLite here.
 */
const page = (withDetails: boolean): string => `
select ${columns(withDetails)}
from (
  select distinct sort_key, integration_id from visible
  where generation = :generation and listed_type = :type
    and token in (select value from json_each(:tokens))
    and sort_key > :after
    and (:search is null or instr(${foldedNameIn('sort_key', 2)}, :search) > 0)
  order by sort_key limit :limit
) as p
join integrations as i on i.generation = :generation and i.id = p.integration_id
order by p.sort_key
`;

const PAGE = page(false);
const PAGE_WITH_DETAILS = page(true);

const TOKENS_PER_COMMAND = 200;

/** One command for each started 200 tokens. */
export function readIntegrationPage(
  { connection, generation }: Scope,
  query: IntegrationQuery,
): Page<IntegrationRecord> {
  const { tokens, type = '', search, after = BEFORE_FIRST, first, withDetails } = query;
  const sql = withDetails ? PAGE_WITH_DETAILS : PAGE;
  const limit = first + 1;
  const parts = [...inParts([...new Set(tokens)], TOKENS_PER_COMMAND)].map((part) =>
    connection.all(sql, { generation, type, tokens: toJson(part), after, search: search ?? null, limit }),
  );
  return toPage(parts.length === 1 ? parts.flat() : merged(parts), first, toIntegration);
}

/** An integration that carries tokens of several parts was found by each of them. */
function merged(parts: readonly (readonly Row[])[]): readonly Row[] {
  const byKey = new Map(parts.flat().map((row) => [textIn(row, 'sort_key'), row]));
  return [...byKey].sort(([a], [b]) => compareByCodePoint(a, b)).map(([, row]) => row);
}
