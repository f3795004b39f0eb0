import { rbacIdOf } from '../../decision/rbac-id.js';
import type { QueryFilter } from 'mongoose';
import type { IntegrationIdQuery, IntegrationQuery, Page, Search } from '../contract/datastore.js';
import type { IntegrationRecord } from '../contract/records.js';
import { mergedPortions } from '../contract/search.js';
import type { SearchPortion } from '../contract/search.js';
import { compareByCodePoint } from '../contract/sort-keys.js';
import type { IntegrationDocument } from './documents.js';
import { INTEGRATIONS_BY_TOKEN, INTEGRATIONS_BY_TYPE_AND_TOKEN } from './indexes.js';
import type { IndexKey } from './indexes.js';
import { ID_FIELDS, integrationFields, integrationRecord } from './integration-rows.js';
import type { IntegrationIdRow, IntegrationRow } from './integration-rows.js';
import { afterKey, allOf, batchFor, commandOptions, pageOf, rowLimit } from './reading.js';
import type { KeyedRow, Reading } from './reading.js';
import { resourceRowId } from './row-ids.js';
import { walkPortion } from './search-walk.js';

/** As many point values MongoDB merges in the order of an index (`internalQueryMaxScansToExplode`). */
const TOKENS_PER_COMMAND = 200;

export async function readIntegrations(
  reading: Reading,
  ids: readonly string[],
  { withDetails }: { readonly withDetails: boolean },
): Promise<readonly IntegrationRecord[]> {
  const rowIds = [...new Set(ids)].map((id) => resourceRowId(reading.generation, rbacIdOf(id)));
  if (rowIds.length === 0) return [];
  const filter = allOf<IntegrationDocument>({ _id: { $in: rowIds } });
  const rows = await reading.collections.integrations
    .find(filter, integrationFields(withDetails), commandOptions(reading))
    .batchSize(batchFor(rowIds.length))
    .lean<IntegrationRow[]>();
  return rows.map((row) => integrationRecord(row, withDetails));
}

export async function readIntegrationPage(
  reading: Reading,
  query: IntegrationQuery,
): Promise<Page<IntegrationRecord>> {
  const { withDetails } = query;
  const rows = await readRows<IntegrationRow>(reading, query, integrationFields(withDetails));
  return pageOf(rows, query, (row) => integrationRecord(row, withDetails));
}

export async function readIntegrationIdPage(
  reading: Reading,
  query: IntegrationIdQuery,
): Promise<Page<string>> {
  const rows = await readRows<IntegrationIdRow>(reading, query, ID_FIELDS);
  return pageOf(rows, query, ({ id }) => id);
}

/** One command for each started 200 tokens. */
export async function readIntegrationSearch(
  reading: Reading,
  query: IntegrationQuery & Search,
): Promise<SearchPortion<IntegrationRecord>> {
  const { withDetails, first } = query;
  const portions = await Promise.all(
    chunksOf([...new Set(query.tokens)], TOKENS_PER_COMMAND).map((tokens) =>
      walkPortion<IntegrationRow>(reading, {
        collection: 'integrations',
        filter: listed(reading, query, tokens),
        index: indexOf(query),
        fields: integrationFields(withDetails),
        ...query,
      }),
    ),
  );
  const portion = mergedPortions(portions, first);
  const rows = portion.rows.map(({ key, row }) => ({ key, row: integrationRecord(row, withDetails) }));
  return { ...portion, rows };
}

function listed(
  { generation }: Reading,
  query: IntegrationIdQuery,
  tokens: readonly string[],
): QueryFilter<IntegrationDocument> {
  const { type } = query;
  return allOf<IntegrationDocument>(
    { generation },
    type === undefined ? undefined : { type },
    { tokens: { $in: [...tokens] } },
    afterKey(query),
  );
}

function indexOf({ type }: IntegrationIdQuery): IndexKey {
  return type === undefined ? INTEGRATIONS_BY_TOKEN : INTEGRATIONS_BY_TYPE_AND_TOKEN;
}

type Fields = Readonly<Record<string, 0 | 1>>;

/** One command for each started 200 tokens. */
async function readRows<R extends KeyedRow>(
  reading: Reading,
  query: IntegrationIdQuery,
  fields: Fields,
): Promise<readonly R[]> {
  const chunks = chunksOf([...new Set(query.tokens)], TOKENS_PER_COMMAND);
  const found = await Promise.all(chunks.map((tokens) => readChunk<R>(reading, query, { tokens, fields })));
  const [only, ...others] = found;
  return others.length === 0 ? (only ?? []) : mergedByKey(found.flat());
}

function readChunk<R extends KeyedRow>(
  reading: Reading,
  query: IntegrationIdQuery,
  { tokens, fields }: { readonly tokens: readonly string[]; readonly fields: Fields },
): Promise<R[]> {
  return reading.collections.integrations
    .find(listed(reading, query, tokens), fields, commandOptions(reading))
    .hint(indexOf(query))
    .sort({ sortKey: 1 })
    .limit(rowLimit(query))
    .batchSize(batchFor(rowLimit(query)))
    .lean<R[]>()
    .exec();
}

/** An integration found under tokens of several chunks counts once: sort keys are unique. */
function mergedByKey<R extends KeyedRow>(rows: readonly R[]): readonly R[] {
  const byKey = new Map(rows.map((row) => [row.sortKey, row]));
  return [...byKey.values()].sort((a, b) => compareByCodePoint(a.sortKey, b.sortKey));
}

function chunksOf<T>(values: readonly T[], size: number): readonly (readonly T[])[] {
  const chunks: T[][] = [];
  for (let start = 0; start < values.length; start += size) chunks.push(values.slice(start, start + size));
  return chunks;
}
