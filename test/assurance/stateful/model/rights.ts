import type { Action } from '../../../../src/decision/actions.js';
import { decisionIn, isAllowedIn, isVisibleIn, WILDCARD } from '../../oracle/account.js';
import type { AccountWorld } from '../../worlds/account-world.js';
import type { Grant } from '../operations.js';

/** The extensions of an error that takes the place of an answer. */
export type Refusal = Readonly<Record<string, unknown>>;

export const BAD_USER_INPUT: Refusal = { code: 'BAD_USER_INPUT' };
export const NOT_FOUND: Refusal = { code: 'NOT_FOUND' };
export const PLAN_REQUIRED: Refusal = { code: 'PLAN_REQUIRED' };

export const OWNER = 'c345007c-244a-4606-b2e2-53f4f85e0ac0';
export const CREATOR = '38f00b6e-695c-449d-96b9-3a72aeb7f3fd';

/** Somebody, and the account as it is. */
export interface Viewing {
  readonly world: AccountWorld;
  readonly by: string;
}

/** Only known and active users come as far as being answered. */
export function isSignedIn({ world, by }: Viewing): boolean {
  return world.users.some(({ id, active }) => id === by && active);
}

export function isAdministrator({ world, by }: Viewing): boolean {
  return isAllowedIn(world, { userId: by, action: 'MANAGE_PERMISSIONS', rbacId: WILDCARD });
}

/** The refusal for lack of a right; undefined when the decision allows. */
export function forbidden({ world, by }: Viewing, action: Action, rbacId: string): Refusal | undefined {
  const { allowed, decidedBy, reason } = decisionIn(world, { userId: by, action, rbacId });
  return allowed ? undefined : { code: 'FORBIDDEN', action, rbacId, layer: decidedBy, reason };
}

export function isVisible({ world, by }: Viewing, integrationId: string): boolean {
  return isVisibleIn(world, by, integrationId);
}

/** Why somebody may not manage the permissions on an RBAC id; undefined when they may. */
export function notManaging(viewing: Viewing, rbacId: string): Refusal | undefined {
  const id = integrationIdIn(rbacId);
  if (id === null) return BAD_USER_INPUT;
  if (id !== undefined && !isVisible(viewing, id)) return NOT_FOUND;
  return forbidden(viewing, 'MANAGE_PERMISSIONS', rbacId);
}

/** The integration that an RBAC id names; undefined for the wildcard, null for what is no RBAC id. */
export function integrationIdIn(rbacId: string): string | undefined | null {
  if (rbacId === WILDCARD) return undefined;
  return /^data_providers\.([A-Za-z0-9_-]{1,64})$/.exec(rbacId)?.[1] ?? null;
}

export function sameGrant(a: Grant, b: Grant): boolean {
  return (
    a.permissionSetId === b.permissionSetId &&
    a.principal.type === b.principal.type &&
    a.principal.id === b.principal.id
  );
}

/** Whether a role in the team, or in the root team, permits to create or update there; administrators always may. */
export function mayFillTeam({ world, by }: Viewing, teamId: string): boolean {
  if (isAdministrator({ world, by })) return true;
  return managedTeams({ world, by }).some((id) => id === teamId || isRoot(world, id));
}

/** The teams in which somebody has a role that permits CREATE and UPDATE. */
export function managedTeams({ world, by }: Viewing): readonly string[] {
  const memberships = world.users.find(({ id }) => id === by)?.memberships ?? [];
  return memberships.filter(({ role }) => role !== 'OPERATOR').map(({ teamId }) => teamId);
}

export function isRoot({ teams }: AccountWorld, teamId: string): boolean {
  return teams.some(({ id, root }) => id === teamId && root);
}
