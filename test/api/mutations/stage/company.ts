import type {
  AccountFile,
  IntegrationInFile,
  PermissionInFile,
  UserInFile,
} from '../../../support/account-file.js';

/** The ids of the permission sets, written down once more: clients have them built in. */
export const OWNER = 'c345007c-244a-4606-b2e2-53f4f85e0ac0';
export const MAINTAINER = '85b413c0-db25-42e9-b4d7-ef935759b188';
export const VIEWER = '3f1af6de-dc60-4fdb-90ed-5c2493b8f767';
export const CREATOR = '38f00b6e-695c-449d-96b9-3a72aeb7f3fd';
export const USE = '10fc3de1-7818-46e8-af47-33c5af233538';
export const EDIT = 'c573af70-3f48-488d-a39a-a8ba7a19b526';

export type Settings = Omit<AccountFile['account'], 'id' | 'name'>;

/** The modes in which permissions are stored and not evaluated. */
export const NOT_ENFORCED: readonly Settings[] = [
  { plan: 'STANDARD', permissionSets: 'ENFORCED' },
  { plan: 'STANDARD', permissionSets: 'OFF' },
  { plan: 'ENTERPRISE', permissionSets: 'OFF' },
  { plan: 'ENTERPRISE', permissionSets: 'SHADOW' },
];

export interface CompanyOptions {
  readonly settings?: Settings;
  readonly users?: readonly UserInFile[];
  readonly integrations?: readonly IntegrationInFile[];
  readonly permissions?: readonly PermissionInFile[];
}

/**
 * Ada and Rosa administer, by group and by role. Rick manages everything, Mia manages Payments, Nils Payments and
 * Operations, Otto only operates in Payments, Zoe is in no team, Ina is inactive. Mia created `int_pd` and is the
 * delegate there; on `int_slack`, which Nils created, she may edit; `int_ops` she does not see.
 */
export function company(more: CompanyOptions = {}): AccountFile {
  return {
    account: { id: 'acme', ...more.settings },
    teams: [
      { id: 'team_root', name: 'Root', root: true },
      { id: 'team_pay', name: 'Payments' },
      { id: 'team_ops', name: 'Operations' },
      { id: 'team_web', name: 'Web' },
    ],
    users: [
      user('ada', {}),
      user('rosa', { team_root: 'ADMINISTRATOR' }),
      user('rick', { team_root: 'INTEGRATIONS_MANAGER' }),
      user('mia', { team_pay: 'INTEGRATIONS_MANAGER' }),
      user('nils', { team_pay: 'INTEGRATION_OWNER', team_ops: 'INTEGRATIONS_MANAGER' }),
      user('otto', { team_pay: 'OPERATOR' }),
      user('zoe', {}),
      { ...user('ina', { team_pay: 'OPERATOR' }), active: false },
      ...(more.users ?? []),
    ],
    groups: [
      { id: 'grp_administrators', name: 'Administrators', builtIn: 'ADMINISTRATORS', memberIds: ['usr_ada'] },
      { id: 'grp_oncall', name: 'On call', memberIds: ['usr_otto'] },
    ],
    integrations: [
      integration('int_pd', { teamIds: ['team_pay'], createdById: 'usr_mia' }),
      integration('int_slack', { teamIds: ['team_pay'], createdById: 'usr_nils' }),
      integration('int_ops', { teamIds: ['team_ops'] }),
      ...(more.integrations ?? []),
    ],
    permissions: [
      { ...permission('pol_owner', { to: 'usr_mia', set: OWNER, on: 'int_pd' }), source: 'AUTOMATIC' },
      permission('pol_create', { to: 'usr_mia', set: CREATOR, on: '*' }),
      permission('pol_slack_owner', { to: 'usr_nils', set: OWNER, on: 'int_slack' }),
      permission('pol_slack_mia', { to: 'usr_mia', set: EDIT, on: 'int_slack' }),
      permission('pol_ops', { to: 'grp_oncall', set: USE, on: 'int_ops' }),
      ...(more.permissions ?? []),
    ],
  };
}

/** A user whose id is made of the name, as in `usr_ada`. */
export function user(name: string, roles: Readonly<Record<string, Role>>): UserInFile {
  const memberships = Object.entries(roles).map(([teamId, role]) => ({ teamId, role }));
  return { id: `usr_${name}`, name: name.charAt(0).toUpperCase() + name.slice(1), memberships };
}

type Role = NonNullable<UserInFile['memberships']>[number]['role'];

export function integration(
  id: string,
  more: Pick<IntegrationInFile, 'teamIds' | 'createdById' | 'settings' | 'type'> | object = {},
): IntegrationInFile {
  return { id, name: `Integration ${id}`, type: 'WEBHOOK', teamIds: [], settings: { note: 'kept' }, ...more };
}

/** A grant: to a user or group (told by its id), on an integration or `*`. */
export interface Granted {
  readonly to: string;
  readonly set: string;
  readonly on: string;
}

export function permission(id: string, { to, set, on }: Granted): PermissionInFile {
  return { id, rbacId: rbac(on), principal: principal(to), permissionSetId: set };
}

export function rbac(integrationId: string): string {
  return `data_providers.${integrationId}`;
}

export function principal(id: string): PermissionInFile['principal'] {
  return { type: id.startsWith('grp_') ? 'GROUP' : 'USER', id };
}

/** As many permissions on one RBAC id as asked, to groups that are made for it. */
export function manyPermissions(count: number, on: string): readonly PermissionInFile[] {
  return Array.from({ length: count }, (_, number) =>
    permission(`pol_many_${number}`, { to: `grp_many_${number}`, set: VIEWER, on }),
  );
}

export function manyGroups(count: number): NonNullable<AccountFile['groups']> {
  return Array.from({ length: count }, (_, number) => ({ id: `grp_many_${number}`, name: `Many ${number}` }));
}
