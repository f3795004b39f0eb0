import type { AccountFacts, MembershipFact, PermissionSource, Principal } from '../../decision/facts.js';

/**
 * What is stored, as plain values. Times are whole milliseconds since 1970-01-01T00:00Z. Ids are compared by exact
 * equality and may, at this level, hold any character but U+0000 and lone surrogates.
 */
export const INTEGRATION_TYPES = [
  'EMAIL',
  'SMS',
  'PHONE',
  'SLACK',
  'MICROSOFT_TEAMS',
  'PAGERDUTY',
  'OPSGENIE',
  'STATUSHUB',
  'WEBHOOK',
] as const;
export type IntegrationType = (typeof INTEGRATION_TYPES)[number];

export const BUILT_IN_GROUPS = ['EVERYONE', 'ADMINISTRATORS'] as const;
export type BuiltInGroup = (typeof BUILT_IN_GROUPS)[number];

export const USER_KINDS = ['PERSON', 'SERVICE'] as const;
export type UserKind = (typeof USER_KINDS)[number];

export const AUDIT_EVENT_KINDS = [
  'PERMISSION_GRANTED',
  'PERMISSION_REVOKED',
  'INTEGRATION_CREATED',
  'INTEGRATION_UPDATED',
  'INTEGRATION_DELETED',
  'ACCOUNT_IMPORTED',
  'USER_CREATED',
  'USER_UPDATED',
  'USER_DELETED',
  'GROUP_CREATED',
  'GROUP_UPDATED',
  'GROUP_DELETED',
  'TEAM_CREATED',
  'TEAM_UPDATED',
  'TEAM_DELETED',
  'ACCOUNT_UPDATED',
  'ACCOUNT_CREATED',
  'ACCESS_TOKEN_CREATED',
  'ACCESS_TOKEN_REVOKED',
] as const;
export type AuditEventKind = (typeof AUDIT_EVENT_KINDS)[number];

export const AUDIT_TARGET_KINDS = [
  'ACCOUNT',
  'USER',
  'GROUP',
  'TEAM',
  'INTEGRATION',
  'PERMISSION',
  'ACCESS_TOKEN',
] as const;
export type AuditTargetKind = (typeof AUDIT_TARGET_KINDS)[number];

/** What an event is about. */
export interface AuditTarget {
  readonly kind: AuditTargetKind;
  readonly subjectId: string;
  /** At the time; null where it has none. */
  readonly name: string | null;
}

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** An account without what only the datastore assigns. */
export interface AccountState extends AccountFacts {
  readonly id: string;
  readonly name: string;
  readonly systemIntegrationId: string;
}

/** What of an account can be changed: its name and its settings. */
export type AccountSettings = Pick<
  AccountState,
  'name' | 'plan' | 'permissionSets' | 'accessModel' | 'residualRead'
>;

export interface AccountRecord extends AccountState {
  /** Rises by one with each change that changed something. */
  readonly revision: number;
  /** The revision of the last change of a permission on the wildcard. */
  readonly wildcardPermissionsRevision: number;
  /** The revision of the last change of name or settings, an import included. */
  readonly settingsRevision: number;
  /** The revision of the last import; nothing of the account is older. */
  readonly importRevision: number;
  /**
   * Random, and new with each change, import and creation: two states of one revision, of which one is of a database
   * that was made anew or restored, differ in it. What is kept of a state is kept under both [O15].
   */
  readonly stamp: string;
  /** Signs the cursors of the account's lists, in every process. Never leaves the gateway, not in an export either. */
  readonly cursorKey: string;
  /** The oldest first. No snapshot shows anything of what they name. */
  readonly deletions: readonly PendingDeletion[];
}

/** What the clean-up after a deletion does, in this order; each kind of record needs some of it. */
export const CLEANING_STEPS = ['MEMBERS', 'PERMISSIONS', 'GIVERS', 'INTEGRATIONS', 'REQUESTS'] as const;
export type CleaningStep = (typeof CLEANING_STEPS)[number];

/** A user, group or team that is deleted, and of which rows are left. Its id is not free until they are gone [A15]. */
export interface PendingDeletion extends DirectoryRef {
  /** Of a user: who is given Owner wherever the user held it directly [A16]. */
  readonly transferTo: Principal | null;
  readonly deletedById: string | null;
  readonly deletedAt: number;
  readonly reason: string | null;
  readonly step: CleaningStep;
  /** The key behind which the step goes on; absent: from the start. */
  readonly after?: string;
  /** Who is at work, and until when nobody else begins, in milliseconds. */
  readonly lease?: { readonly holder: string; readonly until: number };
}

/** What users, groups and teams have in common. */
interface DirectoryEntry {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  /** 1 when created, and one more with each change. */
  readonly version: number;
}

export interface UserRecord extends DirectoryEntry {
  readonly kind: 'USER';
  readonly userKind: UserKind;
  /** Unique in an account without regard to case: the datastore compares it folded. */
  readonly userName: string | null;
  readonly email: string | null;
  /** What another system calls the user. */
  readonly externalId: string | null;
  readonly active: boolean;
  readonly memberships: readonly MembershipFact[];
  /** Without the implicit EVERYONE. */
  readonly groupIds: readonly string[];
}

export interface GroupRecord extends DirectoryEntry {
  readonly kind: 'GROUP';
  readonly externalId: string | null;
  readonly builtIn: BuiltInGroup | null;
}

export interface TeamRecord extends DirectoryEntry {
  readonly kind: 'TEAM';
}

/** Users, groups and teams stand in one directory, so that names of all three are one read. */
export type DirectoryRecord = UserRecord | GroupRecord | TeamRecord;
export type DirectoryKind = DirectoryRecord['kind'];
export type DirectoryRecordOf<K extends DirectoryKind> = Extract<DirectoryRecord, { readonly kind: K }>;
export interface DirectoryRef {
  readonly kind: DirectoryKind;
  readonly id: string;
}

export interface SecretRecord {
  readonly name: string;
  readonly setAt: number;
  /** The sealed form; the datastore never holds a secret in clear. */
  readonly sealed: string;
}

/** The part of an integration that is large and seldom asked for; read only on request. */
export interface IntegrationDetails {
  readonly settings: JsonObject;
  /** Ordered by name. */
  readonly secrets: readonly SecretRecord[];
}

export interface IntegrationRecord {
  readonly id: string;
  readonly name: string;
  readonly type: IntegrationType;
  readonly system: boolean;
  readonly teamIds: readonly string[];
  readonly createdById: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** 1 when created, and one more with each update. */
  readonly version: number;
  /** The revision of the last change of a permission on this integration; 0 when imported so. */
  readonly permissionsRevision: number;
  /** Present exactly when it was asked for. */
  readonly details?: IntegrationDetails;
}

/** An integration that was read with its details. */
export type DetailedIntegration = IntegrationRecord & { readonly details: IntegrationDetails };

/** An integration as it is written: whole, with the visibility tokens it carries. */
export interface StoredIntegration extends Omit<IntegrationRecord, 'permissionsRevision'> {
  readonly details: IntegrationDetails;
  readonly tokens: readonly string[];
}

export interface PermissionRecord {
  readonly id: string;
  readonly rbacId: string;
  readonly principal: Principal;
  readonly permissionSetId: string;
  readonly source: PermissionSource;
  readonly grantedById: string | null;
  readonly grantedAt: number;
  readonly reason: string | null;
}

/** An access token of a user, without what is sent: of that only a hash is stored, and the token cannot be had again. */
export interface AccessTokenRecord {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  /** SHA-256 of the token, in base64url. Never leaves the gateway, not in an export or the audit trail either. */
  readonly tokenHash: string;
  readonly createdAt: number;
  /** Milliseconds; from then on it is refused. */
  readonly expiresAt: number;
  /** It stays, so that whoever revokes it again is told the same; no list shows it any more. */
  readonly revoked: boolean;
  /** `YYYY-MM-DD` in UTC; null when it was not used yet. No part of the account's state: it moves no revision. */
  readonly lastUsedOn: string | null;
}

export interface NewAuditEvent {
  /** Ids of later events are greater by code point. */
  readonly id: string;
  readonly at: number;
  readonly actorId: string | null;
  /** The name at the time; the person may be gone when the event is read. */
  readonly actorName: string | null;
  readonly kind: AuditEventKind;
  readonly target: AuditTarget;
  readonly rbacId: string | null;
  /** The access token that was used; null when none was. */
  readonly accessTokenId: string | null;
  readonly before: JsonObject | null;
  readonly after: JsonObject | null;
  readonly reason: string | null;
  /** The request that made the change; an import is one of its own. */
  readonly requestId: string;
}

export interface AuditEventRecord extends NewAuditEvent {
  readonly revision: number;
}

/** What is kept of a request under its idempotency key [O17]: nothing of its content, and of its changes ids alone. */
export interface KeyedRequest {
  /** By which another request under the same key is told. */
  readonly requestHash: string;
  /** Milliseconds. */
  readonly keptAt: number;
  /** Milliseconds; from then on it counts no more, and may be removed. */
  readonly expiresAt: number;
  /** Of the mutations that were carried out, in that order. */
  readonly outcomes: readonly KeyedOutcome[];
}

export interface KeyedOutcome {
  /** The response name of the mutation. */
  readonly field: string;
  /** Of the account, after it. */
  readonly revision: number;
  /** The ids that it concerned, in a form of its own. */
  readonly concerned: JsonObject;
}
