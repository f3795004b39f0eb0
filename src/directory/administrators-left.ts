import type { Planning } from '../changes/run-change.js';
import type { UserError } from '../changes/user-errors.js';
import type { UserRecord } from '../datastore/contract/records.js';
import { isAdministrator } from '../decision/facts.js';

/** Users as they were and as a change leaves them. */
export interface ChangedUser {
  readonly before: UserRecord;
  readonly after: UserRecord;
}

/** Where the cause stands in the input, and whether one's own administration may end. */
export interface LockoutOptions {
  readonly field: readonly string[];
  readonly allowSelfLockout: boolean;
}

/**
 * Refuses a change after which no active administrator is left, and one that ends the administration of whoever makes
 * it [A9, A11]. They are an active administrator themselves, so as long as they stay one there is nothing to look for.
 */
export async function administrationRefusals(
  { snapshot, access }: Planning,
  changed: readonly ChangedUser[],
  { field, allowSelfLockout }: LockoutOptions,
): Promise<readonly UserError[]> {
  const administers = (user: UserRecord) => user.active && isAdministrator(access.account, user);
  const own = changed.find(({ before }) => before.id === access.viewer.id);
  if (own === undefined || administers(own.after)) return [];
  const errors: UserError[] = [];
  const isOneLeft =
    changed.some(({ after }) => administers(after)) ||
    (await snapshot.hasAdministratorBeside(changed.map(({ before }) => before.id)));
  if (!isOneLeft) {
    const message = 'No active administrator would be left; make somebody else one first';
    errors.push({ code: 'LAST_ADMINISTRATOR', message, field });
  }
  if (!allowSelfLockout) {
    const message = 'This would end your own administration; allowSelfLockout does it all the same';
    errors.push({ code: 'SELF_LOCKOUT', message, field: ['input', 'allowSelfLockout'] });
  }
  return errors;
}
