import type { WholeResource } from '../access/reach-resource.js';
import { resourceFacts } from '../access/resource-access.js';
import type { ChangeAuthor } from '../changes/change-author.js';
import type { Plan, Planning } from '../changes/run-change.js';
import type { PermissionRecord } from '../datastore/contract/records.js';
import { isId } from '../decision/id.js';
import { PlanRequiredError } from '../errors/public-errors.js';
import { concernedBy, sameGrant } from './permission-change.js';
import type {
  Grant,
  InputPaths,
  PermissionChange,
  PermissionChangeRequest,
  PermissionChanges,
} from './permission-change.js';
import { permissionRefusals } from './refusals.js';
import { warningsAbout } from './warnings.js';

/** Plans removes, then adds, on permissions that the viewer may manage. */
export async function planPermissionChange(
  { snapshot, access, draft }: Planning,
  request: PermissionChangeRequest,
  { resource, paths }: { readonly resource: WholeResource; readonly paths: InputPaths },
): Promise<Plan<PermissionChanges>> {
  if (request.add.length > 0 && access.account.plan === 'STANDARD') throw new PlanRequiredError();
  const removed = resource.own.filter(({ id }) => request.remove.includes(id));
  const kept = resource.own.filter((permission) => !removed.includes(permission));
  const added = distinct(request.add)
    .filter((grant) => !kept.some((permission) => sameGrant(permission, grant)))
    .map((grant) => newPermission(grant, request.rbacId, draft.author));
  const after = [...kept, ...added];
  const asked = request.add.map(({ principal }) => principal).filter(({ id }) => isId(id));
  const principals =
    asked.length === 0 ? [] : await snapshot.directory(asked.map(({ type, id }) => ({ kind: type, id })));
  const userErrors = permissionRefusals(request, { resource, removed, added, after, principals, paths });
  const granted = distinct(request.add).flatMap((grant) =>
    after.filter((permission) => sameGrant(permission, grant)),
  );
  const context = {
    access,
    resource: resourceFacts(resource.integration),
    permissions: resource.withOwn(after).permissions,
    principals,
  };
  const on = draft.on(resource);
  for (const permission of removed) on.revoke(permission);
  for (const permission of added) on.grant(permission);
  const removals = [...new Set(request.remove)].map((id) => removalOf(id, removed));
  const changes = [...removals, ...granted.map((permission) => additionOf(permission, added))];
  return {
    result: {
      changes,
      warnings: granted.flatMap((permission) => warningsAbout(permission, context)),
      integrationId: resource.integration?.id ?? null,
      removedPermissionIds: removals.flatMap(({ permission }) => permission?.id ?? []),
    },
    userErrors,
    concerned: concernedBy(request.rbacId, changes),
  };
}

function distinct(grants: readonly Grant[]): readonly Grant[] {
  return grants.filter((grant, index) => grants.findIndex((other) => sameGrant(other, grant)) === index);
}

function newPermission(
  { principal, permissionSetId }: Grant,
  rbacId: string,
  author: ChangeAuthor,
): PermissionRecord {
  return {
    id: author.newId(),
    rbacId,
    principal,
    permissionSetId,
    source: 'GRANTED',
    grantedById: author.id,
    grantedAt: author.at,
    reason: author.reason,
  };
}

function removalOf(id: string, removed: readonly PermissionRecord[]): PermissionChange {
  const permission = removed.find((each) => each.id === id);
  return permission === undefined
    ? { outcome: 'ABSENT', permission: null }
    : { outcome: 'REMOVED', permission };
}

function additionOf(permission: PermissionRecord, added: readonly PermissionRecord[]): PermissionChange {
  return { outcome: added.includes(permission) ? 'CREATED' : 'UNCHANGED', permission };
}
