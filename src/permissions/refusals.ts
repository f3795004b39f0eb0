import type { WholeResource } from '../access/reach-resource.js';
import type { UserError } from '../changes/user-errors.js';
import { PERMISSIONS_PER_RBAC_ID } from '../datastore/contract/account-limits.js';
import type { DirectoryRecord, PermissionRecord } from '../datastore/contract/records.js';
import { findPermissionSet, OWNER } from '../decision/permission-sets.js';
import type { InputPaths, PermissionChangeRequest } from './permission-change.js';

interface Proposed {
  /** As it was read. */
  readonly resource: WholeResource;
  readonly removed: readonly PermissionRecord[];
  readonly added: readonly PermissionRecord[];
  readonly after: readonly PermissionRecord[];
  readonly principals: readonly DirectoryRecord[];
  readonly paths: InputPaths;
}

/** Everything that speaks against a change of permissions. */
export function permissionRefusals(
  request: PermissionChangeRequest,
  proposed: Proposed,
): readonly UserError[] {
  return [
    ...unknownNames(request, proposed),
    ...systemPermissions(request, proposed),
    ...limits(proposed),
    ...conflicts(request, proposed),
    ...lastOwner(request, proposed),
    ...selfLockout(request, proposed),
  ];
}

function unknownNames({ add }: PermissionChangeRequest, { principals, paths }: Proposed): UserError[] {
  return add.flatMap(({ principal, permissionSetId }, index) => {
    const errors: UserError[] = [];
    if (!principals.some(({ kind, id }) => kind === principal.type && id === principal.id)) {
      errors.push({
        code: 'PRINCIPAL_NOT_FOUND',
        message: `There is no ${principal.type.toLowerCase()} ${principal.id}`,
        field: [...paths.grant(index), 'principal', 'id'],
      });
    }
    if (findPermissionSet(permissionSetId) === undefined) {
      errors.push({
        code: 'PERMISSION_SET_NOT_FOUND',
        message: `There is no permission set ${permissionSetId}; the query permissionSets lists them`,
        field: [...paths.grant(index), 'permissionSetId'],
      });
    }
    return errors;
  });
}

function systemPermissions({ remove }: PermissionChangeRequest, { removed, paths }: Proposed): UserError[] {
  return removed
    .filter(({ source }) => source === 'SYSTEM')
    .map(({ id }) => ({
      code: 'SYSTEM_INTEGRATION',
      message: "The system integration's permission for everyone cannot be removed",
      field: paths.removal(remove.indexOf(id)),
    }));
}

function limits({ added, after }: Proposed): UserError[] {
  if (added.length === 0 || after.length <= PERMISSIONS_PER_RBAC_ID) return [];
  const message = `At most ${PERMISSIONS_PER_RBAC_ID} permissions may stand on one RBAC id; this would make ${after.length}`;
  return [{ code: 'LIMIT_EXCEEDED', message, field: ['input'] }];
}

function conflicts({ expectedRevision }: PermissionChangeRequest, { resource }: Proposed): UserError[] {
  const { account } = resource.viewer;
  const own = resource.integration?.permissionsRevision ?? account.wildcardPermissionsRevision;
  const changedAt = Math.max(own, account.importRevision);
  if (expectedRevision === undefined || changedAt <= expectedRevision) return [];
  const message = `A permission here changed at revision ${changedAt}, after ${expectedRevision}; read the permissions again`;
  return [{ code: 'CONFLICT', message, field: ['input', 'expectedRevision'] }];
}

/** Permissions are counted, not people, and the wildcard does not count. */
function lastOwner({ allowOrphan }: PermissionChangeRequest, { resource, after }: Proposed): UserError[] {
  const isOwner = ({ permissionSetId }: PermissionRecord) => permissionSetId === OWNER.id;
  const losesLast = resource.integration !== undefined && resource.own.some(isOwner) && !after.some(isOwner);
  if (!losesLast || (allowOrphan && resource.viewer.isAdministrator)) return [];
  const message = resource.viewer.isAdministrator
    ? 'This would leave the integration without a permission of the Owner set; allowOrphan does it all the same'
    : 'This would leave the integration without a permission of the Owner set; only an administrator may do that';
  return [{ code: 'LAST_OWNER', message, field: ['input', 'allowOrphan'] }];
}

function selfLockout(
  { allowSelfLockout }: PermissionChangeRequest,
  { resource, after }: Proposed,
): UserError[] {
  if (allowSelfLockout || resource.withOwn(after).allows('MANAGE_PERMISSIONS')) return [];
  const message =
    'This would end your own right to manage permissions here; allowSelfLockout does it all the same';
  return [{ code: 'SELF_LOCKOUT', message, field: ['input', 'allowSelfLockout'] }];
}
