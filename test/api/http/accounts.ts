import type { AccountFile } from '../../support/account-file.js';

const EDIT = 'c573af70-3f48-488d-a39a-a8ba7a19b526';

/** Ada administers acme, Bo may edit `int_pay`, Ida is inactive; Gina administers another account. */
export const ACCOUNTS: readonly [AccountFile, AccountFile] = [
  {
    account: { id: 'acme' },
    teams: [
      { id: 'team_root', name: 'Root', root: true },
      { id: 'team_pay', name: 'Payments' },
    ],
    users: [
      { id: 'usr_ada', name: 'Ada' },
      { id: 'usr_bo', name: 'Bo', memberships: [{ teamId: 'team_pay', role: 'INTEGRATIONS_MANAGER' }] },
      { id: 'usr_idle', name: 'Ida', active: false },
    ],
    groups: [
      {
        id: 'grp_administrators',
        name: 'Administrators',
        builtIn: 'ADMINISTRATORS',
        memberIds: ['usr_ada', 'usr_idle'],
      },
    ],
    integrations: [{ id: 'int_pay', name: 'Payments', type: 'PAGERDUTY', teamIds: ['team_pay'] }],
    permissions: [
      {
        id: 'pol_bo',
        rbacId: 'data_providers.int_pay',
        principal: { type: 'USER', id: 'usr_bo' },
        permissionSetId: EDIT,
      },
    ],
  },
  {
    account: { id: 'globex' },
    users: [{ id: 'usr_gina', name: 'Gina' }],
    groups: [
      {
        id: 'grp_administrators',
        name: 'Administrators',
        builtIn: 'ADMINISTRATORS',
        memberIds: ['usr_gina'],
      },
    ],
  },
];

export const ADA = { account: 'acme', user: 'usr_ada' };
export const BO = { account: 'acme', user: 'usr_bo' };
