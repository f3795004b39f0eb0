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
  const records = await snapshot.integrations([parsed.integrationId], { withDetails: false });
  const [rights] = await access.over(records);
  if (rights?.isVisible !== true) throw NotFoundError.integration();
  rights.require('MANAGE_PERMISSIONS');
}
