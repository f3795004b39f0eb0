import type { IntegrationRecord } from '../contract/records.js';
import { toIntegration } from './rows.js';
import type { Scope } from './scope.js';
import { toJson } from './values.js';

const COLUMNS = `i.id, i.name, i.type, i.system, i.team_ids, i.created_by_id, i.created_at, i.updated_at, i.version,
  i.permissions_revision, i.sort_key`;

/** Of `integrations as i`. */
export const columns = (withDetails: boolean): string => (withDetails ? `${COLUMNS}, i.details` : COLUMNS);

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
