import type { Action } from '../../decision/actions.js';
import type { Layer } from '../../decision/decision.js';
import type { Role } from '../../decision/roles.js';
import { findPermissionSet } from '../../decision/permission-sets.js';

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  OPERATOR: 'Operator',
  INTEGRATIONS_MANAGER: 'Integrations Manager',
  INTEGRATION_OWNER: 'Integration Owner',
  ADMINISTRATOR: 'Administrator',
};

export const LAYER_NAMES: Readonly<Record<Layer, string>> = {
  ACCOUNT: 'account',
  ROLE: 'role',
  TEAM_SCOPE: 'team scope',
  PERMISSION_SET: 'permission set',
  DELEGATION: 'delegation',
};

/** As the second half of "may …". */
export const ACTION_PHRASES: Readonly<Record<Action, string>> = {
  CREATE: 'create integrations',
  READ: 'read',
  USE: 'use',
  UPDATE: 'update',
  DELETE: 'delete',
  MANAGE_PERMISSIONS: 'manage the permissions of',
};

export function permissionSetName(id: string): string {
  return findPermissionSet(id)?.name ?? id;
}

/** "A", "A or B", "A, B or C". */
export function alternatives(words: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'disjunction', style: 'long' })
    .format(words)
    .replaceAll(', or ', ' or ');
}
