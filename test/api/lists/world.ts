import type {
  AccountFile,
  IntegrationInFile,
  PermissionInFile,
  UserInFile,
} from '../../support/account-file.js';
import { AWKWARD_NAMES } from './names.js';

export const USE = '10fc3de1-7818-46e8-af47-33c5af233538';
export const VIEWER = '3f1af6de-dc60-4fdb-90ed-5c2493b8f767';
export const EDIT = 'c573af70-3f48-488d-a39a-a8ba7a19b526';

export const ADA = { account: 'acme', user: 'usr_ada' };
/** An operator of one team, who may use what Ursa's group may and read what she may read herself. */
export const URSA = { account: 'acme', user: 'usr_ursa' };

/** Ids against the order of the names, so that a list ordered by id fails. */
function idOf(prefix: string, index: number): string {
  return `${prefix}_${(900 - 7 * index).toString()}`;
}

const TYPES = ['SLACK', 'WEBHOOK', 'SMS'] as const;

/** Ursa may use all of these, and read every other one. */
export const SHOWN: readonly IntegrationInFile[] = AWKWARD_NAMES.map((name, index) => ({
  id: idOf('int', index),
  name,
  type: TYPES[index % TYPES.length] ?? 'SLACK',
  teamIds: ['team_ursa'],
  createdById: 'usr_ada',
}));

/** In the same places of the list, and out of her sight in four ways. */
const HIDDEN: readonly IntegrationInFile[] = AWKWARD_NAMES.map((name, index) => ({
  id: idOf('int_x', index),
  name,
  type: TYPES[index % TYPES.length] ?? 'SLACK',
  teamIds: index % 2 === 0 ? ['team_other'] : ['team_ursa'],
}));

export const SYSTEM: IntegrationInFile = {
  id: 'int_email',
  name: 'zzz last by name',
  type: 'EMAIL',
  teamIds: [],
  system: true,
};

export const USERS: readonly UserInFile[] = [
  { id: 'usr_ada', name: 'Ada', email: 'ada@acme.example' },
  { id: 'usr_ursa', name: 'Ursa', memberships: [{ teamId: 'team_ursa', role: 'OPERATOR' }] },
  ...AWKWARD_NAMES.map((name, index) => ({ id: idOf('usr', index), name, active: index % 5 !== 0 })),
];

export const GROUPS = [
  { id: 'grp_administrators', name: 'Administrators', builtIn: 'ADMINISTRATORS', memberIds: ['usr_ada'] },
  { id: 'grp_everyone', name: 'Everyone', builtIn: 'EVERYONE' },
  { id: 'grp_ursa', name: 'Ursa and friends', memberIds: USERS.map(({ id }) => id) },
  ...AWKWARD_NAMES.map((name, index) => ({ id: idOf('grp', index), name, memberIds: [] })),
] as const;

export const TEAMS = [
  { id: 'team_root', name: 'Root', root: true },
  { id: 'team_ursa', name: 'Ursa' },
  { id: 'team_other', name: 'Other' },
  ...AWKWARD_NAMES.map((name, index) => ({ id: idOf('team', index), name })),
];

function grantsOn(integrations: readonly IntegrationInFile[]): readonly PermissionInFile[] {
  return integrations.flatMap(({ id }, index) => [
    granted(`pol_use_${id}`, id, { type: 'GROUP', id: 'grp_ursa', set: USE }),
    ...(index % 2 === 0
      ? [granted(`pol_read_${id}`, id, { type: 'USER', id: 'usr_ursa', set: VIEWER })]
      : []),
  ]);
}

/** All at once, so that ids decide. */
const GRANTED_AT = '2026-01-31T09:30:00.000Z';

function granted(
  id: string,
  integrationId: string,
  to: { readonly type: 'USER' | 'GROUP'; readonly id: string; readonly set: string },
): PermissionInFile {
  const principal = { type: to.type, id: to.id };
  const rbacId = `data_providers.${integrationId}`;
  return { id, rbacId, principal, permissionSetId: to.set, grantedAt: GRANTED_AT };
}

/** Those of a team that is not hers are granted to her too; those of hers are not. */
const HIDDEN_GRANTS = grantsOn(HIDDEN.filter(({ teamIds }) => teamIds?.includes('team_other')));

/** The account as Ursa sees it, and with as much again that she does not. */
export function acme({ withHidden }: { readonly withHidden: boolean }): AccountFile {
  return {
    account: { id: 'acme' },
    teams: TEAMS,
    users: USERS,
    groups: GROUPS,
    integrations: [SYSTEM, ...SHOWN, ...(withHidden ? HIDDEN : [])],
    permissions: [...grantsOn(SHOWN), ...(withHidden ? HIDDEN_GRANTS : [])],
  };
}
