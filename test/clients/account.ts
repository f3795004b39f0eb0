import type { AccountFile, PermissionInFile } from '../support/account-file.js';

const USE = '10fc3de1-7818-46e8-af47-33c5af233538';
const VIEWER = '3f1af6de-dc60-4fdb-90ed-5c2493b8f767';
const EDIT = 'c573af70-3f48-488d-a39a-a8ba7a19b526';

export const ACCOUNT_ID = 'acme';
export const RBAC_ID = 'data_providers.int_0';

/** More than two pages of three. */
const INTEGRATIONS = 7;

/**
 * Ada administers; Mia manages and Otto operates in one team, so that the same membership, and the same permission of
 * everyone, are told of both in other words. A user and a group have the same id.
 */
export const ACCOUNT: AccountFile = {
  account: { id: ACCOUNT_ID },
  teams: [
    { id: 'team_root', name: 'Root', root: true },
    { id: 'team_pay', name: 'Payments' },
  ],
  users: [
    { id: 'usr_ada', name: 'Ada' },
    { id: 'usr_mia', name: 'Mia', memberships: [{ teamId: 'team_pay', role: 'INTEGRATIONS_MANAGER' }] },
    { id: 'usr_otto', name: 'Otto', memberships: [{ teamId: 'team_pay', role: 'OPERATOR' }] },
    { id: 'support', name: 'Support account' },
  ],
  groups: [
    { id: 'grp_administrators', name: 'Administrators', builtIn: 'ADMINISTRATORS', memberIds: ['usr_ada'] },
    { id: 'grp_everyone', name: 'Everyone', builtIn: 'EVERYONE' },
    { id: 'support', name: 'Support group', memberIds: ['usr_otto'] },
  ],
  integrations: Array.from({ length: INTEGRATIONS }, (_, n) => ({
    ...{ id: `int_${n}`, name: `Hook ${n}`, type: 'WEBHOOK', teamIds: ['team_pay'] },
    settings: { n },
  })),
  permissions: [
    ...Array.from({ length: INTEGRATIONS }, (_, n) =>
      permission(`pol_${n}`, { type: 'GROUP', id: 'grp_everyone' }, { set: USE, on: `int_${n}` }),
    ),
    permission('pol_mia', { type: 'USER', id: 'usr_mia' }, { set: EDIT, on: 'int_0' }),
    permission('pol_user', { type: 'USER', id: 'support' }, { set: VIEWER, on: 'int_0' }),
    permission('pol_group', { type: 'GROUP', id: 'support' }, { set: VIEWER, on: 'int_0' }),
  ],
};

function permission(
  id: string,
  principal: PermissionInFile['principal'],
  { set, on }: { readonly set: string; readonly on: string },
): PermissionInFile {
  return { id, rbacId: `data_providers.${on}`, principal, permissionSetId: set };
}
