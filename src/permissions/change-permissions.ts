import { requireResource } from '../access/reach-resource.js';
import type { ChangeDependencies, Requester } from '../changes/change-dependencies.js';
import { runChange } from '../changes/run-change.js';
import type { ChangeResult, Plan } from '../changes/run-change.js';
import type { InputPaths, PermissionChangeRequest, PermissionChanges } from './permission-change.js';
import { planPermissionChange } from './plan-permission-change.js';

const SAVE_PATHS: InputPaths = {
  grant: (index) => ['input', 'add', index.toString()],
  removal: (index) => ['input', 'remove', index.toString()],
};

const GRANT_PATHS: InputPaths = { grant: () => ['input'], removal: () => ['input'] };

/** The Save button: all of it or nothing [U25, U26]. A dry run answers what it would do, and writes nothing. */
export function changePermissions(
  dependencies: ChangeDependencies,
  requester: Requester,
  { dryRun, ...request }: PermissionChangeRequest & { readonly dryRun: boolean },
): Promise<ChangeResult<PermissionChanges>> {
  return save(dependencies, requester, { request, paths: SAVE_PATHS, dryRun });
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
  return save(dependencies, requester, { request: asSave, paths: GRANT_PATHS, dryRun: false });
}

interface Save {
  readonly request: PermissionChangeRequest;
  readonly paths: InputPaths;
  readonly dryRun: boolean;
}

function save(
  dependencies: ChangeDependencies,
  requester: Requester,
  { request, paths, dryRun }: Save,
): Promise<ChangeResult<PermissionChanges>> {
  return runChange(dependencies, { requester, reason: request.reason }, async (planning) => {
    const resource = await requireResource(planning, {
      rbacId: request.rbacId,
      action: 'MANAGE_PERMISSIONS',
    });
    const plan = await planPermissionChange(planning, request, { resource, paths });
    return dryRun ? withNothingDone(plan) : plan;
  });
}

function withNothingDone(plan: Plan<PermissionChanges>): Plan<PermissionChanges> {
  return { ...plan, result: { ...plan.result, removedPermissionIds: [] }, isDryRun: true };
}
