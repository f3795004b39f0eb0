import type { Action } from '../../../src/decision/actions.js';
import type { Question } from '../../../src/decision/facts.js';
import type { AccountWorld, IntegrationInWorld, UserInWorld } from '../worlds/account-world.js';
import { naiveDecide } from './naive.js';
import type { NaiveAnswer } from './naive.js';

/**
 * What the API has to answer about an account, worked out from its file in the most literal way: every question is
 * asked of every row. Nothing here is taken from the sources but types.
 */
export interface Asked {
  readonly userId: string;
  readonly action: Action;
  readonly rbacId: string;
}

export const WILDCARD = 'data_providers.*';

export function decisionIn(world: AccountWorld, asked: Asked): NaiveAnswer {
  return naiveDecide(questionIn(world, asked));
}

export function isAllowedIn(world: AccountWorld, asked: Asked): boolean {
  return decisionIn(world, asked).allowed;
}

/** Section 5: "An integration is visible to a user who may READ or USE it." */
export function isVisibleIn(world: AccountWorld, userId: string, integrationId: string): boolean {
  if (!world.integrations.some(({ id }) => id === integrationId)) return false;
  const rbacId = `data_providers.${integrationId}`;
  return (['READ', 'USE'] as const).some((action) => isAllowedIn(world, { userId, action, rbacId }));
}

/** The ids of one of the two lists of integrations, in order: the system integration, then folded name, then id. */
export function listedIn(
  world: AccountWorld,
  { userId, action, search = '', type }: ListAsked,
): readonly string[] {
  return world.integrations
    .filter(({ id }) => isAllowedIn(world, { userId, action, rbacId: `data_providers.${id}` }))
    .filter((integration) => type === undefined || integration.type === type)
    .filter(({ name }) => folded(name).includes(folded(search)))
    .sort((a, b) => Number(b.system) - Number(a.system) || byNameThenId(a, b))
    .map(({ id }) => id);
}

export interface ListAsked {
  readonly userId: string;
  readonly action: 'READ' | 'USE';
  readonly search?: string;
  readonly type?: string;
}

/** Everybody whose decision is allow, by folded name, then id. */
export function whoCanIn(world: AccountWorld, { action, rbacId }: Omit<Asked, 'userId'>): readonly string[] {
  return world.users
    .filter(({ id }) => isAllowedIn(world, { userId: id, action, rbacId }))
    .sort(byNameThenId)
    .map(({ id }) => id);
}

/** Section 6: Unicode NFC, then lower case without a locale, then ς becomes σ; compared by code point. */
export function folded(name: string): string {
  return name.normalize('NFC').toLowerCase().split('ς').join('σ');
}

export function byNameThenId(a: Named, b: Named): number {
  return byCodePoint(folded(a.name), folded(b.name)) || byCodePoint(a.id, b.id);
}

interface Named {
  readonly id: string;
  readonly name: string;
}

function byCodePoint(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)];
  for (const [index, character] of left.entries()) {
    const difference = (character.codePointAt(0) ?? 0) - (right[index]?.codePointAt(0) ?? -1);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** The facts of a file, as the decision takes them. */
export function questionIn(world: AccountWorld, { userId, action, rbacId }: Asked): Question {
  return {
    account: { ...world.account, ...builtInsOf(world) },
    user: userFacts(world, userId),
    action,
    resource:
      rbacId === WILDCARD
        ? { kind: 'WILDCARD', system: false, teamIds: [] }
        : integrationFacts(world, rbacId),
    permissions: world.permissions.map((permission) => ({ source: 'GRANTED', ...permission })),
  };
}

function builtInsOf({ teams, groups }: AccountWorld) {
  const idOf = (builtIn: string) => only(groups.find((group) => group.builtIn === builtIn)).id;
  return {
    rootTeamId: only(teams.find(({ root }) => root)).id,
    everyoneGroupId: idOf('EVERYONE'),
    administratorsGroupId: idOf('ADMINISTRATORS'),
  };
}

function userFacts({ users, groups }: AccountWorld, userId: string): Question['user'] {
  const { id, active, memberships }: UserInWorld = only(users.find((user) => user.id === userId));
  const own = groups.filter(({ memberIds = [] }) => memberIds.includes(userId));
  return { id, active, memberships, groupIds: own.map((group) => group.id) };
}

function integrationFacts({ integrations }: AccountWorld, rbacId: string): Question['resource'] {
  const found = integrations.find(({ id }) => rbacId === `data_providers.${id}`);
  const { id, system, teamIds, createdById }: IntegrationInWorld = only(found);
  return { kind: 'INTEGRATION', id, system, teamIds, createdById };
}

function only<T>(found: T | undefined): T {
  if (found === undefined) throw new Error('Asked about something that is not in the file');
  return found;
}
