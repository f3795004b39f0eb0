import type { UserError } from '../changes/user-errors.js';
import type { Warning } from '../changes/warnings.js';
import { GROUPS_PER_USER } from '../datastore/contract/account-limits.js';
import type { UserRecord } from '../datastore/contract/records.js';

/** The user as a member of the group, too. */
export function joined(user: UserRecord, groupId: string): UserRecord {
  return user.groupIds.includes(groupId) ? user : { ...user, groupIds: [...user.groupIds, groupId] };
}

export function left(user: UserRecord, groupId: string): UserRecord {
  return user.groupIds.includes(groupId)
    ? { ...user, groupIds: user.groupIds.filter((id) => id !== groupId) }
    : user;
}

/** Refuses users who would be in more groups than they may; EVERYONE does not count. */
export function tooManyGroups(users: readonly UserRecord[], field: readonly string[]): readonly UserError[] {
  return users
    .filter(({ groupIds }) => groupIds.length > GROUPS_PER_USER)
    .map(({ id, groupIds }) => ({
      code: 'LIMIT_EXCEEDED',
      message: `A user may be in at most ${GROUPS_PER_USER} groups; this would make ${groupIds.length} of user ${id}`,
      field,
    }));
}

/** Whoever gets something and is not active may do nothing with it. */
export function inactiveAmong(users: readonly UserRecord[]): readonly Warning[] {
  return users
    .filter(({ active }) => !active)
    .map(({ name }) => ({
      code: 'INACTIVE_PRINCIPAL',
      message: `${name} is not active, and may do nothing until they are`,
    }));
}
