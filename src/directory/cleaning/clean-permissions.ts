import { groupBy } from '../../collections/group-by.js';
import type { Snapshot } from '../../datastore/contract/datastore.js';
import type { PendingDeletion, PermissionRecord } from '../../datastore/contract/records.js';
import type { Principal } from '../../decision/facts.js';
import { OWNER } from '../../decision/permission-sets.js';
import { parseRbacId, rbacIdOf } from '../../decision/rbac-id.js';
import { EVERY_INTEGRATION, tokensCarriedBy } from '../../decision/visibility.js';
import type { Batch } from './cleaning-steps.js';

/** Permissions of one transaction; on the integration of each all permissions are read. */
const PERMISSIONS = 100;

/**
 * Removes what the principal holds, or hands it over where it is Owner and somebody is named to receive it [A16]. What
 * integrations show to whom follows in the same transaction.
 */
export async function cleanPermissions(stored: Snapshot, deletion: PendingDeletion): Promise<Batch> {
  const { kind, id } = deletion;
  if (kind === 'TEAM') throw new Error('A team holds no permissions');
  const heldBy = { type: kind, id };
  const [page] = await stored.permissionPages([{ heldBy }], {
    first: PERMISSIONS,
    visibleTokens: [EVERY_INTEGRATION],
  });
  const held = page?.rows.map(({ row }) => row) ?? [];
  const rbacIds = [...new Set(held.map(({ rbacId }) => rbacId))];
  const present = rbacIds.length === 0 ? [] : await stored.permissionsOn(rbacIds);
  const receiver = await receiverOf(stored, deletion);
  const handedOver =
    receiver === undefined
      ? []
      : held
          .filter(isToHandOver(receiver, present))
          .map((permission) => handedTo(receiver, permission, deletion));
  const removed = new Set(held.map((permission) => permission.id));
  const after = [...present.filter((permission) => !removed.has(permission.id)), ...handedOver];
  return {
    writes: {
      removePermissionIds: [...removed],
      addPermissions: handedOver,
      tokens: await tokensOn(stored, rbacIds, after),
    },
    changesAnswers: handedOver.length > 0,
    goOnAfter: page?.hasNextPage === true ? null : undefined,
  };
}

/**
 * Undefined when nobody is to receive anything, or they are there no more. Whoever is being deleted themselves goes on
 * to receive: their own clean-up comes after this one, and hands on what they hold by then.
 */
async function receiverOf(stored: Snapshot, { transferTo }: PendingDeletion): Promise<Principal | undefined> {
  if (transferTo === null) return undefined;
  const { type: kind, id } = transferTo;
  if (stored.account.deletions.some((deletion) => deletion.kind === kind && deletion.id === id))
    return transferTo;
  const [found] = await stored.directory([{ kind, id }]);
  return found && transferTo;
}

/** Owner, where the receiver does not hold it already. */
function isToHandOver(receiver: Principal, present: readonly PermissionRecord[]) {
  const owned = present
    .filter(({ permissionSetId }) => permissionSetId === OWNER.id)
    .filter(({ principal }) => principal.type === receiver.type && principal.id === receiver.id);
  const has = new Set(owned.map(({ rbacId }) => rbacId));
  return ({ rbacId, permissionSetId }: PermissionRecord): boolean =>
    permissionSetId === OWNER.id && !has.has(rbacId);
}

/** Under the same permission id. */
function handedTo(
  principal: Principal,
  { id, rbacId, permissionSetId }: PermissionRecord,
  { deletedById, deletedAt, reason }: PendingDeletion,
): PermissionRecord {
  const granted = { source: 'GRANTED', grantedById: deletedById, grantedAt: deletedAt, reason } as const;
  return { id, rbacId, permissionSetId, principal, ...granted };
}

/** Of the integrations among these, given all permissions on them. */
async function tokensOn(
  stored: Snapshot,
  rbacIds: readonly string[],
  permissions: readonly PermissionRecord[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const ids = rbacIds.flatMap((rbacId) => {
    const parsed = parseRbacId(rbacId);
    return parsed?.kind === 'INTEGRATION' ? [parsed.integrationId] : [];
  });
  if (ids.length === 0) return new Map();
  const byRbacId = groupBy(permissions, ({ rbacId }) => rbacId);
  const integrations = await stored.integrations(ids, { withDetails: false });
  return new Map(
    integrations.map((integration) => [
      integration.id,
      tokensCarriedBy(integration, byRbacId.get(rbacIdOf(integration.id)) ?? []),
    ]),
  );
}
