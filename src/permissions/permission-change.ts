import type { Warning } from '../changes/warnings.js';
import type { JsonObject, PermissionRecord } from '../datastore/contract/records.js';
import type { Principal } from '../decision/facts.js';

export interface Grant {
  readonly principal: Principal;
  readonly permissionSetId: string;
}

/** What the Permissions tab saves: removes first, then adds [U25, U26]. */
export interface PermissionChangeRequest {
  readonly rbacId: string;
  readonly add: readonly Grant[];
  readonly remove: readonly string[];
  readonly reason: string | null;
  /** The account revision as last seen; a later change of a permission on the RBAC id is a CONFLICT. */
  readonly expectedRevision?: number | undefined;
  readonly allowOrphan: boolean;
  readonly allowSelfLockout: boolean;
}

export const CHANGE_OUTCOMES = ['CREATED', 'UNCHANGED', 'REMOVED', 'ABSENT'] as const;
export type ChangeOutcome = (typeof CHANGE_OUTCOMES)[number];

export interface PermissionChange {
  readonly outcome: ChangeOutcome;
  /** Null when ABSENT. */
  readonly permission: PermissionRecord | null;
}

export interface PermissionChanges {
  readonly changes: readonly PermissionChange[];
  readonly warnings: readonly Warning[];
  /** The integration whose permissions were to change; null for the wildcard, and where nothing was found. */
  readonly integrationId: string | null;
  /** Of the permissions that are gone now. */
  readonly removedPermissionIds: readonly string[];
}

/** What a change of permissions concerned, by ids alone. */
export function concernedBy(rbacId: string | null, changes: readonly PermissionChange[]): JsonObject {
  return {
    rbacId,
    changes: changes.map(({ outcome, permission }) => ({ outcome, permissionId: permission?.id ?? null })),
  };
}

/** Where each part of the input stood, for the `field` of a user error. */
export interface InputPaths {
  grant(index: number): readonly string[];
  removal(index: number): readonly string[];
}

export function sameGrant(a: Grant, b: Grant): boolean {
  return (
    a.permissionSetId === b.permissionSetId &&
    a.principal.type === b.principal.type &&
    a.principal.id === b.principal.id
  );
}
