import type { UserError } from '../changes/user-errors.js';
import { PENDING_DELETIONS } from '../datastore/contract/account-limits.js';
import type { AccountRecord } from '../datastore/contract/records.js';

/** Refuses a deletion while too many wait for their clean-up: each makes every read of the account a little longer. */
export function tooManyDeletions({ deletions }: AccountRecord): readonly UserError[] {
  if (deletions.length < PENDING_DELETIONS) return [];
  const message = `${PENDING_DELETIONS} deletions wait for what they leave behind to be removed; try again later`;
  return [{ code: 'LIMIT_EXCEEDED', message, field: ['input'] }];
}

/** Refuses the deletion of what every account has [A7]. */
export function builtInStays(name: string | null): readonly UserError[] {
  if (name === null) return [];
  return [
    { code: 'BUILT_IN', message: `${name} is built in, and cannot be deleted`, field: ['input', 'id'] },
  ];
}
