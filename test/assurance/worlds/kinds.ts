import { CREATOR, PERMISSION_SETS } from '../../../src/decision/permission-sets.js';
import type { PermissionInFile } from '../../support/account-file.js';
import { decisionIn, folded, WILDCARD } from '../oracle/account.js';
import type { AccountWorld, UserInWorld } from './account-world.js';
import { everythingAsked, rbacIdOf } from './account-worlds.js';

/** What a world holds, in words: every kind of thing that may make a difference to an answer. */
export function kindsIn(world: AccountWorld): readonly string[] {
  return [
    ...kindOfSettings(world),
    ...world.users.flatMap((user) => kindsOfUser(world, user)),
    ...kindsOfAdministrators(world),
    ...world.permissions.flatMap((permission) => kindsOfPermission(world, permission)),
    ...kindsOfIntegrations(world),
    ...kindsOfNames(world),
    ...kindsOfIds(world),
    ...kindsOfDecisions(world),
  ];
}

function kindOfSettings({ account }: AccountWorld): readonly string[] {
  const { plan, permissionSets, accessModel, residualRead } = account;
  return [`${plan} ${permissionSets} ${accessModel} ${residualRead ? 'with' : 'without'} residual read`];
}

function kindsOfUser({ groups }: AccountWorld, { id, memberships, active }: UserInWorld): readonly string[] {
  const memberOf = groups.filter(({ memberIds = [] }) => memberIds.includes(id)).length;
  const roles = new Set(memberships.map(({ role }) => role));
  return [
    active ? 'an active user' : 'an inactive user',
    `teams of a user: ${few(memberships.length)}`,
    `groups of a user: ${few(memberOf)}`,
    ...memberships.map(
      ({ teamId, role }) => `${role} in ${teamId === 'team_root' ? 'the root team' : 'a team'}`,
    ),
    ...when(roles.size > 1, 'a user with several roles'),
  ];
}

function kindsOfAdministrators({ users, groups }: AccountWorld): readonly string[] {
  const members = groups.find(({ builtIn }) => builtIn === 'ADMINISTRATORS')?.memberIds ?? [];
  return users.flatMap(({ id, active, memberships }) => {
    const byGroup = members.includes(id);
    const byRole = memberships.some(({ role }) => role === 'ADMINISTRATOR');
    const who = active ? 'an administrator' : 'an inactive administrator';
    return [
      ...when(byGroup && !byRole, `${who} by group`),
      ...when(byRole && !byGroup, `${who} by role`),
      ...when(byRole && byGroup, `an administrator by both`),
    ];
  });
}

function kindsOfPermission(
  { integrations, permissions }: AccountWorld,
  { rbacId, principal, permissionSetId, source }: PermissionInFile,
): readonly string[] {
  const set = PERMISSION_SETS.find(({ id }) => id === permissionSetId)?.name ?? 'an unknown set';
  const isOnSystem = integrations.some(({ id, system }) => system && rbacId === rbacIdOf(id));
  const place =
    rbacId === WILDCARD ? 'the wildcard' : isOnSystem ? 'the system integration' : 'an integration';
  const isAlsoOn = (other: string) =>
    permissions.some(
      (one) =>
        one.rbacId === other && one.principal.type === principal.type && one.principal.id === principal.id,
    );
  return [
    `${set} on ${place}`,
    `a permission of ${principal.id.startsWith('grp_') ? principal.id : `a ${principal.type}`} on ${place}`,
    `a permission that is ${String(source)}`,
    ...when(permissionSetId === CREATOR.id && rbacId !== WILDCARD, 'an inert permission'),
    ...when(rbacId !== WILDCARD && isAlsoOn(WILDCARD), 'one principal on an integration and on the wildcard'),
  ];
}

function kindsOfIntegrations({ integrations, users }: AccountWorld): readonly string[] {
  return integrations
    .slice(1)
    .flatMap(({ type, teamIds, createdById }) => [
      type,
      `teams of an integration: ${few(teamIds.length)}`,
      ...when(createdById === null, 'an integration without creator'),
      ...users
        .filter(({ id }) => id === createdById)
        .map(({ active }) => `an integration whose creator is ${active ? 'active' : 'inactive'}`),
    ]);
}

function kindsOfNames({ users, integrations }: AccountWorld): readonly string[] {
  return [users, integrations].flatMap((rows) => {
    const names = rows.map(({ name }) => name);
    const of = rows === users ? 'users' : 'integrations';
    const different = [...new Set(names)];
    const composed = new Set(different.map((name) => name.normalize('NFC')));
    return [
      ...when(different.length < names.length, `${of} of one name`),
      ...when(new Set(different.map(folded)).size < composed.size, `${of} whose names differ in case alone`),
      ...when(composed.size < different.length, `${of} whose names differ in normal form alone`),
      ...when(
        names.some((name) => Array.from(name).length === 200),
        `${of} with the longest name`,
      ),
      ...when(
        names.some((name) => /[\u{10000}-\u{10ffff}]/u.test(name)),
        `${of} named beyond the BMP`,
      ),
      ...when(
        names.some((name) => folded(name).length > name.normalize('NFC').length),
        `${of} whose names grow when folded`,
      ),
    ];
  });
}

function kindsOfIds({ teams, users, groups, integrations }: AccountWorld): readonly string[] {
  const ids = [teams, users, groups, integrations].map((rows) => new Set(rows.map(({ id }) => id)));
  const isEverywhere = [...(ids[0] ?? [])].some((id) => ids.every((known) => known.has(id)));
  const areTwins = ids.some((known) => new Set([...known].map((id) => id.toLowerCase())).size < known.size);
  return [
    ...when(isEverywhere, 'one id of a team, a user, a group and an integration'),
    ...when(areTwins, 'ids that differ in case alone'),
    ...when(
      ids.some((known) => known.has('__proto__')),
      'an id that is a built-in property',
    ),
  ];
}

function kindsOfDecisions(world: AccountWorld): readonly string[] {
  return everythingAsked(world).flatMap((asked) => {
    const { allowed, decidedBy, reason } = decisionIn(world, asked);
    return [
      `${asked.action} ${allowed ? 'allowed' : 'denied'}`,
      `${reason} by ${decidedBy}, ${allowed ? 'allowed' : 'denied'}`,
    ];
  });
}

function few(count: number): string {
  return ['none', 'one'][count] ?? 'several';
}

function when(holds: boolean, kind: string): readonly string[] {
  return holds ? [kind] : [];
}
