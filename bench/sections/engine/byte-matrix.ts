import { ACTION_BIT, includesAction } from '../../../src/decision/actions.js';
import { countingActions } from '../../../src/decision/permission-sets.js';
import { rbacIdOf, WILDCARD_RBAC_ID } from '../../../src/decision/rbac-id.js';
import type { Engine } from './engine.js';
import type { World } from './world.js';

/**
 * A byte of actions for every pair of user and integration: what any lookup can hope for. It cannot say why, and a
 * change of one group rewrites it for each member.
 */
export function byteMatrix({ account, users, integrations, permissions }: World): Engine {
  const rows = new Map(users.map(({ id }, place) => [id, place * integrations.length]));
  const columns = new Map(integrations.map(({ id }, place) => [id, place]));
  const byRbacId = new Map(integrations.map(({ id }, place) => [rbacIdOf(id), place]));
  const holders = holdersOf({ account, users });
  const masks = new Uint8Array(users.length * integrations.length);
  for (const { principal, rbacId, permissionSetId } of permissions) {
    const mask = countingActions(permissionSetId, rbacId === WILDCARD_RBAC_ID) & ~ACTION_BIT.CREATE;
    for (const userId of holders.get(`${principal.type} ${principal.id}`) ?? []) {
      const row = rows.get(userId) ?? 0;
      const column = byRbacId.get(rbacId);
      const [from, to] = column === undefined ? [0, integrations.length] : [column, column + 1];
      for (let at = row + from; at < row + to; at += 1) masks[at] = (masks[at] ?? 0) | mask;
    }
  }
  return {
    answers: 'setLayer',
    allows({ userId, integrationId, action }) {
      const at = (rows.get(userId) ?? 0) + (columns.get(integrationId) ?? 0);
      return includesAction(masks[at] ?? 0, action);
    },
  };
}

function holdersOf({
  account,
  users,
}: Pick<World, 'account' | 'users'>): ReadonlyMap<string, readonly string[]> {
  const holders = new Map<string, string[]>([
    [`GROUP ${account.everyoneGroupId}`, users.map(({ id }) => id)],
  ]);
  for (const { id, groupIds } of users) {
    holders.set(`USER ${id}`, [id]);
    for (const groupId of groupIds) {
      const key = `GROUP ${groupId}`;
      holders.set(key, [...(holders.get(key) ?? []), id]);
    }
  }
  return holders;
}
