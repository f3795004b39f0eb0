import type { ChangeDependencies, Requester } from '../../changes/change-dependencies.js';
import type { ChangeResult } from '../../changes/run-change.js';
import { administer } from '../administer.js';
import type { Administered } from '../administer.js';
import { administrationRefusals } from '../administrators-left.js';
import { FoundRecords, refsTo } from '../read-records.js';
import { versionConflict } from '../version-conflict.js';
import { userNameRefusals } from './user-fields.js';
import type { ClearableUserFields } from './user-fields.js';

/** What is absent stays; null clears. */
export interface UpdateUserRequest extends Partial<ClearableUserFields> {
  readonly id: string;
  readonly name?: string;
  /** False: the user may do nothing from now on, and keeps what they hold for when they may again [A13]. */
  readonly active?: boolean;
  readonly expectedVersion?: number | undefined;
  readonly allowSelfLockout: boolean;
  readonly reason: string | null;
}

/** Changes a user, but for memberships and groups. Administrators only. */
export function updateUser(
  dependencies: ChangeDependencies,
  requester: Requester,
  request: UpdateUserRequest,
): Promise<ChangeResult<Administered>> {
  const { id, expectedVersion, allowSelfLockout, reason, ...fields } = request;
  return administer(dependencies, { requester, what: 'Changing users', reason }, async (planning) => {
    const { snapshot, draft } = planning;
    const before = (await FoundRecords.read(snapshot, refsTo('USER', [id]))).require('USER', id);
    const after = { ...before, ...fields };
    draft.save('USER', before, after);
    const userErrors = [
      ...(await userNameRefusals(snapshot, after, before.userName)),
      ...versionConflict(before, expectedVersion),
      ...(await administrationRefusals(planning, [{ before, after }], {
        field: ['input', 'active'],
        allowSelfLockout,
      })),
    ];
    return { result: { id, warnings: [] }, userErrors };
  });
}
