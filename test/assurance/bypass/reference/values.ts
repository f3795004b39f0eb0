import type { PermissionInFile } from '../../../support/account-file.js';
import { byNameThenId } from '../../oracle/account.js';
import { isSeen } from './outcomes.js';
import type { Asked, Node } from './outcomes.js';

/** What a field of an object made from this row holds: nodes for objects, `Refusal` for an item that is refused. */
export type FieldsOf<Row> = Readonly<Record<string, (row: Row, asked: Asked) => unknown>>;

/** Anything but null. */
export const PRESENT = Symbol('anything but null');
/** Anything, null included: what it is, other tests say. */
export const ANYTHING = Symbol('anything');

/** Of objects: a list of whatever length, each made from this row. */
export class AnyNumber {
  constructor(readonly row: unknown) {}
}
export const ANY_NUMBER = new AnyNumber(undefined);

/** An object, or null in its place. */
export class OrNull {
  constructor(readonly node: Node | null) {}
}

/** The one of these rows whose id the answer gives, or null: which one it is, other tests say. */
export class NamedByAnswer {
  constructor(
    private readonly type: string,
    private readonly rows: readonly { readonly id: string }[],
  ) {}

  /** Null for an id that none of them has. */
  node(id: unknown): Node | null {
    return nodeOf(
      this.type,
      this.rows.find((row) => row.id === id),
    );
  }
}

export function nodes(type: string, rows: readonly unknown[]): readonly Node[] {
  return rows.map((row) => ({ type, row }));
}

/** Null for a row that there is not. */
export function nodeOf(type: string, row: unknown): Node | null {
  return row === undefined ? null : { type, row };
}

export function byId<T extends { readonly id: string }>(
  rows: readonly T[],
  id: string | null | undefined,
): T | undefined {
  return rows.find((row) => row.id === id);
}

export function sorted<T extends { readonly id: string; readonly name: string }>(
  rows: readonly T[],
): readonly T[] {
  return [...rows].sort(byNameThenId);
}

/** Permissions of a list, without those on integrations that the viewer cannot see; ordered by id, see the world. */
export function permissionNodes(
  asked: Asked,
  isListed: (permission: PermissionInFile) => boolean,
): readonly Node[] {
  const listed = asked.world.permissions.filter(isListed).filter(({ rbacId }) => isSeen(asked, rbacId));
  const time = ({ grantedAt = '' }: PermissionInFile) => grantedAt;
  const inOrder = [...listed].sort((a, b) => compare(time(a), time(b)) || compare(a.id, b.id));
  return nodes('Permission', inOrder);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
