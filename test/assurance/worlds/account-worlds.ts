import fc from 'fast-check';
import { ACTIONS } from '../../../src/decision/actions.js';
import { USE_INTEGRATION } from '../../../src/decision/permission-sets.js';
import type { Role } from '../../../src/decision/roles.js';
import type { GroupInFile, PermissionInFile } from '../../support/account-file.js';
import { WILDCARD } from '../oracle/account.js';
import type { Asked } from '../oracle/account.js';
import { printedAsFile } from './account-world.js';
import type { AccountWorld, IntegrationInWorld, TeamInWorld, UserInWorld } from './account-world.js';
import { drafts } from './drafts.js';
import type { Draft, IntegrationDraft, PermissionDraft, UserDraft, WorldSize } from './drafts.js';

export type { WorldSize } from './drafts.js';

/** Large enough for everything to meet everything; a failing one shrinks to a few lines. */
export const SMALL: WorldSize = { teams: 3, users: 5, groups: 3, integrations: 4, permissions: 24 };

/** Every kind of account that a file can hold, in every mode. One id may name a user, a group and a team at once. */
export function accountWorlds(size: WorldSize = SMALL, accountId = 'acme'): fc.Arbitrary<AccountWorld> {
  // The bias towards the smallest values makes every other account nearly empty, where few rules meet.
  return fc.noBias(drafts(size, accountId)).map(worldOf).map(printedAsFile);
}

/** Every question that can be asked about a world. */
export function everythingAsked({ users, integrations }: AccountWorld): readonly Asked[] {
  const onWildcard = (['CREATE', 'MANAGE_PERMISSIONS'] as const).map((action) => ({
    action,
    rbacId: WILDCARD,
  }));
  const onEach = integrations.flatMap(({ id }) =>
    ACTIONS.map((action) => ({ action, rbacId: rbacIdOf(id) })),
  );
  return users.flatMap(({ id }) => [...onEach, ...onWildcard].map((asked) => ({ userId: id, ...asked })));
}

const EVERYONE_ID = 'grp_everyone';
const ADMINISTRATORS_ID = 'grp_administrators';

const ROOT_TEAM: TeamInWorld = { id: 'team_root', name: 'Root', root: true };
const EVERYONE: GroupInFile = { id: EVERYONE_ID, name: 'Everyone', builtIn: 'EVERYONE' };
const SYSTEM_INTEGRATION: IntegrationInWorld = {
  ...{ id: 'int_email', name: 'Email', type: 'EMAIL', teamIds: [] },
  ...{ createdById: null, settings: {}, system: true },
};
const EVERYONES_EMAIL: PermissionInFile = {
  id: 'pol_email_everyone',
  rbacId: rbacIdOf('int_email'),
  principal: { type: 'GROUP', id: EVERYONE_ID },
  permissionSetId: USE_INTEGRATION.id,
  source: 'SYSTEM',
};

export function rbacIdOf(integrationId: string): string {
  return `data_providers.${integrationId}`;
}

function worldOf(draft: Draft): AccountWorld {
  const teams = draft.teams.map((team) => ({ ...team, root: false }));
  const groups = [
    EVERYONE,
    administrators(draft),
    ...draft.groups.map(({ id, name, members }) => ({ id, name, memberIds: idsAt(draft.users, members) })),
  ];
  return {
    account: draft.account,
    teams: [ROOT_TEAM, ...teams],
    users: draft.users.map((user) => userOf(user, draft)),
    groups,
    integrations: [SYSTEM_INTEGRATION, ...draft.integrations.map((one) => integrationOf(one, draft))],
    permissions: [
      EVERYONES_EMAIL,
      ...distinct(draft.permissions.map((permission) => permissionOf(permission, draft, groups))),
    ],
  };
}

function administrators(draft: Draft): GroupInFile {
  const memberIds = idsAt(draft.users, draft.administrators);
  return { id: ADMINISTRATORS_ID, name: 'Administrators', builtIn: 'ADMINISTRATORS', memberIds };
}

function userOf({ id, name, active, inRoot, elsewhere }: UserDraft, { teams }: Draft): UserInWorld {
  const roles = new Map<string, Role>(inRoot === null ? [] : [[ROOT_TEAM.id, inRoot]]);
  for (const { team, role } of elsewhere) for (const teamId of idsAt(teams, [team])) roles.set(teamId, role);
  const memberships = [...roles].map(([teamId, role]) => ({ teamId, role }));
  return { id, name, email: `${id}@acme.example`, active, memberships };
}

function integrationOf(
  { id, name, type, teams, creator }: IntegrationDraft,
  draft: Draft,
): IntegrationInWorld {
  const [createdById = null] = creator === null ? [] : idsAt(draft.users, [creator]);
  return {
    ...{ id, name, type, teamIds: idsAt(draft.teams, teams), createdById },
    ...{ settings: {}, system: false },
  };
}

/** The wildcard counts for two, since so much hangs on it. */
function permissionOf(
  { on, type, holder, permissionSetId, source }: PermissionDraft,
  { users, integrations }: Draft,
  groups: readonly GroupInFile[],
): Omit<PermissionInFile, 'id'> {
  const places = [WILDCARD, WILDCARD, SYSTEM_INTEGRATION.id, ...integrations.map(({ id }) => id)];
  const place = places[on % places.length] ?? WILDCARD;
  const [id = EVERYONE_ID] = idsAt(type === 'USER' ? users : groups, [holder]);
  return {
    rbacId: place === WILDCARD ? WILDCARD : rbacIdOf(place),
    ...{ principal: { type, id }, permissionSetId, ...(source && { source }) },
  };
}

function idsAt(some: readonly { readonly id: string }[], numbers: readonly number[]): readonly string[] {
  return [...new Set(numbers.flatMap((number) => some[number % some.length]?.id ?? []))];
}

/** Each grant once, and never what every account has. */
function distinct(granted: readonly Omit<PermissionInFile, 'id'>[]): readonly PermissionInFile[] {
  const different = new Map([EVERYONES_EMAIL, ...granted].map((one) => [grantOf(one), one]));
  different.delete(grantOf(EVERYONES_EMAIL));
  return [...different.values()].map((one, index) => ({ id: `pol_${index}`, ...one }));
}

/** What is unique in an account. */
function grantOf({ rbacId, principal, permissionSetId }: Omit<PermissionInFile, 'id'>): string {
  return JSON.stringify([rbacId, principal.type, principal.id, permissionSetId]);
}
