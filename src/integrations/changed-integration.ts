import { IntegrationAccess } from '../access/integration-access.js';
import type { ViewerAccess } from '../access/viewer-access.js';
import type { Snapshot } from '../datastore/contract/datastore.js';
import type { ResourceState } from '../changes/drafted-resource.js';
import type { DetailedIntegration, PermissionRecord } from '../datastore/contract/records.js';
import type { Action } from '../decision/actions.js';
import { isId } from '../decision/id.js';
import { rbacIdOf, WILDCARD_RBAC_ID } from '../decision/rbac-id.js';
import { NotFoundError } from '../errors/public-errors.js';

/** An integration that the viewer may change, with everything a change depends on. */
export interface ChangedIntegration extends ResourceState {
  readonly integration: DetailedIntegration;
  /** On the integration and on the wildcard. */
  readonly permissions: readonly PermissionRecord[];
}

/**
 * Reads an integration for a change that needs `action`.
 * @throws NotFoundError when it is unknown or invisible, ForbiddenError when the action is not allowed [V21, V26].
 */
export async function readForChange(
  snapshot: Snapshot,
  access: ViewerAccess,
  { id, action }: { readonly id: string; readonly action: Action },
): Promise<ChangedIntegration> {
  if (!isId(id)) throw NotFoundError.integration();
  const rbacId = rbacIdOf(id);
  const [integration] = await snapshot.integrations([id], { withDetails: true });
  const permissions = await snapshot.permissionsOn([rbacId, WILDCARD_RBAC_ID]);
  if (integration?.details === undefined) throw NotFoundError.integration();
  const { details } = integration;
  const { account, viewer: user } = access;
  const rights = new IntegrationAccess(integration, { account, user, permissions });
  if (!rights.isVisible) throw NotFoundError.integration();
  rights.require(action);
  const own = permissions.filter((permission) => permission.rbacId === rbacId);
  return { rbacId, integration: { ...integration, details }, own, permissions };
}
