import type { Action } from '../../../../src/decision/actions.js';
import { decisionIn, isVisibleIn } from '../../oracle/account.js';
import type { AccountWorld } from '../../worlds/account-world.js';

/** Something of an account, as the reference knows it: its type in the schema, and the row behind it. */
export interface Node {
  readonly type: string;
  readonly row: unknown;
}

/** One field of one object, asked by one viewer. */
export interface Asked {
  readonly world: AccountWorld;
  readonly viewerId: string;
  readonly parent: Node;
  readonly args: Readonly<Record<string, unknown>>;
}

/** A field that answers null with an error, which carries these extensions and no others. */
export class Refusal {
  constructor(readonly extensions: Readonly<Record<string, unknown>>) {}
}

export const NOT_FOUND = new Refusal({ code: 'NOT_FOUND' });

export const ADMINISTRATORS_ONLY = new Refusal({
  code: 'FORBIDDEN',
  action: null,
  rbacId: null,
  layer: null,
  reason: 'ADMINISTRATORS_ONLY',
});

/** What a rule says: the field has its value, it is null without an error, or it is refused. */
export type Outcome = 'VALUE' | 'NULL' | Refusal;

/** FORBIDDEN with action, layer and reason of the decision; no refusal when it allows. */
export function unlessAllowed(
  { world, viewerId: userId }: Pick<Asked, 'world' | 'viewerId'>,
  action: Action,
  rbacId: string,
): Refusal | undefined {
  const { allowed, decidedBy: layer, reason } = decisionIn(world, { userId, action, rbacId });
  return allowed ? undefined : new Refusal({ code: 'FORBIDDEN', action, rbacId, layer, reason });
}

/** Of the wildcard nothing is hidden. */
export function isSeen({ world, viewerId }: Pick<Asked, 'world' | 'viewerId'>, rbacId: string): boolean {
  const id = integrationIdOf(rbacId);
  return id === '*' || isVisibleIn(world, viewerId, id);
}

export function integrationIdOf(rbacId: string): string {
  return rbacId.replace('data_providers.', '');
}

export function rbacIdOf(id: string): string {
  return `data_providers.${id}`;
}

/** Section 1: a member of ADMINISTRATORS, or ADMINISTRATOR on the root team. */
export function isAdministratorIn({ groups, teams, users }: AccountWorld, userId: string): boolean {
  const isListed = groups.some(
    ({ builtIn, memberIds = [] }) => builtIn === 'ADMINISTRATORS' && memberIds.includes(userId),
  );
  const roots = teams.filter(({ root }) => root).map(({ id }) => id);
  const memberships = users.find(({ id }) => id === userId)?.memberships ?? [];
  return (
    isListed || memberships.some(({ teamId, role }) => role === 'ADMINISTRATOR' && roots.includes(teamId))
  );
}
