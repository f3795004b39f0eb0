import { reachResource } from '../access/reach-resource.js';
import type { ChangeDependencies, Requester } from '../changes/change-dependencies.js';
import { runChange } from '../changes/run-change.js';
import type { ChangeResult, Plan } from '../changes/run-change.js';
import { isId } from '../decision/id.js';
import { rbacIdOf } from '../decision/rbac-id.js';
import { concernedBy } from './permission-change.js';
import type { InputPaths, PermissionChangeRequest, PermissionChanges } from './permission-change.js';
import { planPermissionChange } from './plan-permission-change.js';

export interface RevokeRequest extends Pick<
  PermissionChangeRequest,
  'reason' | 'allowOrphan' | 'allowSelfLockout'
> {
  readonly permissionId: string;
}

const PATHS: InputPaths = { grant: () => ['input'], removal: () => ['input', 'permissionId'] };

const NOTHING: PermissionChanges = {
  changes: [{ outcome: 'ABSENT', permission: null }],
  warnings: [],
  integrationId: null,
  removedPermissionIds: [],
};
const ABSENT: Plan<PermissionChanges> = {
  result: NOTHING,
  userErrors: [],
  concerned: concernedBy(null, NOTHING.changes),
};

/** Where an unknown permission is looked for. What is found there, if anything, is not looked at. */
const ANYWHERE = rbacIdOf('anywhere');

/**
 * Revokes by permission id [V24]. An unknown id and one on an invisible integration answer alike, ABSENT, after the
 * same reads, so that the cost tells them apart no more than the answer.
 */
export function revokePermission(
  dependencies: ChangeDependencies,
  requester: Requester,
  { permissionId, ...options }: RevokeRequest,
): Promise<ChangeResult<PermissionChanges>> {
  return runChange(dependencies, { requester, reason: options.reason }, async (planning) => {
    const [permission] = isId(permissionId) ? await planning.snapshot.permissions([permissionId]) : [];
    const rbacId = permission?.rbacId ?? ANYWHERE;
    const resource = await reachResource(planning, rbacId);
    if (permission === undefined || resource === undefined) return ABSENT;
    resource.require('MANAGE_PERMISSIONS');
    const request = { ...options, rbacId, add: [], remove: [permissionId] };
    return planPermissionChange(planning, request, { resource, paths: PATHS });
  });
}
