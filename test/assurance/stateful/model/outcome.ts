import type { ReplyError } from '../reply.js';
import type { ModelIntegration, ModelPermission, ModelWorld } from './state.js';
import type { Refusal } from './rights.js';

/** What a change does to a state, and what it answers apart from what is shown of the state afterwards. */
export type Outcome =
  | { readonly kind: 'REFUSED'; readonly error: Refusal }
  | { readonly kind: 'USER_ERRORS'; readonly code: string; readonly payload: Fields }
  | {
      readonly kind: 'DONE';
      readonly payload: Fields;
      /** The integration that the payload shows, as the caller sees it afterwards. */
      readonly shows?: string;
      /** Absent: everything is as asked already. */
      readonly effect?: Effect;
    };

export type Fields = Readonly<Record<string, unknown>>;

export interface Effect {
  readonly world: ModelWorld;
  /** The RBAC id on which permissions came or went. */
  readonly permissionsChangedOn?: string;
  /** One for each record changed. */
  readonly events: readonly ExpectedEvent[];
}

/** An audit event without what only the gateway knows. */
export interface ExpectedEvent {
  readonly kind: string;
  readonly rbacId: string;
  readonly actorId: string;
  readonly actorName: string;
  readonly reason: string | null;
  readonly before: Fields | null;
  readonly after: Fields | null;
}

/** An answer, or a part of one, with the errors of the fields that are blanked. */
export interface Shown {
  readonly value: unknown;
  readonly errors: readonly ReplyError[];
}

/** The first of the refusals of a mutation that applies, in the order of the contract. */
export function firstOf(
  refusals: readonly (readonly [code: string, applies: () => boolean])[],
): string | undefined {
  return refusals.find(([, applies]) => applies())?.[0];
}

/** Who did it, with the name of that time, and why. */
export type Author = Pick<ExpectedEvent, 'actorId' | 'actorName' | 'reason'>;

export function authorIn({ users }: ModelWorld, by: string, reason: string | null = null): Author {
  return { actorId: by, actorName: users.find(({ id }) => id === by)?.name ?? '', reason };
}

/** What an audit event shows of a permission, without when and by whom it was granted. */
export function permissionRecord(permission: ModelPermission): Fields {
  const { id, rbacId, principal, permissionSetId, source, reason } = permission;
  return { id, rbacId, principal, permissionSetId, source, reason };
}

/** What an audit event shows of an integration, without times. */
export function integrationRecord(integration: ModelIntegration): Fields {
  const { id, name, type, system, teamIds, createdById, version, settings } = integration;
  return { id, name, type, system, teams: teamIds, createdById, version, settings };
}

export function revoked(permission: ModelPermission, author: Author): ExpectedEvent {
  const { rbacId } = permission;
  return { kind: 'PERMISSION_REVOKED', rbacId, ...author, before: permissionRecord(permission), after: null };
}

export function granted(permission: ModelPermission, author: Author): ExpectedEvent {
  const { rbacId } = permission;
  return { kind: 'PERMISSION_GRANTED', rbacId, ...author, before: null, after: permissionRecord(permission) };
}
