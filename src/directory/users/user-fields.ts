import type { UserError } from '../../changes/user-errors.js';
import type { Snapshot } from '../../datastore/contract/datastore.js';
import type { UserRecord } from '../../datastore/contract/records.js';

/** What of a user may be set and cleared. */
export type ClearableUserFields = Pick<UserRecord, 'userName' | 'email' | 'externalId'>;

/**
 * Refuses a user name that another user has, whatever its case [A12]. Nothing is read when it is none, or the user's
 * own already.
 */
export async function userNameRefusals(
  snapshot: Snapshot,
  { id, userName }: Pick<UserRecord, 'id' | 'userName'>,
  present: string | null = null,
): Promise<readonly UserError[]> {
  if (userName === null || userName === present) return [];
  const others = (await snapshot.usersNamed([userName])).filter((user) => user.id !== id);
  if (others.length === 0) return [];
  const message = 'Another user has this user name, whatever its case';
  return [{ code: 'USER_NAME_TAKEN', message, field: ['input', 'userName'] }];
}
