import type { ViewerAccess } from '../access/viewer-access.js';
import type { Snapshot } from '../datastore/contract/datastore.js';
import { parseRbacId } from '../decision/rbac-id.js';
import { NotFoundError } from '../errors/public-errors.js';

/**
 * Requires MANAGE_PERMISSIONS on an RBAC id.
 * @throws NotFoundError for an unknown or invisible integration, ForbiddenError without the right.
 */
export async function requireManaging(
  snapshot: Snapshot,
  access: ViewerAccess,
  rbacId: string,
): Promise<void> {
  const parsed = parseRbacId(rbacId);
  if (parsed?.kind !== 'INTEGRATION') {
    await access.requireOnWildcard('MANAGE_PERMISSIONS');
    return;
  }
  const ids = [parsed.integrationId];
  const [rights] = await access.over(await snapshot.integrations(ids, { withDetails: false }), ids);
  if (rights?.isVisible !== true) throw NotFoundError.integration();
  rights.require('MANAGE_PERMISSIONS');
}
