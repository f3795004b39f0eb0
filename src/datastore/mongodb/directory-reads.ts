import type { QueryFilter } from 'mongoose';
import type { DirectoryQuery, MembersOf, Page, PageRequest, Search } from '../contract/datastore.js';
import type {
  DirectoryKind,
  DirectoryRecord,
  DirectoryRecordOf,
  DirectoryRef,
  UserRecord,
} from '../contract/records.js';
import { CorruptRecordError } from '../contract/errors.js';
import type { SearchPortion } from '../contract/search.js';
import { fold } from '../contract/sort-keys.js';
import { COLLECTION_NAMES } from './collections.js';
import { DIRECTORY_FIELDS, directoryRecord } from './directory-rows.js';
import type { DirectoryRow } from './directory-rows.js';
import type { DirectoryDocument } from './documents.js';
import { DIRECTORY_BY_KIND, DIRECTORY_BY_USER_NAME } from './indexes.js';
import { listPages } from './list-pages.js';
import { afterKey, allOf, batchFor, commandOptions, pageOf, rowLimit } from './reading.js';
import type { Reading } from './reading.js';
import { activeUsers, directoryRowId, membersOfGroup, membersOfTeam } from './row-ids.js';
import { walkPortion } from './search-walk.js';

export async function readDirectory(
  reading: Reading,
  refs: readonly DirectoryRef[],
): Promise<readonly DirectoryRecord[]> {
  const ids = [...new Set(refs.map((ref) => directoryRowId(reading.generation, ref)))];
  if (ids.length === 0) return [];
  const rows = await reading.collections.directory
    .find(allOf<DirectoryDocument>({ _id: { $in: ids } }), DIRECTORY_FIELDS, commandOptions(reading))
    .batchSize(batchFor(ids.length))
    .lean<DirectoryRow[]>();
  return rows.map(directoryRecord);
}

export async function readDirectoryPage<K extends DirectoryKind>(
  reading: Reading,
  query: DirectoryQuery<K>,
): Promise<Page<DirectoryRecordOf<K>>> {
  const rows = await reading.collections.directory
    .find(listed(reading, query), DIRECTORY_FIELDS, commandOptions(reading))
    .hint(DIRECTORY_BY_KIND)
    .sort({ sortKey: 1 })
    .limit(rowLimit(query))
    .batchSize(batchFor(rowLimit(query)))
    .lean<DirectoryRow[]>();
  return pageOf(rows, query, (row) => recordOfKind(row, query.kind));
}

export async function readDirectorySearch<K extends DirectoryKind>(
  reading: Reading,
  query: DirectoryQuery<K> & Search,
): Promise<SearchPortion<DirectoryRecordOf<K>>> {
  const portion = await walkPortion<DirectoryRow>(reading, {
    collection: 'directory',
    filter: listed(reading, query),
    index: DIRECTORY_BY_KIND,
    fields: DIRECTORY_FIELDS,
    ...query,
  });
  const rows = portion.rows.map(({ key, row }) => ({ key, row: recordOfKind(row, query.kind) }));
  return { ...portion, rows };
}

function listed<K extends DirectoryKind>(
  { generation }: Reading,
  query: DirectoryQuery<K>,
): QueryFilter<DirectoryDocument> {
  return allOf<DirectoryDocument>({ generation }, { kind: query.kind }, afterKey(query));
}

/** One command for all lists. */
export async function readMemberPages(
  reading: Reading,
  lists: readonly MembersOf[],
  request: PageRequest,
): Promise<readonly Page<UserRecord>[]> {
  const { generation } = reading;
  const pages = await listPages<DirectoryRow>(reading, {
    from: COLLECTION_NAMES.directory,
    field: 'memberOf',
    lists: lists.map((list) => [listKey(list, generation)]),
    fields: DIRECTORY_FIELDS,
    request,
  });
  return pages.map((rows) => pageOf(rows, request, (row) => recordOfKind(row, 'USER')));
}

function listKey(list: MembersOf, generation: string): string {
  if (list === 'EVERYONE') return activeUsers(generation);
  return 'teamId' in list ? membersOfTeam(generation, list.teamId) : membersOfGroup(generation, list.groupId);
}

export async function readUsersNamed(
  reading: Reading,
  userNames: readonly string[],
): Promise<readonly UserRecord[]> {
  if (userNames.length === 0) return [];
  const foldedUserName = { $type: 'string', $in: userNames.map(fold) } as const;
  const rows = await reading.collections.directory
    .find(
      allOf<DirectoryDocument>({ generation: reading.generation }, { foldedUserName }),
      DIRECTORY_FIELDS,
      commandOptions(reading),
    )
    .hint(DIRECTORY_BY_USER_NAME)
    .batchSize(batchFor(userNames.length))
    .lean<DirectoryRow[]>();
  return rows.map((row) => recordOfKind(row, 'USER'));
}

function recordOfKind<K extends DirectoryKind>(row: DirectoryRow, kind: K): DirectoryRecordOf<K> {
  const record = directoryRecord(row);
  if (isOfKind(record, kind)) return record;
  throw new CorruptRecordError({ collection: COLLECTION_NAMES.directory, id: row.id });
}

function isOfKind<K extends DirectoryKind>(record: DirectoryRecord, kind: K): record is DirectoryRecordOf<K> {
  return record.kind === kind;
}
