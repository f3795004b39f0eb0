import type { DirectoryQuery, MembersOf, Page, PageRequest, Search } from '../contract/datastore.js';
import type {
  DirectoryKind,
  DirectoryRecord,
  DirectoryRecordOf,
  DirectoryRef,
  UserRecord,
} from '../contract/records.js';
import { SEARCH_PORTION_ROWS } from '../contract/search.js';
import type { SearchPortion } from '../contract/search.js';
import { fold } from '../contract/sort-keys.js';
import { AFTER_EVERY_KEY, BEFORE_FIRST, foldedNameIn, toPage, toPages, toSearchPortion } from './pages.js';
import type { Row } from './connection.js';
import { toDirectoryRecord } from './rows.js';
import type { Scope } from './scope.js';
import { toJson } from './values.js';

const BY_REFS = `
select * from directory
where generation = :generation
  and (kind, id) in (select value ->> 0, value ->> 1 from json_each(:refs))
`;

export function readDirectory(scope: Scope, refs: readonly DirectoryRef[]): readonly DirectoryRecord[] {
  if (refs.length === 0) return [];
  const pairs = toJson(refs.map(({ kind, id }) => [kind, id]));
  return scope.connection.all(BY_REFS, { generation: scope.generation, refs: pairs }).map(toDirectoryRecord);
}

const LISTED = `generation = :generation and kind = :kind and sort_key > :after`;

const PAGE = `
select * from directory where ${LISTED} order by sort_key limit :limit
`;

export function readDirectoryPage<K extends DirectoryKind>(
  { connection, generation }: Scope,
  { kind, after = BEFORE_FIRST, first }: DirectoryQuery<K>,
): Page<DirectoryRecordOf<K>> {
  const rows = connection.all(PAGE, { generation, kind, after, limit: first + 1 });
  return toPage(rows, first, toDirectoryRecord) as Page<DirectoryRecordOf<K>>;
}

/** How far the portion goes is found in the index alone; the search stops there, or where the page is full. */
const SEARCH = `
with walked(up_to) as materialized (
  select (
    select sort_key from directory where ${LISTED} order by sort_key limit 1 offset ${SEARCH_PORTION_ROWS - 1}
  )
)
select walked.up_to, found.* from walked
left join (
  select * from directory
  where ${LISTED} and sort_key <= coalesce((select up_to from walked), ${AFTER_EVERY_KEY})
    and instr(${foldedNameIn('sort_key', 1)}, :search) > 0
  order by sort_key limit :limit
) as found
order by found.sort_key
`;

export function readDirectorySearch<K extends DirectoryKind>(
  { connection, generation }: Scope,
  { kind, search, after = BEFORE_FIRST, first }: DirectoryQuery<K> & Search,
): SearchPortion<DirectoryRecordOf<K>> {
  const rows = connection.all(SEARCH, { generation, kind, after, search, limit: first });
  return toSearchPortion(rows, first, toDirectoryRecord) as SearchPortion<DirectoryRecordOf<K>>;
}

const membersIn = (kind: 'group' | 'team'): string => `
select parent.key as place, u.*
from json_each(:lists) as parent
join directory as u on u.rowid in (
  select d.rowid
  from ${kind}_members as m
  cross join directory as d on d.generation = m.generation and d.kind = 'USER' and d.id = m.user_id
  where m.generation = :generation and m.${kind}_id = parent.value ->> '$.${kind}Id' and m.sort_key > :after
  order by m.sort_key limit :limit
)
where parent.type = 'object' and parent.value ->> '$.${kind}Id' is not null
`;

/** A text among the lists stands for every active user. Each list stops at its limit, in the order of an index. */
const MEMBER_PAGES = `
${membersIn('group')}
union all
${membersIn('team')}
union all
select parent.key as place, u.*
from json_each(:lists) as parent
join directory as u on u.rowid in (
  select rowid from directory
  where generation = :generation and kind = 'USER' and active = 1 and sort_key > :after
  order by sort_key limit :limit
)
where parent.type = 'text'
order by place, sort_key
`;

export function readMemberPages(
  { connection, generation }: Scope,
  lists: readonly MembersOf[],
  { first, after = BEFORE_FIRST }: PageRequest,
): readonly Page<UserRecord>[] {
  const rows = connection.all(MEMBER_PAGES, { lists: toJson(lists), generation, after, limit: first + 1 });
  return toPages(rows, { lists: lists.length, first }, toUser);
}

const BY_USER_NAMES = `
select * from directory
where generation = :generation and folded_user_name in (select value from json_each(:folded))
`;

export function readUsersNamed(
  { connection, generation }: Scope,
  userNames: readonly string[],
): readonly UserRecord[] {
  if (userNames.length === 0) return [];
  return connection.all(BY_USER_NAMES, { generation, folded: toJson(userNames.map(fold)) }).map(toUser);
}

function toUser(row: Row): UserRecord {
  return toDirectoryRecord(row) as UserRecord;
}
