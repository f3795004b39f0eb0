import type { AccountFile, PermissionInFile } from '../../support/account-file.js';

const USE = '10fc3de1-7818-46e8-af47-33c5af233538';
const VIEWER = '3f1af6de-dc60-4fdb-90ed-5c2493b8f767';
const CREATOR = '38f00b6e-695c-449d-96b9-3a72aeb7f3fd';
export const EDIT = 'c573af70-3f48-488d-a39a-a8ba7a19b526';

/** In all that the guarded fields hold: no answer to somebody who is refused may contain it. */
export const PLANTED = 'planted';

const OPERATOR = [{ teamId: 'team_pay', role: 'OPERATOR' }] as const;
const MANAGER = [{ teamId: 'team_pay', role: 'INTEGRATIONS_MANAGER' }] as const;

/**
 * Una may use the integration, Rita may read it, Moe may change it, Dina created it and manages its permissions; none
 * of them is an administrator. Vera created the hook, and may use it also without her Edit permission.
 */
export const BYPASS_WORLD: AccountFile = {
  account: { id: 'acme' },
  teams: [
    { id: 'team_root', name: 'Root', root: true },
    { id: 'team_pay', name: `Payments ${PLANTED}` },
  ],
  users: [
    { id: 'usr_ada', name: 'Ada', ...details('ada') },
    { id: 'usr_una', name: 'Una', email: 'una@acme.example', memberships: OPERATOR },
    { id: 'usr_rita', name: 'Rita', email: 'rita@acme.example', memberships: OPERATOR },
    { id: 'usr_otto', name: 'Otto', ...details('otto'), memberships: OPERATOR },
    { id: 'usr_moe', name: 'Moe', email: 'moe@acme.example', memberships: MANAGER },
    { id: 'usr_dina', name: 'Dina', ...details('dina'), memberships: MANAGER },
    { id: 'usr_vera', name: 'Vera', email: 'vera@acme.example', memberships: MANAGER },
  ],
  groups: [
    { id: 'grp_administrators', name: 'Administrators', builtIn: 'ADMINISTRATORS', memberIds: ['usr_ada'] },
    { id: 'grp_managers', name: 'Managers', externalId: PLANTED, memberIds: ['usr_dina', 'usr_vera'] },
    { id: 'grp_readers', name: 'Readers', memberIds: ['usr_rita', 'usr_otto'] },
  ],
  integrations: [
    {
      ...{ id: 'int_pd', name: 'PagerDuty', type: 'PAGERDUTY', teamIds: ['team_pay'] },
      ...{ createdById: 'usr_dina', settings: { note: PLANTED }, secrets: { [PLANTED]: 'unreadable' } },
    },
    {
      ...{ id: 'int_hook', name: 'Hook', type: 'WEBHOOK', teamIds: ['team_pay'] },
      ...{ createdById: 'usr_vera', settings: { note: PLANTED }, secrets: { [PLANTED]: 'unreadable' } },
    },
    {
      ...{ id: 'int_desk', name: 'Desk', type: 'WEBHOOK', teamIds: ['team_pay'], createdById: 'usr_dina' },
    },
  ],
  permissions: [
    granted('pol_una', 'int_pd', { user: 'usr_una', set: USE }),
    granted('pol_rita', 'int_pd', { user: 'usr_rita', set: VIEWER }),
    granted('pol_moe', 'int_pd', { user: 'usr_moe', set: EDIT }),
    granted('pol_dina', 'int_pd', { user: 'usr_dina', set: EDIT }),
    granted('pol_a_desk', 'int_desk', { group: 'grp_readers', set: VIEWER }),
    granted('pol_b_desk', 'int_desk', { user: 'usr_otto', set: VIEWER }),
    granted('pol_dina_desk', 'int_desk', { user: 'usr_dina', set: EDIT }),
    granted('pol_dina_any', '*', { user: 'usr_dina', set: CREATOR }),
    granted('pol_managers', 'int_hook', { group: 'grp_managers', set: USE }),
    granted('pol_vera_any', '*', { user: 'usr_vera', set: CREATOR }),
  ],
};

function details(name: string) {
  const [email, userName] = [`${name}@${PLANTED}.example`, `${name}.${PLANTED}`];
  return { email, userName, externalId: userName };
}

type Receiver = { readonly set: string } & ({ readonly user: string } | { readonly group: string });

function granted(id: string, on: string, to: Receiver): PermissionInFile {
  const principal: PermissionInFile['principal'] =
    'user' in to ? { type: 'USER', id: to.user } : { type: 'GROUP', id: to.group };
  return {
    id,
    rbacId: `data_providers.${on}`,
    principal,
    permissionSetId: to.set,
    grantedBy: 'usr_ada',
  };
}
