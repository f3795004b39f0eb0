import { USE_INTEGRATION } from '../../../src/decision/permission-sets.js';
import type { AccountFile, UserInFile } from '../../support/account-file.js';

/** Bo reaches everything that is in his team; of the permissions he has those that a cycle does not give him. */
export const BASE = {
  account: { id: 'lane', accessModel: 'LAYERED' },
  teams: [
    { id: 'team_root', name: 'Root', root: true },
    { id: 'team_pay', name: 'Payments' },
    { id: 'team_ops', name: 'Operations' },
  ],
  users: [
    { id: 'usr_ada', name: 'Ada' },
    { id: 'usr_bo', name: 'Bo', memberships: [{ teamId: 'team_pay', role: 'OPERATOR' }] },
  ],
  groups: [
    { id: 'grp_administrators', name: 'Administrators', builtIn: 'ADMINISTRATORS', memberIds: ['usr_ada'] },
    { id: 'grp_crew', name: 'Crew', memberIds: ['usr_bo'] },
  ],
  integrations: [
    { id: 'int_granted', name: 'Granted', type: 'PAGERDUTY', teamIds: ['team_pay'] },
    { id: 'int_moved', name: 'Moved', type: 'SLACK', teamIds: [] },
    { id: 'int_shift', name: 'Shift', type: 'WEBHOOK', teamIds: ['team_pay'] },
    { id: 'int_crew', name: 'Of the crew', type: 'OPSGENIE', teamIds: ['team_pay'] },
  ],
  permissions: [
    {
      id: 'pol_moved',
      rbacId: 'data_providers.int_moved',
      principal: { type: 'USER', id: 'usr_bo' },
      permissionSetId: USE_INTEGRATION.id,
    },
    {
      id: 'pol_crew',
      rbacId: 'data_providers.int_crew',
      principal: { type: 'GROUP', id: 'grp_crew' },
      permissionSetId: USE_INTEGRATION.id,
    },
  ],
} as const satisfies AccountFile;

export function withBo(changes: Partial<UserInFile>): AccountFile {
  return {
    ...BASE,
    users: BASE.users.map((user) => (user.id === 'usr_bo' ? { ...user, ...changes } : user)),
  };
}

export function withCrew(memberIds: readonly string[]): AccountFile {
  return {
    ...BASE,
    groups: BASE.groups.map((group) => (group.id === 'grp_crew' ? { ...group, memberIds } : group)),
  };
}
