import type { DirectoryRecord, DirectoryRef } from '../contract/records.js';
import { directorySortKey } from '../contract/sort-keys.js';
import type { Scope } from './scope.js';
import { toJson } from './values.js';

const INSERT = `
insert into directory (generation, kind, id, name, sort_key, email, active, memberships, group_ids, built_in)
select :generation, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
  value ->> 7, value ->> 8
from json_each(:rows)
where true
`;

const SAVE = `
${INSERT}
on conflict (generation, kind, id) do update set
  name = excluded.name, sort_key = excluded.sort_key, email = excluded.email, active = excluded.active,
  memberships = excluded.memberships, group_ids = excluded.group_ids, built_in = excluded.built_in
`;

/** Who is listed in a group follows from the users' own rows. */
const INSERT_MEMBERS = `
insert or ignore into group_members (generation, group_id, sort_key, user_id)
select :generation, listed.value, member.value ->> 3, member.value ->> 1
from json_each(:rows) as member, json_each(member.value ->> 7) as listed
`;

/** @throws RangeError when one of them exists. */
export function insertDirectory(
  { connection, generation }: Pick<Scope, 'connection' | 'generation'>,
  records: readonly DirectoryRecord[],
): void {
  const values = { generation, rows: toJson(records.map(toColumns)) };
  connection.run(INSERT, values);
  connection.run(INSERT_MEMBERS, values);
}

/** Inserts them, or replaces those with their kinds and ids; their groups list them as they are now. */
export function saveDirectory(scope: Scope, records: readonly DirectoryRecord[]): void {
  const { connection, generation } = scope;
  const values = { generation, rows: toJson(records.map(toColumns)) };
  const userIds = userIdsAmong(records);
  if (userIds.length > 0) removeMembers(scope, userIds);
  connection.run(SAVE, values);
  if (userIds.length > 0) connection.run(INSERT_MEMBERS, values);
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

/** By the groups and the place in their order that the present rows name. */
const DELETE_MEMBERS = `
delete from group_members
where generation = :generation and (group_id, sort_key) in (
  select listed.value, user.sort_key
  from json_each(:userIds) as asked
  join directory as user on user.generation = :generation and user.kind = 'USER' and user.id = asked.value
  join json_each(user.group_ids) as listed
)
`;

function removeMembers({ connection, generation }: Scope, userIds: readonly string[]): void {
  connection.run(DELETE_MEMBERS, { generation, userIds: toJson(userIds) });
}

function userIdsAmong(refs: readonly DirectoryRef[]): readonly string[] {
  return refs.filter(({ kind }) => kind === 'USER').map(({ id }) => id);
}

function toColumns(record: DirectoryRecord): readonly unknown[] {
  return [record.kind, record.id, record.name, directorySortKey(record), ...ownColumns(record)];
}

/** Email, active, memberships, group ids, built in: each kind has its own. */
function ownColumns(record: DirectoryRecord): readonly unknown[] {
  switch (record.kind) {
    case 'USER':
      return [record.email, record.active, toJson(record.memberships), toJson(record.groupIds), null];
    case 'GROUP':
      return [null, null, null, null, record.builtIn];
    case 'TEAM':
      return [null, null, null, null, null];
  }
}
