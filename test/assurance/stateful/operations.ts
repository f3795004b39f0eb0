import type { Action } from '../../../src/decision/actions.js';
import type { PrincipalType } from '../../../src/decision/facts.js';
import type { AccountWorld } from '../worlds/account-world.js';

/** One thing that somebody does: a signed-in user over a gateway, or the operator with a file. */
export type Operation = Asking | Changing | Importing;

export interface Asking {
  readonly kind: 'ASK';
  readonly by: string;
  readonly question: Question;
}

export interface Changing {
  readonly kind: 'CHANGE';
  readonly by: string;
  readonly change: Change;
}

/** Replaces the account whole. */
export interface Importing {
  readonly kind: 'IMPORT';
  readonly file: AccountWorld;
}

/** A field of Query with its arguments. */
export type Question =
  | { readonly field: 'viewer'; readonly args: Readonly<Record<string, never>> }
  | { readonly field: 'integration'; readonly args: { readonly id: string } }
  | { readonly field: 'integrations' | 'usableIntegrations'; readonly args: ListArguments }
  | { readonly field: 'checkRights'; readonly args: { readonly checks: readonly Check[] } }
  | { readonly field: 'effectiveRights'; readonly args: RightsArguments }
  | { readonly field: 'whoCan'; readonly args: { readonly rbacId: string; readonly action: Action } }
  | { readonly field: 'permissions'; readonly args: PermissionArguments };

export interface ListArguments {
  readonly first: number;
  readonly search?: string;
  readonly type?: string;
}

export interface RightsArguments {
  readonly rbacId: string;
  readonly userId?: string;
}

export interface Check extends RightsArguments {
  readonly action: Action;
}

export interface PermissionArguments {
  readonly rbacId: string;
  readonly includeWildcard: boolean;
}

/** A field of Mutation with its input. */
export type Change =
  | { readonly field: 'grantPermission'; readonly input: Grant & { readonly rbacId: string } & Reasoned }
  | { readonly field: 'revokePermission'; readonly input: RevokeInput }
  | { readonly field: 'changePermissions'; readonly input: SaveInput }
  | { readonly field: 'createIntegration'; readonly input: CreateInput }
  | { readonly field: 'updateIntegration'; readonly input: UpdateInput }
  | { readonly field: 'deleteIntegration'; readonly input: { readonly id: string } };

export interface Grant {
  readonly principal: { readonly type: PrincipalType; readonly id: string };
  readonly permissionSetId: string;
}

export interface Reasoned {
  readonly reason?: string;
}

interface Insisting {
  readonly allowSelfLockout?: boolean;
}

export interface RevokeInput extends Reasoned, Insisting {
  readonly permissionId: string;
  readonly allowOrphan?: boolean;
}

export interface SaveInput extends Reasoned, Insisting {
  readonly rbacId: string;
  readonly add: readonly Grant[];
  readonly remove: readonly string[];
  readonly expectedRevision?: number;
  readonly allowOrphan?: boolean;
}

export interface CreateInput {
  readonly name: string;
  readonly type: string;
  readonly teamIds?: readonly string[];
  readonly settings?: object;
}

export interface UpdateInput extends Insisting {
  readonly id: string;
  readonly name?: string;
  readonly teamIds?: readonly string[];
  readonly settings?: object;
  readonly expectedVersion?: number;
}
