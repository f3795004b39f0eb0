import type { StoredIntegration } from '../contract/records.js';
import { integrationSortKey } from '../contract/sort-keys.js';
import type { Scope } from './scope.js';
import { toJson } from './values.js';

const INSERT = `
insert into integrations (generation, id, name, type, system, team_ids, created_by_id, created_at, updated_at,
  version, permissions_revision, sort_key, details, tokens)
select :generation, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
  value ->> 7, value ->> 8, 0, value ->> 9, value ->> 10, value ->> 11
from json_each(:rows)
where true
`;

/** Keeps the revision of its permissions, which do not change with it. */
const SAVE = `
${INSERT}
on conflict (generation, id) do update set
  name = excluded.name, type = excluded.type, system = excluded.system, team_ids = excluded.team_ids,
  created_by_id = excluded.created_by_id, created_at = excluded.created_at, updated_at = excluded.updated_at,
  version = excluded.version, sort_key = excluded.sort_key, details = excluded.details, tokens = excluded.tokens
`;

/** @throws RangeError when one of them exists. */
export function insertIntegrations(
  { connection, generation }: Pick<Scope, 'connection' | 'generation'>,
  integrations: readonly StoredIntegration[],
): void {
  connection.run(INSERT, { generation, rows: toJson(integrations.map(toColumns)) });
}

/** Inserts it, or replaces the one with this id. Its lists follow by trigger. */
export function saveIntegration({ connection, generation }: Scope, integration: StoredIntegration): void {
  connection.run(SAVE, { generation, rows: toJson([toColumns(integration)]) });
}

/** Lists and objects are JSON within JSON: as plain text they come back as written, however deep they are. */
function toColumns(integration: StoredIntegration): readonly unknown[] {
  const { id, name, type, system, teamIds, createdById, createdAt, updatedAt, version } = integration;
  const { details, tokens } = integration;
  return [
    ...[id, name, type, system, toJson(teamIds), createdById, createdAt, updatedAt, version],
    ...[integrationSortKey(integration), toJson(details), toJson(tokens)],
  ];
}

const SET_TOKENS = `
update integrations set tokens = :tokens, permissions_revision = :revision
where generation = :generation and id = :id
`;

/** Gives an integration the tokens that follow from a change of its permissions. Its lists follow by trigger. */
export function setTokens(
  { connection, generation }: Scope,
  to: { readonly id: string; readonly tokens: readonly string[]; readonly revision: number },
): void {
  connection.run(SET_TOKENS, { generation, id: to.id, tokens: toJson(to.tokens), revision: to.revision });
}

const DELETE = `delete from integrations where generation = :generation and id = :id`;

export function deleteIntegration({ connection, generation }: Scope, id: string): void {
  connection.run(DELETE, { generation, id });
}
