import { ACTION_BIT, includesAction, maskOf, withManaging } from './actions.js';
import type { Action, ActionMask } from './actions.js';

/** What a member of a team may be (section 4). OPERATOR is a role, never a word for a user. */
export const ROLES = ['OPERATOR', 'INTEGRATIONS_MANAGER', 'INTEGRATION_OWNER', 'ADMINISTRATOR'] as const;
export type Role = (typeof ROLES)[number];

const MANAGES_INTEGRATIONS = maskOf(['CREATE', 'READ', 'USE', 'UPDATE', 'DELETE']);

const PERMITTED: Readonly<Record<Role, ActionMask>> = {
  OPERATOR: maskOf(['READ', 'USE']),
  INTEGRATIONS_MANAGER: MANAGES_INTEGRATIONS,
  INTEGRATION_OWNER: MANAGES_INTEGRATIONS,
  // It counts on the root team alone, where it decides before any role does [V10].
  ADMINISTRATOR: 0,
};

/** Whether a role permits an action [V17, V18]. Managing permissions asks the role for UPDATE. */
export function rolePermits(role: Role, action: Action): boolean {
  return includesAction(PERMITTED[role], action === 'MANAGE_PERMISSIONS' ? 'UPDATE' : action);
}

/** All that a role permits, as `rolePermits` says of each action. */
export function actionsPermittedBy(role: Role): ActionMask {
  return withManaging(PERMITTED[role]);
}

/** The least of the roles that permit an action: what a remedy proposes. */
export function leastRolePermitting(action: Action): Role {
  return (ACTION_BIT[action] & PERMITTED.OPERATOR) !== 0 ? 'OPERATOR' : 'INTEGRATIONS_MANAGER';
}
