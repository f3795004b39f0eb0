import type { AccountRecord, DirectoryKind } from '../contract/records.js';

/**
 * The documents as they are written. Rows carry the `generation` they belong to: an import writes a new generation
 * beside the present one, and the account names the one that counts. What may be JSON of any form is kept as text,
 * because MongoDB gives keys such as `$x`, `a.b` and an empty one a meaning.
 */
export interface AccountDocument extends Omit<AccountRecord, 'id'> {
  readonly _id: string;
  readonly generation: string;
}

interface Row {
  readonly _id: string;
  readonly generation: string;
  readonly id: string;
  /** Holds the whole order of the list, by code point. */
  readonly sortKey: string;
}

export interface DirectoryDocument extends Row {
  readonly kind: DirectoryKind;
  readonly name: string;
  readonly foldedName: string;
  readonly createdAt: number;
  readonly version: number;
  /** Of users and groups. */
  readonly externalId?: string | null;
  /** The rest is what the kind has: of users, up to `groupIds`. */
  readonly userKind?: string;
  readonly userName?: string | null;
  /** Absent without a user name, so that the unique index passes over it. */
  readonly foldedUserName?: string;
  readonly email?: string | null;
  readonly active?: boolean;
  readonly memberships?: readonly { readonly teamId: string; readonly role: string }[];
  readonly groupIds?: readonly string[];
  /** The groups and teams whose members are listed from the index, EVERYONE among them when active. */
  readonly memberOf?: readonly string[];
  /** Of groups. */
  readonly builtIn?: string | null;
}

export interface IntegrationDocument extends Row {
  readonly name: string;
  readonly foldedName: string;
  readonly type: string;
  readonly system: boolean;
  readonly teamIds: readonly string[];
  readonly createdById: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly version: number;
  readonly permissionsRevision: number;
  /** Hundreds at times, so never read back. */
  readonly tokens: readonly string[];
  /** JSON. */
  readonly settings: string;
  readonly secrets: readonly { readonly name: string; readonly setAt: number; readonly sealed: string }[];
}

export interface PermissionDocument extends Row {
  readonly rbacId: string;
  /** Type and id in one, so that the unique index compares them as one value. */
  readonly principal: string;
  readonly permissionSetId: string;
  readonly source: string;
  readonly grantedById: string | null;
  readonly grantedAt: number;
  readonly reason: string | null;
  /** The lists it stands in: those on its RBAC id and those held by its principal. */
  readonly listedIn: readonly string[];
  /** The `_id` of its integration; on the wildcard that of none. */
  readonly integration: string;
}

/** Outlives generations, so it names its account. */
export interface AuditEventDocument {
  readonly _id: string;
  readonly accountId: string;
  readonly id: string;
  readonly sortKey: string;
  readonly at: number;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly kind: string;
  readonly targetKind: string;
  readonly targetId: string;
  readonly targetName: string | null;
  readonly rbacId: string | null;
  /** Absent where there were no access tokens yet. */
  readonly accessTokenId?: string | null;
  /** JSON. */
  readonly before: string | null;
  /** JSON. */
  readonly after: string | null;
  readonly reason: string | null;
  readonly requestId: string;
  readonly revision: number;
}

/** Outlives generations, so it names its account. */
export interface AccessTokenDocument {
  readonly _id: string;
  readonly accountId: string;
  readonly id: string;
  readonly userId: string;
  /** Account and user in one. */
  readonly holder: string;
  /** The same while it stands in the user's list: until it is revoked. */
  readonly listedIn?: string;
  readonly sortKey: string;
  readonly name: string;
  readonly tokenHash: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly revoked: boolean;
  readonly lastUsedOn: string | null;
}

/** Outlives generations, so it names its account. */
export interface KeyedRequestDocument {
  readonly _id: string;
  readonly accountId: string;
  readonly requestHash: string;
  readonly keptAt: Date;
  /** MongoDB removes it then. */
  readonly expiresAt: Date;
  /** JSON. */
  readonly outcomes: string;
}

/** What one of the last changes touched. Outlives generations, so it names its account. */
export interface ChangeDocument {
  readonly _id: string;
  readonly accountId: string;
  readonly revision: number;
  readonly stamp: string;
  readonly follows: string;
  /** JSON. */
  readonly touched: string;
  /** MongoDB removes it a day later. */
  readonly at: Date;
}

/**
 * WRITING: an import is filling it. LIVE: an account names it. REMOVED: nobody names it, its rows may be deleted at
 * any time. DELETED: as REMOVED, and the trail of its account goes before the rows, which was deleted.
 */
export type GenerationState = 'WRITING' | 'LIVE' | 'REMOVED' | 'DELETED';

export interface GenerationDocument {
  readonly _id: string;
  readonly state: GenerationState;
  /** By MongoDB's clock: when the import last showed that it goes on. */
  readonly seenAt: Date;
  /** The account that was deleted. */
  readonly accountId?: string;
}

/** One document; says which layout the database has, and who is migrating it. */
export interface LayoutDocument {
  readonly _id: string;
  readonly version: number;
  /** The lock of the process that migrates; by MongoDB's clock it ends with `until`, unless it is renewed. */
  readonly migration?: { readonly holder: string; readonly until: Date };
}
