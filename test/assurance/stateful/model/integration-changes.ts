import { isDeepStrictEqual } from 'node:util';
import type { Action } from '../../../../src/decision/actions.js';
import { WILDCARD } from '../../oracle/account.js';
import { rbacIdOf } from '../../worlds/account-worlds.js';
import type { CreateInput, UpdateInput } from '../operations.js';
import { authorIn, firstOf, granted, integrationRecord, revoked } from './outcome.js';
import type { Outcome } from './outcome.js';
import type { Changed } from './permission-changes.js';
import * as rights from './rights.js';
import type { Viewing } from './rights.js';
import type { ModelIntegration, ModelPermission, ModelWorld } from './state.js';

const MOST_TEAMS = 20;
const NOT_TOLD = 'an id that the gateway did not tell';

/** Needs CREATE; the creator gets Owner, source AUTOMATIC, in every mode. */
export function create({ state: { world }, by, input, newIds }: Changed<CreateInput>): Outcome {
  const viewing = { world, by };
  const teamIds = teamsOfNew(viewing, input.teamIds);
  if (teamIds === undefined) return { kind: 'REFUSED', error: rights.BAD_USER_INPUT };
  const forbidden = rights.forbidden(viewing, 'CREATE', WILDCARD);
  if (forbidden !== undefined) return { kind: 'REFUSED', error: forbidden };
  const isFree = world.account.accessModel === 'GRANTS_ONLY';
  const code = firstOf([
    ['TEAM_NOT_FOUND', () => !areTeams(world, teamIds)],
    ['TEAM_NOT_ALLOWED', () => teamIds.some((id) => rights.isRoot(world, id))],
    ['TEAM_NOT_ALLOWED', () => !isFree && teamIds.some((id) => !rights.mayFillTeam(viewing, id))],
    ['LIMIT_EXCEEDED', () => teamIds.length > MOST_TEAMS],
  ]);
  if (code !== undefined) return { kind: 'USER_ERRORS', code, payload: { integration: null } };

  const { name, type, settings = {} } = input;
  const [id = NOT_TOLD] = newIds.integrationIds;
  const [automatic] = newIds.permissions;
  const integration: ModelIntegration = {
    ...{ id, name, type, teamIds, createdById: by, settings, system: false, version: 1 },
  };
  const permission: ModelPermission = {
    ...{ id: automatic?.id ?? NOT_TOLD, grantedAt: automatic?.grantedAt ?? '', rbacId: rbacIdOf(id) },
    ...{ principal: { type: 'USER', id: by }, permissionSetId: rights.OWNER },
    ...{ source: 'AUTOMATIC', reason: null },
  };
  const author = authorIn(world, by);
  const event = { ...author, kind: 'INTEGRATION_CREATED', rbacId: rbacIdOf(id), before: null };
  return {
    kind: 'DONE',
    payload: {},
    shows: id,
    effect: {
      world: {
        ...world,
        integrations: [...world.integrations, integration],
        permissions: [...world.permissions, permission],
      },
      permissionsChangedOn: rbacIdOf(id),
      events: [{ ...event, after: integrationRecord(integration) }, granted(permission, author)],
    },
  };
}

/** Undefined when one has to say which, and has not. */
function teamsOfNew(viewing: Viewing, named: readonly string[] | undefined): readonly string[] | undefined {
  const own = rights.managedTeams(viewing);
  const isFree =
    viewing.world.account.accessModel === 'GRANTS_ONLY' ||
    rights.isAdministrator(viewing) ||
    own.some((id) => rights.isRoot(viewing.world, id));
  if (isFree) return [...new Set(named)];
  const teamIds = named ?? own;
  const isClear = named === undefined ? own.length <= 1 : named.length > 0;
  return isClear ? [...new Set(teamIds)] : undefined;
}

/** Needs UPDATE; what is left out stays. */
export function update({ state: { world }, by, input }: Changed<UpdateInput>): Outcome {
  const present = seenFor({ world, by }, { id: input.id, action: 'UPDATE' });
  if ('kind' in present) return present;
  const named = input.teamIds === undefined ? present.teamIds : [...new Set(input.teamIds)];
  const { id, version } = present;
  const { name = present.name, settings = present.settings ?? {} } = input;
  const next = { ...present, name, settings, teamIds: named, version: version + 1 };
  const after = { ...world, integrations: world.integrations.map((one) => (one.id === id ? next : one)) };
  const touched = difference(present.teamIds, named);
  const manages = (of: ModelWorld) =>
    rights.forbidden({ world: of, by }, 'MANAGE_PERMISSIONS', rbacIdOf(id)) === undefined;
  const code = firstOf([
    ['TEAM_NOT_FOUND', () => !areTeams(world, named)],
    ['TEAM_NOT_ALLOWED', () => named.some((teamId) => rights.isRoot(world, teamId))],
    ['TEAM_NOT_ALLOWED', () => touched.some((teamId) => !rights.mayFillTeam({ world, by }, teamId))],
    ['SYSTEM_INTEGRATION', () => present.system && touched.length > 0],
    ['LIMIT_EXCEEDED', () => named.length > MOST_TEAMS],
    ['CONFLICT', () => (input.expectedVersion ?? version) !== version],
    ['SELF_LOCKOUT', () => input.allowSelfLockout !== true && manages(world) && !manages(after)],
  ]);
  if (code !== undefined) return { kind: 'USER_ERRORS', code, payload: { integration: null } };
  const done = { kind: 'DONE', payload: {}, shows: id } as const;
  const isSame =
    name === present.name && touched.length === 0 && isDeepStrictEqual(settings, present.settings);
  if (isSame) return done;
  const records = { before: integrationRecord(present), after: integrationRecord(next) };
  const event = { kind: 'INTEGRATION_UPDATED', rbacId: rbacIdOf(id), ...authorIn(world, by), ...records };
  return { ...done, effect: { world: after, events: [event] } };
}

/** Needs DELETE; the permissions go with it. */
export function remove({ state: { world }, by, input: { id } }: Changed<{ readonly id: string }>): Outcome {
  const present = seenFor({ world, by }, { id, action: 'DELETE' });
  if ('kind' in present) return present;
  const rbacId = rbacIdOf(id);
  const author = authorIn(world, by);
  const event = { ...author, kind: 'INTEGRATION_DELETED', rbacId, after: null };
  const own = world.permissions.filter((permission) => permission.rbacId === rbacId);
  return {
    kind: 'DONE',
    payload: { deletedIntegrationId: id },
    effect: {
      world: {
        ...world,
        integrations: world.integrations.filter((one) => one !== present),
        permissions: world.permissions.filter((permission) => !own.includes(permission)),
      },
      permissionsChangedOn: rbacId,
      events: [
        { ...event, before: integrationRecord(present) },
        ...own.map((permission) => revoked(permission, author)),
      ],
    },
  };
}

/** The integration, or why somebody may not change it. */
function seenFor(
  { world, by }: { readonly world: ModelWorld; readonly by: string },
  { id, action }: { readonly id: string; readonly action: Action },
): ModelIntegration | (Outcome & { readonly kind: 'REFUSED' }) {
  const present = world.integrations.find((one) => one.id === id);
  if (present === undefined || !rights.isVisible({ world, by }, id)) {
    return { kind: 'REFUSED', error: rights.NOT_FOUND };
  }
  const error = rights.forbidden({ world, by }, action, rbacIdOf(id));
  return error === undefined ? present : { kind: 'REFUSED', error };
}

function areTeams({ teams }: ModelWorld, teamIds: readonly string[]): boolean {
  return teamIds.every((teamId) => teams.some(({ id }) => id === teamId));
}

function difference(a: readonly string[], b: readonly string[]): readonly string[] {
  return [...a.filter((id) => !b.includes(id)), ...b.filter((id) => !a.includes(id))];
}
