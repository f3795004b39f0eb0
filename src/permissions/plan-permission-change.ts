import { IntegrationAccess, integrationFacts } from '../access/integration-access.js';
import type { ViewerAccess } from '../access/viewer-access.js';
import type { ChangeAuthor } from '../changes/change-author.js';
import type { ResourceState } from '../changes/drafted-resource.js';
import type { Plan, Planning } from '../changes/run-change.js';
import type { Snapshot } from '../datastore/contract/datastore.js';
import type { IntegrationRecord, PermissionRecord } from '../datastore/contract/records.js';
import { judge } from '../decision/decide.js';
import type { Judgement } from '../decision/decision.js';
import { WILDCARD } from '../decision/facts.js';
import { isId } from '../decision/id.js';
import { parseRbacId, WILDCARD_RBAC_ID } from '../decision/rbac-id.js';
import { ForbiddenError, NotFoundError, PlanRequiredError } from '../errors/public-errors.js';
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

/** The state a change of permissions is planned on. */
export interface PermissionState extends ResourceState {
  readonly access: ViewerAccess;
  /** On the wildcard, when that is another RBAC id. */
  readonly wildcard: readonly PermissionRecord[];
}

/**
 * Reads the permissions on an RBAC id and requires MANAGE_PERMISSIONS there.
 * @throws NotFoundError for an unknown or invisible integration, ForbiddenError without the right.
 */
export async function readManagedPermissions(
  snapshot: Snapshot,
  access: ViewerAccess,
  rbacId: string,
): Promise<PermissionState> {
  const state = await readVisiblePermissions(snapshot, access, rbacId);
  if (state === undefined) throw NotFoundError.integration();
  requireManagingIn(state, rbacId);
  return state;
}

/** Reads the permissions on an RBAC id. Undefined for an unknown or invisible integration, at the same cost. */
export async function readVisiblePermissions(
  snapshot: Snapshot,
  access: ViewerAccess,
  rbacId: string,
): Promise<PermissionState | undefined> {
  const parsed = parseRbacId(rbacId);
  const isIntegration = parsed?.kind === 'INTEGRATION';
  const [integration] = isIntegration
    ? await snapshot.integrations([parsed.integrationId], { withDetails: false })
    : [];
  const permissions = await snapshot.permissionsOn([...new Set([rbacId, WILDCARD_RBAC_ID])]);
  if (isIntegration && !isVisible(integration, access, permissions)) return undefined;
  return {
    access,
    rbacId,
    integration,
    own: permissions.filter((permission) => permission.rbacId === rbacId),
    wildcard: permissions.filter((permission) => permission.rbacId !== rbacId),
  };
}

/** @throws ForbiddenError without MANAGE_PERMISSIONS on the RBAC id. */
export function requireManagingIn(state: PermissionState, rbacId: string): void {
  const right = judgeManaging(state, [...state.own, ...state.wildcard]);
  if (!right.allowed) throw ForbiddenError.byDecision('MANAGE_PERMISSIONS', rbacId, right);
}

function isVisible(
  integration: IntegrationRecord | undefined,
  { account, viewer: user }: ViewerAccess,
  permissions: readonly PermissionRecord[],
): boolean {
  return (
    integration !== undefined && new IntegrationAccess(integration, { account, user, permissions }).isVisible
  );
}

/** The viewer's own right to manage permissions there, were these the permissions. */
export function judgeManaging(
  { access, integration }: Pick<PermissionState, 'access' | 'integration'>,
  permissions: readonly PermissionRecord[],
): Judgement {
  return judge({
    account: access.account,
    user: access.viewer,
    action: 'MANAGE_PERMISSIONS',
    resource: integration === undefined ? WILDCARD : integrationFacts(integration),
    permissions,
  });
}

/** Plans removes, then adds, on permissions that the viewer may manage. */
export async function planPermissionChange(
  { snapshot, access, draft }: Planning,
  request: PermissionChangeRequest,
  { state, paths }: { readonly state: PermissionState; readonly paths: InputPaths },
): Promise<Plan<PermissionChanges>> {
  if (request.add.length > 0 && access.account.plan === 'STANDARD') throw new PlanRequiredError();
  const removed = state.own.filter(({ id }) => request.remove.includes(id));
  const kept = state.own.filter((permission) => !removed.includes(permission));
  const added = distinct(request.add)
    .filter((grant) => !kept.some((permission) => sameGrant(permission, grant)))
    .map((grant) => newPermission(grant, request.rbacId, draft.author));
  const after = [...kept, ...added];
  const asked = request.add.map(({ principal }) => principal).filter(({ id }) => isId(id));
  const principals =
    asked.length === 0 ? [] : await snapshot.directory(asked.map(({ type, id }) => ({ kind: type, id })));
  const userErrors = permissionRefusals(request, { state, removed, added, after, principals, paths });
  const granted = distinct(request.add).flatMap((grant) =>
    after.filter((permission) => sameGrant(permission, grant)),
  );
  const context = {
    access,
    resource: state.integration === undefined ? WILDCARD : integrationFacts(state.integration),
    permissions: [...after, ...state.wildcard],
    principals,
  };
  const on = draft.on(state);
  for (const permission of removed) on.revoke(permission);
  for (const permission of added) on.grant(permission);
  const removals = [...new Set(request.remove)].map((id) => removalOf(id, removed));
  const changes = [...removals, ...granted.map((permission) => additionOf(permission, added))];
  return {
    result: {
      changes,
      warnings: granted.flatMap((permission) => warningsAbout(permission, context)),
      integrationId: state.integration?.id ?? null,
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
