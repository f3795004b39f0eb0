import type { StoredIntegration } from '../contract/records.js';
import { integrationSortKey } from '../contract/sort-keys.js';
import type { Scope } from './scope.js';
import { toJson } from './values.js';

const INSERT = `
insert into integrations (generation, id, name, type, system, team_ids, created_by_id, created_at, updated_at,
  version, permissions_revision, sort_key, details, tokens)
select :generation, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
  value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11, value ->> 12
from json_each(:rows)
where true
`;

/** Keeps the revision of its permissions, unless these change as well. */
const SAVE = `
${INSERT}
on conflict (generation, id) do update set
  name = excluded.name, type = excluded.type, system = excluded.system, team_ids = excluded.team_ids,
  created_by_id = excluded.created_by_id, created_at = excluded.created_at, updated_at = excluded.updated_at,
  version = excluded.version, sort_key = excluded.sort_key, details = excluded.details, tokens = excluded.tokens,
  permissions_revision = max(permissions_revision, excluded.permissions_revision)
`;

/** @throws RangeError when one of them exists. */
export function insertIntegrations(
  { connection, generation }: Pick<Scope, 'connection' | 'generation'>,
  integrations: readonly StoredIntegration[],
): void {
  connection.run(INSERT, { generation, rows: toJson(integrations.map((each) => toColumns(each))) });
}

/** New tokens by integration id, and the revision at which permissions there changed. */
export interface ChangedTokens {
  readonly tokens: ReadonlyMap<string, readonly string[]>;
  readonly revision: number;
}

/** Inserts them, or replaces those with their ids. Their lists follow by trigger. */
export function saveIntegrations(
  { connection, generation }: Scope,
  integrations: readonly StoredIntegration[],
  { tokens, revision }: ChangedTokens,
): void {
  const rows = integrations.map((integration) => {
    const changed = tokens.get(integration.id);
    return changed === undefined
      ? toColumns(integration)
      : toColumns({ ...integration, tokens: changed }, revision);
  });
  connection.run(SAVE, { generation, rows: toJson(rows) });
}

/** Lists and objects are JSON within JSON: as plain text they come back as written, however deep they are. */
function toColumns(integration: StoredIntegration, permissionsRevision = 0): readonly unknown[] {
  const { id, name, type, system, teamIds, createdById, createdAt, updatedAt, version } = integration;
  const { details, tokens } = integration;
  return [
    ...[id, name, type, system, toJson(teamIds), createdById, createdAt, updatedAt, version],
    ...[permissionsRevision, integrationSortKey(integration), toJson(details), toJson(tokens)],
  ];
}

const SET_TOKENS = `
update integrations set tokens = changed.value ->> 1,
  permissions_revision = max(permissions_revision, :revision)
from json_each(:rows) as changed
where integrations.generation = :generation and integrations.id = changed.value ->> 0
`;

/** Gives integrations the tokens that follow from a change of their permissions. Their lists follow by trigger. */
export function setTokens({ connection, generation }: Scope, { tokens, revision }: ChangedTokens): void {
  const rows = [...tokens].map(([id, carried]) => [id, toJson(carried)]);
  connection.run(SET_TOKENS, { generation, revision, rows: toJson(rows) });
}

const DELETE = `
delete from integrations
where generation = :generation and id in (select value from json_each(:ids))
`;

export function removeIntegrations({ connection, generation }: Scope, ids: readonly string[]): void {
  connection.run(DELETE, { generation, ids: toJson(ids) });
}
