import type { ChangeDependencies, Requester } from '../changes/change-dependencies.js';
import { ChangeRecorder } from '../changes/change-recorder.js';
import { runChange } from '../changes/run-change.js';
import type { ChangeResult, Plan } from '../changes/run-change.js';
import { NotFoundError } from '../errors/public-errors.js';
import type { InputPaths, PermissionChangeRequest, PermissionChanges } from './permission-change.js';
import { planPermissionChange, readManagedPermissions } from './plan-permission-change.js';

export interface RevokeRequest extends Pick<
  PermissionChangeRequest,
  'reason' | 'allowOrphan' | 'allowSelfLockout'
> {
  readonly permissionId: string;
}

const PATHS: InputPaths = { grant: () => ['input'], removal: () => ['input', 'permissionId'] };

const ABSENT: Plan<PermissionChanges> = {
  result: { changes: [{ outcome: 'ABSENT', permission: null }], warnings: [] },
  userErrors: [],
};

/** Revokes by permission id [V24]. An unknown id and one on an invisible integration answer alike: ABSENT. */
export function revokePermission(
  dependencies: ChangeDependencies,
  requester: Requester,
  { permissionId, ...options }: RevokeRequest,
): Promise<ChangeResult<PermissionChanges>> {
  return runChange(dependencies, requester, async (snapshot, access) => {
    const [permission] = await snapshot.permissions([permissionId]);
    if (permission === undefined) return ABSENT;
    const { rbacId } = permission;
    const state = await readManagedPermissions(snapshot, access, rbacId).catch(absentWhenInvisible);
    if (state === undefined) return ABSENT;
    const recorder = new ChangeRecorder(dependencies, {
      actor: access.viewer,
      requester,
      reason: options.reason,
    });
    const request = { ...options, rbacId, add: [], remove: [permissionId] };
    return planPermissionChange(snapshot, request, { state, recorder, paths: PATHS });
  });
}

function absentWhenInvisible(error: unknown): undefined {
  if (error instanceof NotFoundError) return undefined;
  throw error;
}
