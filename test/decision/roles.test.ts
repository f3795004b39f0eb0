import { describe, expect, it } from '@jest/globals';
import { ACTIONS } from '../../src/decision/actions.js';
import { leastRolePermitting, rolePermits, ROLES } from '../../src/decision/roles.js';
import type { Role } from '../../src/decision/roles.js';

describe('a role', () => {
  it.each<[Role, string[]]>([
    ['OPERATOR', ['READ', 'USE']],
    ['INTEGRATIONS_MANAGER', ['CREATE', 'READ', 'USE', 'UPDATE', 'DELETE', 'MANAGE_PERMISSIONS']],
    ['INTEGRATION_OWNER', ['CREATE', 'READ', 'USE', 'UPDATE', 'DELETE', 'MANAGE_PERMISSIONS']],
    ['ADMINISTRATOR', []],
  ])('%s permits what its row says; managing permissions asks for UPDATE [V17, V18]', (role, actions) => {
    expect(ACTIONS.filter((action) => rolePermits(role, action))).toEqual(actions);
  });

  it.each(['OWNER', 'operator', 'constructor', '__proto__', ''])(
    'that nobody knows, %j, permits nothing',
    (role) => {
      expect(ACTIONS.filter((action) => rolePermits(role as Role, action))).toEqual([]);
    },
  );

  it.each(ACTIONS)('proposed for %s is the least that permits it', (action) => {
    const permitting = ROLES.filter((role) => rolePermits(role, action));
    expect(leastRolePermitting(action)).toBe(permitting[0]);
  });
});
