import type { DirectoryRecord } from '../contract/records.js';
import { directorySortKey } from '../contract/sort-keys.js';
import type { Scope } from './scope.js';
import { toJson } from './values.js';

const INSERT = `
insert into directory (generation, kind, id, name, sort_key, email, active, memberships, group_ids, built_in)
select :generation, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
  value ->> 7, value ->> 8
from json_each(:rows)
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
