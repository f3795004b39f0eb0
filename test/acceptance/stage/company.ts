import type { AccountFile, PermissionInFile } from '../../support/account-file.js';

/** The constant ids of the permission sets, written down once more: clients have them built in. */
export const OWNER = 'c345007c-244a-4606-b2e2-53f4f85e0ac0';
export const MAINTAINER = '85b413c0-db25-42e9-b4d7-ef935759b188';
export const VIEWER = '3f1af6de-dc60-4fdb-90ed-5c2493b8f767';
export const CREATOR = '38f00b6e-695c-449d-96b9-3a72aeb7f3fd';
export const USE = '10fc3de1-7818-46e8-af47-33c5af233538';
export const EDIT = 'c573af70-3f48-488d-a39a-a8ba7a19b526';

/** Everything in the order of every list: the system integration, then by folded name. */
export const ALL_INTEGRATIONS = ['int_email', 'int_pd', 'int_slack', 'int_sms', 'int_hook'];

/** The RBAC id of an integration, or of all of them. */
export function rbac(integrationId: string): string {
  return `data_providers.${integrationId}`;
}

/** A permission in the file. Its id is told by `grantId`. */
export function grant(principalId: string, permissionSetId: string, on: string): PermissionInFile {
  return {
    id: grantId(principalId, permissionSetId, on),
    rbacId: rbac(on),
    principal: principal(principalId),
    permissionSetId,
  };
}

export function grantId(principalId: string, permissionSetId: string, on: string): string {
  const where = on === '*' ? 'any' : on;
  return `pol_${principalId}_${permissionSetId.slice(0, 8)}_${where}`;
}

export function principal(id: string): { type: 'USER' | 'GROUP'; id: string } {
  return { type: id.startsWith('grp_') ? 'GROUP' : 'USER', id };
}

export type Settings = Omit<AccountFile['account'], 'id' | 'name'>;

export const FIRST_MODEL: Settings = { accessModel: 'GRANTS_ONLY' };
export const SECOND_MODEL: Settings = { accessModel: 'LAYERED' };

/** The modes in which permissions are stored and not evaluated. */
export const NOT_ENFORCED: readonly Settings[] = [
  { plan: 'STANDARD', permissionSets: 'ENFORCED' },
  { plan: 'ENTERPRISE', permissionSets: 'OFF' },
  { plan: 'ENTERPRISE', permissionSets: 'SHADOW' },
];

export const ENFORCED: Settings = { plan: 'ENTERPRISE', permissionSets: 'ENFORCED' };

/** For the names of tests that are run in several modes. */
export function nameOfMode({ plan, permissionSets }: Settings): string {
  return [plan, permissionSets].join(' with ');
}

/**
 * The company that most tests are about. The people, teams and integrations are the same in both access models, so
 * that the roles of the second are there to be ignored in the first; a test adds the permissions it is about.
 */
export function company(settings: Settings, permissions: readonly PermissionInFile[] = []): AccountFile {
  return {
    account: { id: 'acme', name: 'Acme', ...settings },
    teams: [
      { id: 'team_root', name: 'Root', root: true },
      { id: 'team_pay', name: 'Payments' },
      { id: 'team_ops', name: 'Operations' },
    ],
    users: [
      user('usr_ada', 'Ada', {}),
      user('usr_rosa', 'Rosa', { team_root: 'ADMINISTRATOR' }),
      user('usr_rick', 'Rick', { team_root: 'INTEGRATIONS_MANAGER' }),
      user('usr_mia', 'Mia', { team_pay: 'INTEGRATIONS_MANAGER' }),
      user('usr_nils', 'Nils', { team_pay: 'INTEGRATION_OWNER', team_ops: 'OPERATOR' }),
      user('usr_otto', 'Otto', { team_pay: 'OPERATOR' }),
      user('usr_zoe', 'Zoe', {}),
    ],
    groups: [
      { id: 'grp_administrators', name: 'Administrators', builtIn: 'ADMINISTRATORS', memberIds: ['usr_ada'] },
      { id: 'grp_oncall', name: 'On call', memberIds: ['usr_mia', 'usr_otto'] },
    ],
    integrations: [
      { id: 'int_pd', name: 'PagerDuty Payments', type: 'PAGERDUTY', ...from('usr_nils', ['team_pay']) },
      { id: 'int_slack', name: 'Slack Payments', type: 'SLACK', ...from('usr_mia', ['team_pay']) },
      { id: 'int_sms', name: 'SMS Duty', type: 'SMS', ...from(null, ['team_ops']) },
      { id: 'int_hook', name: 'Status Webhook', type: 'WEBHOOK', ...from('usr_rick', []) },
    ],
    permissions,
  };
}

type UserInFile = NonNullable<AccountFile['users']>[number];
type Role = NonNullable<UserInFile['memberships']>[number]['role'];

/** An active user with a role in each of these teams. */
export function user(id: string, name: string, roles: Readonly<Record<string, Role>>): UserInFile {
  const memberships = Object.entries(roles).map(([teamId, role]) => ({ teamId, role }));
  return { id, name, email: `${name.toLowerCase()}@acme.example`, active: true, memberships };
}

function from(createdById: string | null, teamIds: readonly string[]) {
  return { createdById, teamIds, settings: { note: 'kept' }, system: false };
}
