import type { PermissionsQuery, PrincipalType } from '../../../documents/generated.js';

/** A row of the list. */
export type PermissionRow = NonNullable<PermissionsQuery['permissions']>['edges'][number]['node'];

/** The list as it stood at one revision of the account. */
export interface PermissionList {
  readonly revision: number;
  readonly rows: readonly PermissionRow[];
}

/** Somebody who can be given a permission. */
export interface Principal {
  readonly type: PrincipalType;
  readonly id: string;
}

export interface StagedGrant {
  readonly principal: Principal;
  readonly permissionSetId: string;
}

/** What Save would change, and what it was thought out against. */
export interface Staged {
  readonly add: readonly StagedGrant[];
  /** Ids of permissions. */
  readonly remove: readonly string[];
  /** The list that was looked at when the first change was staged; null while nothing is. */
  readonly base: PermissionList | null;
}

export const NOTHING_STAGED: Staged = { add: [], remove: [], base: null };

export type StagedAction =
  | { readonly kind: 'ADD'; readonly grant: StagedGrant; readonly list: PermissionList }
  | { readonly kind: 'TAKE_BACK_ADD'; readonly grant: StagedGrant }
  | { readonly kind: 'REMOVE'; readonly id: string; readonly list: PermissionList }
  | { readonly kind: 'TAKE_BACK_REMOVE'; readonly id: string }
  /** Goes on with the list as it is now. */
  | { readonly kind: 'REBASE'; readonly list: PermissionList }
  | { readonly kind: 'DISCARD' };

/** The next state of what is staged. */
export function stage(before: Staged, action: StagedAction): Staged {
  switch (action.kind) {
    case 'ADD': {
      const others = before.add.filter((grant) => !isSameGrant(grant, action.grant));
      return { ...before, add: [...others, action.grant], base: before.base ?? action.list };
    }
    case 'TAKE_BACK_ADD':
      return settled({ ...before, add: before.add.filter((grant) => !isSameGrant(grant, action.grant)) });
    case 'REMOVE': {
      const remove = [...before.remove.filter((id) => id !== action.id), action.id];
      return { ...before, remove, base: before.base ?? action.list };
    }
    case 'TAKE_BACK_REMOVE':
      return settled({ ...before, remove: before.remove.filter((id) => id !== action.id) });
    case 'REBASE': {
      const present = new Set(action.list.rows.map(({ id }) => id));
      return settled({ ...before, remove: before.remove.filter((id) => present.has(id)), base: action.list });
    }
    case 'DISCARD':
      return NOTHING_STAGED;
  }
}

export function countOf({ add, remove }: Staged): number {
  return add.length + remove.length;
}

export function isSameGrant(one: StagedGrant, other: StagedGrant): boolean {
  return keyOf(one) === keyOf(other);
}

/** Users and groups may have the same id. */
export function keyOf({ principal: { type, id }, permissionSetId }: StagedGrant): string {
  return `${type} ${id} ${permissionSetId}`;
}

/** What somebody else changed between two looks at the list. */
export interface Meanwhile {
  readonly added: readonly PermissionRow[];
  readonly removed: readonly PermissionRow[];
}

export function meanwhileOf(base: PermissionList, now: PermissionList): Meanwhile {
  const missingIn = (list: PermissionList) => {
    const ids = new Set(list.rows.map(({ id }) => id));
    return ({ id }: PermissionRow) => !ids.has(id);
  };
  return { added: now.rows.filter(missingIn(base)), removed: base.rows.filter(missingIn(now)) };
}

function settled(staged: Staged): Staged {
  return countOf(staged) === 0 ? NOTHING_STAGED : staged;
}
