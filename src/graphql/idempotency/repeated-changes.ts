import { z } from 'zod';
import type { JsonObject } from '../../datastore/contract/records.js';
import { parseRbacId } from '../../decision/rbac-id.js';
import { CHANGE_OUTCOMES } from '../../permissions/permission-change.js';
import type { PermissionChanges } from '../../permissions/permission-change.js';
import type { RequestContext } from '../request-context.js';

const concernedIntegration = z.object({ integrationId: z.string() });
const concernedPermissions = z.object({
  rbacId: z.string().nullable(),
  changes: z.array(z.object({ outcome: z.enum(CHANGE_OUTCOMES), permissionId: z.string().nullable() })),
});

/** The integration that a mutation concerned when it was carried out. */
export function repeatedIntegrationId(concerned: JsonObject): string {
  return concernedIntegration.parse(concerned).integrationId;
}

/**
 * What a mutation did to permissions when it was carried out, with those permissions that are there now and that the
 * viewer may list now: who lost the right meanwhile is told the outcomes alone. Warnings were about that time [O17].
 */
export async function repeatedPermissionChanges(
  context: RequestContext,
  concerned: JsonObject,
): Promise<PermissionChanges> {
  const { rbacId, changes } = concernedPermissions.parse(concerned);
  const ids = changes.flatMap(({ permissionId }) => permissionId ?? []);
  const isShown = ids.length > 0 && rbacId !== null && (await mayManage(context, rbacId));
  const found = isShown ? await context.snapshot.permissions(ids) : [];
  const on = parseRbacId(rbacId ?? '');
  return {
    changes: changes.map(({ outcome, permissionId }) => ({
      outcome,
      permission: found.find(({ id }) => id === permissionId) ?? null,
    })),
    warnings: [],
    integrationId: on?.kind === 'INTEGRATION' ? on.integrationId : null,
    removedPermissionIds: changes.flatMap(({ outcome, permissionId }) =>
      outcome === 'REMOVED' && permissionId !== null ? [permissionId] : [],
    ),
  };
}

async function mayManage({ access, loaders }: RequestContext, rbacId: string): Promise<boolean> {
  const parsed = parseRbacId(rbacId);
  if (parsed?.kind !== 'INTEGRATION') return access.isAdministrator;
  const integration = await loaders.integration.load(parsed.integrationId);
  return integration?.access.allows('MANAGE_PERMISSIONS') ?? false;
}
