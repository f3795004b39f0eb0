import type { IntegrationQuery, Search } from '../contract/datastore.js';
import type { IntegrationRecord } from '../contract/records.js';
import { mergedPortions, SEARCH_PORTION_ROWS } from '../contract/search.js';
import type { SearchPortion } from '../contract/search.js';
import { AFTER_EVERY_KEY, BEFORE_FIRST, foldedNameIn, toSearchPortion } from './pages.js';
import { TOKENS_PER_COMMAND } from './read-integration-pages.js';
import { columns } from './read-integrations.js';
import { toIntegration } from './rows.js';
import type { Scope } from './scope.js';
import { inParts, toJson } from './values.js';

/** So that a viewer with many tokens, each of few rows, does not need a portion for every few rows of one with many. */
const LEAST_ROWS_OF_TOKEN = 50;

/**
 * How far the portion goes is found in the index alone: as far as every token's list has its share of the rows. The
 * search stops there, or where the page is full.
 */
const search = (withDetails: boolean): string => `
with walked(up_to) as materialized (
  select min((
    select sort_key from visible
    where generation = :generation and listed_type = :type and token = asked.value and sort_key > :after
    order by sort_key limit 1 offset :rows - 1
  ))
  from json_each(:tokens) as asked
),
found as materialized (
  select distinct sort_key, integration_id from visible
  where generation = :generation and listed_type = :type
    and token in (select value from json_each(:tokens))
    and sort_key > :after and sort_key <= coalesce((select up_to from walked), ${AFTER_EVERY_KEY})
    and instr(${foldedNameIn('sort_key', 2)}, :search) > 0
  order by sort_key limit :limit
)
select walked.up_to, i.* from walked
left join (
  select ${columns(withDetails)} from found
  join integrations as i on i.generation = :generation and i.id = found.integration_id
) as i
order by i.sort_key
`;

const SEARCH = search(false);
const SEARCH_WITH_DETAILS = search(true);

/** One command for each started 200 tokens. */
export function readIntegrationSearch(
  { connection, generation }: Scope,
  query: IntegrationQuery & Search,
): SearchPortion<IntegrationRecord> {
  const { tokens, type = '', after = BEFORE_FIRST, first, search: text, withDetails } = query;
  const portions = [...inParts([...new Set(tokens)], TOKENS_PER_COMMAND)].map((part) => {
    const values = {
      ...{ generation, type, after, search: text, limit: first },
      tokens: toJson(part),
      rows: Math.max(Math.ceil(SEARCH_PORTION_ROWS / part.length), LEAST_ROWS_OF_TOKEN),
    };
    const rows = connection.all(withDetails ? SEARCH_WITH_DETAILS : SEARCH, values);
    return toSearchPortion(rows, first, toIntegration);
  });
  return mergedPortions(portions, first);
}
