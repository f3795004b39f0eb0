import { WILDCARD } from '../../oracle/account.js';
import type { Grant, RevokeInput, SaveInput } from '../operations.js';
import { authorIn, firstOf, granted, revoked } from './outcome.js';
import type { Outcome } from './outcome.js';
import { PLAN_REQUIRED, integrationIdIn, isAdministrator, notManaging, OWNER, sameGrant } from './rights.js';
import type { ModelPermission, ModelWorld, NewIds, State } from './state.js';
import { isInert, isKnownSet, warningCodes } from './warnings.js';

/** Who changes what, on which state, and the ids that came of it. */
export interface Changed<Input> {
  readonly state: State;
  readonly by: string;
  readonly input: Input;
  readonly newIds: NewIds;
}

const EMPTY = { changes: [], warnings: [], integration: null, removedPermissionIds: [] };
const ABSENT = { outcome: 'ABSENT', permission: null };
const MOST_PERMISSIONS = 200;

/** An unknown id, and one on an integration invisible to the caller, is ABSENT. */
export function revoke({ input, ...changed }: Changed<RevokeInput>): Outcome {
  const { permissionId, ...options } = input;
  const { world } = changed.state;
  const permission = world.permissions.find(({ id }) => id === permissionId);
  const absent: Outcome = { kind: 'DONE', payload: { ...EMPTY, changes: [ABSENT] } };
  if (permission === undefined) return absent;
  const { rbacId } = permission;
  if (notManaging({ world, by: changed.by }, rbacId)?.code === 'NOT_FOUND') return absent;
  return save({ ...changed, input: { ...options, rbacId, add: [], remove: [permissionId] } });
}

/** Removes, then adds; all of it or nothing. */
export function save(changed: Changed<SaveInput>): Outcome {
  const { state, by, input } = changed;
  const refusal = notManaging({ world: state.world, by }, input.rbacId);
  if (refusal !== undefined) return { kind: 'REFUSED', error: refusal };
  if (input.add.length > 0 && state.world.account.plan === 'STANDARD') {
    return { kind: 'REFUSED', error: PLAN_REQUIRED };
  }
  const difference = differenceMade(changed);
  const code = refusalOf(changed, difference);
  if (code !== undefined) return { kind: 'USER_ERRORS', code, payload: EMPTY };
  return done(changed, difference);
}

interface Difference {
  readonly removed: readonly ModelPermission[];
  readonly added: readonly ModelPermission[];
  readonly after: ModelWorld;
}

function differenceMade({ state: { world }, input, newIds }: Changed<SaveInput>): Difference {
  const { rbacId, remove, reason = null } = input;
  const removed = world.permissions.filter((one) => one.rbacId === rbacId && remove.includes(one.id));
  const kept = world.permissions.filter((one) => !removed.includes(one));
  const added = distinct(input.add)
    .filter((grant) => !kept.some((one) => one.rbacId === rbacId && sameGrant(one, grant)))
    .map((grant): ModelPermission => {
      const { principal, permissionSetId } = grant;
      const { id, grantedAt } = newIds.permissions.find((one) => sameGrant(one, grant)) ?? {
        id: 'an id that the gateway did not tell',
        grantedAt: '',
      };
      return { id, rbacId, principal, permissionSetId, source: 'GRANTED', reason, grantedAt };
    });
  return { removed, added, after: { ...world, permissions: [...kept, ...added] } };
}

/** In the order of `UserErrorCode`. */
function refusalOf(changed: Changed<SaveInput>, { removed, added, after }: Difference): string | undefined {
  const { state, by, input } = changed;
  const { world } = state;
  const on = ({ permissions }: ModelWorld) => permissions.filter(({ rbacId }) => rbacId === input.rbacId);
  const owners = (of: ModelWorld) => on(of).filter(({ permissionSetId }) => permissionSetId === OWNER).length;
  const changedAt = Math.max(state.importedAt, state.permissionsChangedAt.get(input.rbacId) ?? 0);
  const insists = input.allowOrphan === true && isAdministrator({ world, by });
  return firstOf([
    ['PRINCIPAL_NOT_FOUND', () => input.add.some((grant) => !isKnownPrincipal(world, grant))],
    ['PERMISSION_SET_NOT_FOUND', () => input.add.some((grant) => !isKnownSet(grant.permissionSetId))],
    ['SYSTEM_INTEGRATION', () => removed.some(({ source }) => source === 'SYSTEM')],
    ['LIMIT_EXCEEDED', () => added.length > 0 && on(after).length > MOST_PERMISSIONS],
    ['CONFLICT', () => input.expectedRevision !== undefined && changedAt > input.expectedRevision],
    ['LAST_OWNER', () => input.rbacId !== WILDCARD && owners(world) > 0 && owners(after) === 0 && !insists],
    [
      'SELF_LOCKOUT',
      () => input.allowSelfLockout !== true && notManaging({ world: after, by }, input.rbacId) !== undefined,
    ],
  ]);
}

function done({ state, by, input }: Changed<SaveInput>, difference: Difference): Outcome {
  const { removed, added, after } = difference;
  const removals = [...new Set(input.remove)].map((id) => {
    const permission = removed.find((one) => one.id === id);
    return permission === undefined
      ? ABSENT
      : { outcome: 'REMOVED', permission: shownPermission(permission) };
  });
  const grants = distinct(input.add).flatMap((grant) =>
    after.permissions.filter((one) => one.rbacId === input.rbacId && sameGrant(one, grant)),
  );
  const additions = grants.map((permission) => ({
    outcome: added.includes(permission) ? 'CREATED' : 'UNCHANGED',
    permission: shownPermission(permission),
  }));
  const warnings = grants.flatMap((permission) => warningCodes(after, permission)).map((code) => ({ code }));
  const author = authorIn(state.world, by, input.reason);
  const events = [
    ...removed.map((permission) => revoked(permission, author)),
    ...added.map((permission) => granted(permission, author)),
  ];
  const isGone = (id: string) => removed.some((permission) => permission.id === id);
  const removedPermissionIds = [...new Set(input.remove)].filter(isGone);
  return {
    kind: 'DONE',
    payload: { ...EMPTY, changes: [...removals, ...additions], warnings, removedPermissionIds },
    ...(input.rbacId !== WILDCARD && { shows: integrationIdIn(input.rbacId) ?? '' }),
    ...(events.length > 0 && { effect: { world: after, permissionsChangedOn: input.rbacId, events } }),
  };
}

/** What is asked of a permission everywhere. */
export function shownPermission(permission: ModelPermission): object {
  const { id, rbacId, principal, permissionSetId, source, reason } = permission;
  const { type, id: principalId } = principal;
  return {
    ...{ id, rbacId, principal: { type, id: principalId }, permissionSet: { id: permissionSetId } },
    ...{ source, inert: isInert(permission), reason },
  };
}

function distinct(grants: readonly Grant[]): readonly Grant[] {
  return grants.filter((grant, index) => grants.findIndex((other) => sameGrant(other, grant)) === index);
}

function isKnownPrincipal({ users, groups }: ModelWorld, { principal: { type, id } }: Grant): boolean {
  return (type === 'USER' ? users : groups).some((one) => one.id === id);
}
