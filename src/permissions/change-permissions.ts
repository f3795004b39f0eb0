import type { ChangeDependencies, Requester } from '../changes/change-dependencies.js';
import { runChange } from '../changes/run-change.js';
import type { ChangeResult } from '../changes/run-change.js';
import type { InputPaths, PermissionChangeRequest, PermissionChanges } from './permission-change.js';
import { planPermissionChange, readManagedPermissions } from './plan-permission-change.js';

const SAVE_PATHS: InputPaths = {
  grant: (index) => ['input', 'add', index.toString()],
  removal: (index) => ['input', 'remove', index.toString()],
};

const GRANT_PATHS: InputPaths = { grant: () => ['input'], removal: () => ['input'] };

/** The Save button: all of it or nothing [U25, U26]. */
export function changePermissions(
  dependencies: ChangeDependencies,
  requester: Requester,
  request: PermissionChangeRequest,
): Promise<ChangeResult<PermissionChanges>> {
  return save(dependencies, requester, { request, paths: SAVE_PATHS });
}

/** One grant: what exists already is UNCHANGED [V12]. */
export function grantPermission(
  dependencies: ChangeDependencies,
  requester: Requester,
  request: Pick<PermissionChangeRequest, 'rbacId' | 'reason'> & {
    readonly grant: PermissionChangeRequest['add'][number];
  },
): Promise<ChangeResult<PermissionChanges>> {
  const { grant, ...rest } = request;
  const asSave = { ...rest, add: [grant], remove: [], allowOrphan: false, allowSelfLockout: false };
  return save(dependencies, requester, { request: asSave, paths: GRANT_PATHS });
}

function save(
  dependencies: ChangeDependencies,
  requester: Requester,
  { request, paths }: { readonly request: PermissionChangeRequest; readonly paths: InputPaths },
): Promise<ChangeResult<PermissionChanges>> {
  return runChange(dependencies, { requester, reason: request.reason }, async (planning) => {
    const state = await readManagedPermissions(planning.snapshot, planning.access, request.rbacId);
    return planPermissionChange(planning, request, { state, paths });
  });
}
