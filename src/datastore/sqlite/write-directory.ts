import type { DirectoryRecord, DirectoryRef } from '../contract/records.js';
import { directorySortKey, fold } from '../contract/sort-keys.js';
import type { Scope } from './scope.js';
import { toJson } from './values.js';

/** The columns in the order of the values of a row. */
const COLUMNS = [
  ...[
    'kind',
    'id',
    'name',
    'sort_key',
    'created_at',
    'version',
    'user_kind',
    'user_name',
    'folded_user_name',
  ],
  ...['email', 'external_id', 'active', 'memberships', 'group_ids', 'built_in'],
] as const;
type Column = (typeof COLUMNS)[number];

const valueOf = (column: Column): string => `value ->> ${COLUMNS.indexOf(column)}`;

const INSERT = `
insert into directory (generation, ${COLUMNS.join(', ')})
select :generation, ${COLUMNS.map(valueOf).join(', ')}
from json_each(:rows)
where true
`;

const SAVE = `
${INSERT}
on conflict (generation, kind, id) do update set
  ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')}
`;

/** Who is listed in a group or team follows from the users' own rows. */
const INSERT_GROUP_MEMBERS = `
insert or ignore into group_members (generation, group_id, sort_key, user_id)
select :generation, listed.value, member.${valueOf('sort_key')}, member.${valueOf('id')}
from json_each(:rows) as member, json_each(member.${valueOf('group_ids')}) as listed
`;

const INSERT_TEAM_MEMBERS = `
insert or ignore into team_members (generation, team_id, sort_key, user_id, role)
select :generation, held.value ->> '$.teamId', member.${valueOf('sort_key')}, member.${valueOf('id')}, held.value ->> '$.role'
from json_each(:rows) as member, json_each(member.${valueOf('memberships')}) as held
`;

/** @throws RangeError when one of them exists. */
export function insertDirectory(
  { connection, generation }: Pick<Scope, 'connection' | 'generation'>,
  records: readonly DirectoryRecord[],
): void {
  const values = { generation, rows: toJson(records.map(toColumns)) };
  connection.run(INSERT, values);
  insertMembers(connection, values);
}

/** Inserts them, or replaces those with their kinds and ids; their groups list them as they are now. */
export function saveDirectory(scope: Scope, records: readonly DirectoryRecord[]): void {
  const { connection, generation } = scope;
  const values = { generation, rows: toJson(records.map(toColumns)) };
  const userIds = userIdsAmong(records);
  if (userIds.length > 0) removeMembers(scope, userIds);
  connection.run(SAVE, values);
  if (userIds.length > 0) insertMembers(connection, values);
}

function insertMembers(
  connection: Scope['connection'],
  values: { readonly generation: number; readonly rows: string },
): void {
  connection.run(INSERT_GROUP_MEMBERS, values);
  connection.run(INSERT_TEAM_MEMBERS, values);
}

const DELETE = `
delete from directory
where generation = :generation
  and (kind, id) in (select value ->> 0, value ->> 1 from json_each(:refs))
`;

/** Removes them; of users the places in their groups, too. */
export function removeDirectory(scope: Scope, refs: readonly DirectoryRef[]): void {
  const { connection, generation } = scope;
  const userIds = userIdsAmong(refs);
  if (userIds.length > 0) removeMembers(scope, userIds);
  connection.run(DELETE, { generation, refs: toJson(refs.map(({ kind, id }) => [kind, id])) });
}

/** By the groups and teams, and the place in their order, that the present rows name. */
const DELETE_GROUP_MEMBERS = `
delete from group_members
where generation = :generation and (group_id, sort_key) in (
  select listed.value, user.sort_key
  from json_each(:userIds) as asked
  join directory as user on user.generation = :generation and user.kind = 'USER' and user.id = asked.value
  join json_each(user.group_ids) as listed
)
`;

const DELETE_TEAM_MEMBERS = `
delete from team_members
where generation = :generation and (team_id, sort_key) in (
  select held.value ->> '$.teamId', user.sort_key
  from json_each(:userIds) as asked
  join directory as user on user.generation = :generation and user.kind = 'USER' and user.id = asked.value
  join json_each(user.memberships) as held
)
`;

function removeMembers({ connection, generation }: Scope, userIds: readonly string[]): void {
  const values = { generation, userIds: toJson(userIds) };
  connection.run(DELETE_GROUP_MEMBERS, values);
  connection.run(DELETE_TEAM_MEMBERS, values);
}

function userIdsAmong(refs: readonly DirectoryRef[]): readonly string[] {
  return refs.filter(({ kind }) => kind === 'USER').map(({ id }) => id);
}

function toColumns(record: DirectoryRecord): readonly unknown[] {
  const values: Readonly<Record<Column, unknown>> = {
    ...NO_VALUES,
    ...ownValues(record),
    ...{ kind: record.kind, id: record.id, name: record.name, sort_key: directorySortKey(record) },
    ...{ created_at: record.createdAt, version: record.version },
  };
  return COLUMNS.map((column) => values[column]);
}

const NO_VALUES = Object.fromEntries(COLUMNS.map((column) => [column, null])) as Record<Column, null>;

/** What each kind has of its own. */
function ownValues(record: DirectoryRecord): Partial<Record<Column, unknown>> {
  switch (record.kind) {
    case 'USER':
      return {
        ...{ user_kind: record.userKind, user_name: record.userName, email: record.email },
        folded_user_name: record.userName === null ? null : fold(record.userName),
        ...{ external_id: record.externalId, active: record.active },
        ...{ memberships: toJson(record.memberships), group_ids: toJson(record.groupIds) },
      };
    case 'GROUP':
      return { external_id: record.externalId, built_in: record.builtIn };
    case 'TEAM':
      return {};
  }
}
