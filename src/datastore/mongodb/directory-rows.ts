import { directorySchema, parseRow } from '../contract/record-schemas.js';
import type { DirectoryRecord, UserRecord } from '../contract/records.js';
import { directorySortKey, fold } from '../contract/sort-keys.js';
import { COLLECTION_NAMES } from './collections.js';
import type { DirectoryDocument } from './documents.js';
import { activeUsers, directoryRowId, membersOfGroup, membersOfTeam } from './row-ids.js';

export const DIRECTORY_FIELDS = {
  _id: 0,
  kind: 1,
  id: 1,
  name: 1,
  sortKey: 1,
  createdAt: 1,
  version: 1,
  userKind: 1,
  userName: 1,
  externalId: 1,
  email: 1,
  active: 1,
  memberships: 1,
  groupIds: 1,
  builtIn: 1,
} as const;

/** What `DIRECTORY_FIELDS` leaves of a document. */
export type DirectoryRow = Pick<DirectoryDocument, 'id' | 'kind' | 'sortKey'>;

export function directoryRecord(row: DirectoryRow): DirectoryRecord {
  return parseRow(directorySchema, { collection: COLLECTION_NAMES.directory, id: row.id, value: row });
}

export function directoryDocument(record: DirectoryRecord, generation: string): DirectoryDocument {
  return {
    ...record,
    _id: directoryRowId(generation, record),
    generation,
    foldedName: fold(record.name),
    sortKey: directorySortKey(record),
    ...(record.kind === 'USER' && ofUser(record, generation)),
  };
}

function ofUser(
  user: UserRecord,
  generation: string,
): Pick<DirectoryDocument, 'memberOf' | 'foldedUserName'> {
  return {
    memberOf: memberOf(user, generation),
    ...(user.userName !== null && { foldedUserName: fold(user.userName) }),
  };
}

function memberOf(user: UserRecord, generation: string): readonly string[] {
  return [
    ...(user.active ? [activeUsers(generation)] : []),
    ...user.groupIds.map((groupId) => membersOfGroup(generation, groupId)),
    ...user.memberships.map(({ teamId }) => membersOfTeam(generation, teamId)),
  ];
}
