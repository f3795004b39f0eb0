import type { Principal } from '../../decision/facts.js';
import type { DirectoryKind } from '../contract/records.js';

/**
 * Ids of rows. They start with the generation, a UUID and so without the separator, and hold one id of any characters
 * at their end: no two rows can meet. What is asked for by such an id can only belong to that generation, and with it
 * to its account.
 */
const SEPARATOR = '|';
const AFTER_SEPARATOR = '}';

export function directoryRowId(
  generation: string,
  { kind, id }: { kind: DirectoryKind; id: string },
): string {
  return join(generation, kind, id);
}

/** The same in the generation that an account's row names, as an expression of a pipeline over that row. */
export function presentDirectoryRowId({ kind, id }: { kind: DirectoryKind; id: string }): object {
  return { $concat: ['$generation', { $literal: join('', kind, id) }] };
}

/** What the row ids of all of a kind begin with; the id follows. */
export function directoryRowIdPrefix(generation: string, kind: DirectoryKind): string {
  return join(generation, kind, '');
}

/** The row id of the user whom another field of the account's row names, as an expression. */
export function presentUserRowId(userId: object): object {
  return { $concat: ['$generation', { $literal: directoryRowIdPrefix('', 'USER') }, userId] };
}

export function permissionRowId(generation: string, id: string): string {
  return join(generation, id);
}

/** Of an integration, by its RBAC id, so that a permission can name it without taking the RBAC id apart. */
export function resourceRowId(generation: string, rbacId: string): string {
  return join(generation, rbacId);
}

/** Both parts may hold any character. */
export function auditRowId(accountId: string, eventId: string): string {
  return JSON.stringify([accountId, eventId]);
}

/** Each part may hold any character. */
export function keyedRequestRowId(accountId: string, userId: string, key: string): string {
  return JSON.stringify([accountId, userId, key]);
}

/** Both parts may hold any character. */
export function accessTokenRowId(accountId: string, id: string): string {
  return JSON.stringify([accountId, id]);
}

/** What the access tokens of a user stand under. */
export function accessTokensOfUser(accountId: string, userId: string): string {
  return JSON.stringify([accountId, userId]);
}

/** Of all that is kept of one user's requests. */
export function keyedRequestsOfUser(
  accountId: string,
  userId: string,
): { readonly $gt: string; readonly $lt: string } {
  const opening = JSON.stringify([accountId, userId]).slice(0, -1);
  return { $gt: `${opening},`, $lt: `${opening}-` };
}

export function changeRowId(accountId: string, revision: number): string {
  return JSON.stringify([accountId, revision]);
}

/** Of all keyed requests, of all changes, or of all access tokens of an account. */
export function idsOfAccount(accountId: string): { readonly $gt: string; readonly $lt: string } {
  const opening = JSON.stringify([accountId]).slice(0, -1);
  return { $gt: `${opening},`, $lt: `${opening}-` };
}

/**
 * The ids of all rows of a generation, in any collection but those that outlive generations.
 */
export function idsOfGeneration(generation: string): { readonly $gt: string; readonly $lt: string } {
  return { $gt: generation + SEPARATOR, $lt: generation + AFTER_SEPARATOR };
}

/** What users stand under in the index of members. */
export function membersOfGroup(generation: string, groupId: string): string {
  return join(generation, 'GROUP', groupId);
}

export function membersOfTeam(generation: string, teamId: string): string {
  return join(generation, 'TEAM', teamId);
}

export function activeUsers(generation: string): string {
  return join(generation, 'EVERYONE');
}

/** What permissions stand under in the index of their lists. */
export function permissionsOnRbacId(generation: string, rbacId: string): string {
  return join(generation, 'ON', rbacId);
}

export function permissionsHeldBy(generation: string, principal: Principal): string {
  return join(generation, 'HELD', principalKey(principal));
}

export function principalKey({ type, id }: Principal): string {
  return join(type, id);
}

/** A type that is not known is found by whoever parses the row. */
export function parsePrincipalKey(key: string): { readonly type: string; readonly id: string } {
  const end = key.indexOf(SEPARATOR);
  return { type: key.slice(0, Math.max(end, 0)), id: key.slice(end + 1) };
}

function join(...parts: readonly string[]): string {
  return parts.join(SEPARATOR);
}
