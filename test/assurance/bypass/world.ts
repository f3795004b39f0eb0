import type { PermissionInFile } from '../../support/account-file.js';
import type { AccountWorld, IntegrationInWorld, UserInWorld } from '../worlds/account-world.js';

export const SETS = {
  OWNER: 'c345007c-244a-4606-b2e2-53f4f85e0ac0',
  VIEWER: '3f1af6de-dc60-4fdb-90ed-5c2493b8f767',
  CREATOR: '38f00b6e-695c-449d-96b9-3a72aeb7f3fd',
  USE: '10fc3de1-7818-46e8-af47-33c5af233538',
  EDIT: 'c573af70-3f48-488d-a39a-a8ba7a19b526',
} as const;

export const WILDCARD = 'data_providers.*';
export const PD = 'data_providers.int_pd';

/** Who looks at `int_pd`. Each class of viewer is one user, and sees it as the class says. */
export interface Viewer {
  readonly title: string;
  readonly world: AccountWorld;
  readonly userId: string;
}

/** All permissions of these worlds were granted at once: their lists are ordered by id. */
const GRANTED_AT = '2026-01-01T00:00:00.000Z';

/**
 * Una may use `int_pd`, Rita may read it, Moe may change it, Dina created it and manages its permissions, Ada is an
 * administrator, and for Ivy it does not exist. Ivy reads `int_ops`, which the others cannot see although two of them
 * hold a permission on it; `int_void` has no team and no creator.
 */
export const ACME: AccountWorld = {
  account: settings('acme'),
  teams: [
    { id: 'team_root', name: 'Root', root: true },
    { id: 'team_pay', name: 'Payments', root: false },
    { id: 'team_ops', name: 'Operations', root: false },
  ],
  users: [
    user('ada', []),
    user('una', [{ teamId: 'team_pay', role: 'OPERATOR' }]),
    user('rita', [{ teamId: 'team_pay', role: 'OPERATOR' }]),
    user('moe', [{ teamId: 'team_pay', role: 'INTEGRATIONS_MANAGER' }]),
    user('dina', [{ teamId: 'team_pay', role: 'INTEGRATION_OWNER' }]),
    user('ivy', [{ teamId: 'team_ops', role: 'OPERATOR' }]),
    { ...user('zoe', [{ teamId: 'team_root', role: 'ADMINISTRATOR' }]), active: false },
  ],
  groups: [
    { id: 'grp_everyone', name: 'Everyone', builtIn: 'EVERYONE' },
    { id: 'grp_administrators', name: 'Administrators', builtIn: 'ADMINISTRATORS', memberIds: ['usr_ada'] },
    { id: 'grp_pay', name: 'Payers', externalId: 'ext_pay', memberIds: ['usr_una', 'usr_moe', 'usr_dina'] },
    { id: 'grp_ops', name: 'Operators', memberIds: ['usr_ivy', 'usr_zoe'] },
  ],
  integrations: [
    systemIntegration(),
    integration('pd', { teamIds: ['team_pay'], createdById: 'usr_dina' }),
    integration('ops', { teamIds: ['team_ops'], createdById: 'usr_moe' }),
    integration('void', { teamIds: [], createdById: null }),
  ],
  permissions: [
    forEveryone(),
    granted('pol_dina', 'int_pd', { user: 'usr_dina', set: 'OWNER' }),
    granted('pol_dina_any', '*', { user: 'usr_dina', set: 'CREATOR' }),
    granted('pol_ivy', 'int_ops', { user: 'usr_ivy', set: 'VIEWER' }),
    granted('pol_moe', 'int_pd', { user: 'usr_moe', set: 'EDIT' }),
    granted('pol_pay', 'int_pd', { group: 'grp_pay', set: 'USE' }),
    granted('pol_pay_ops', 'int_ops', { group: 'grp_pay', set: 'USE' }),
    granted('pol_rita', 'int_pd', { user: 'usr_rita', set: 'VIEWER' }),
    granted('pol_una_void', 'int_void', { user: 'usr_una', set: 'USE' }),
  ],
};

/** Another account, with an administrator, and the same ids wherever an account has its own. */
export const GLOBEX: AccountWorld = {
  account: settings('globex'),
  teams: [{ id: 'team_root', name: 'Root', root: true }],
  users: [user('gina', [])],
  groups: [
    { id: 'grp_everyone', name: 'Everyone', builtIn: 'EVERYONE' },
    { id: 'grp_administrators', name: 'Administrators', builtIn: 'ADMINISTRATORS', memberIds: ['usr_gina'] },
  ],
  integrations: [systemIntegration()],
  permissions: [forEveryone()],
};

export const VIEWERS: readonly Viewer[] = [
  { title: 'an administrator of another account', world: GLOBEX, userId: 'usr_gina' },
  { title: 'somebody to whom it is invisible', world: ACME, userId: 'usr_ivy' },
  { title: 'somebody with USE', world: ACME, userId: 'usr_una' },
  { title: 'somebody with READ', world: ACME, userId: 'usr_rita' },
  { title: 'somebody with UPDATE', world: ACME, userId: 'usr_moe' },
  { title: 'its creator, who manages its permissions', world: ACME, userId: 'usr_dina' },
  { title: 'an administrator', world: ACME, userId: 'usr_ada' },
];

/** What stands only in settings, names of secrets and e-mail addresses: those of whom no answer may name them. */
export function markerOf(id: string): string {
  return `planted-${id}`;
}

function settings(id: string): AccountWorld['account'] {
  const mode = { plan: 'ENTERPRISE', permissionSets: 'ENFORCED', accessModel: 'LAYERED' } as const;
  return { id, name: `Account ${id}`, ...mode, residualRead: false };
}

function user(name: string, memberships: UserInWorld['memberships']): UserInWorld {
  const id = `usr_${name}`;
  const own = { userName: `${markerOf(id)}.name`, externalId: `${markerOf(id)}-elsewhere` };
  const email = `${markerOf(id)}@example.org`;
  return { id, name: `User ${name}`, email, ...own, active: true, memberships };
}

function integration(
  name: string,
  own: Pick<IntegrationInWorld, 'teamIds' | 'createdById'>,
): IntegrationInWorld {
  const id = `int_${name}`;
  const marker = markerOf(id);
  const inside = { settings: { note: marker }, secrets: { [marker]: 'unreadable' } };
  return { id, name: `Integration ${name}`, type: 'PAGERDUTY', system: false, ...inside, ...own };
}

function systemIntegration(): IntegrationInWorld {
  const what = { id: 'int_email', name: 'Email', type: 'EMAIL', system: true };
  return { ...what, teamIds: [], createdById: null, settings: {}, secrets: {} };
}

function forEveryone(): PermissionInFile {
  const everyone = granted('pol_email_everyone', 'int_email', { group: 'grp_everyone', set: 'USE' });
  const { grantedBy: _nobody, ...rest } = everyone;
  return { ...rest, source: 'SYSTEM' };
}

type Receiver = { readonly set: keyof typeof SETS } & (
  { readonly user: string } | { readonly group: string }
);

function granted(id: string, on: string, to: Receiver): PermissionInFile {
  const principal: PermissionInFile['principal'] =
    'user' in to ? { type: 'USER', id: to.user } : { type: 'GROUP', id: to.group };
  const origin = { source: 'GRANTED', grantedBy: 'usr_ada', grantedAt: GRANTED_AT } as const;
  return { id, rbacId: `data_providers.${on}`, principal, permissionSetId: SETS[to.set], ...origin };
}
