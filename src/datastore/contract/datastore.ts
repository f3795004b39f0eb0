import type { Principal } from '../../decision/facts.js';
import type {
  AccessTokenRecord,
  AccountRecord,
  AccountSettings,
  AccountState,
  AuditEventRecord,
  AuditTargetKind,
  DirectoryKind,
  DirectoryRecord,
  DirectoryRecordOf,
  DirectoryRef,
  IntegrationRecord,
  IntegrationType,
  KeyedRequest,
  NewAuditEvent,
  PendingDeletion,
  PermissionRecord,
  SecretRecord,
  StoredIntegration,
  UserRecord,
} from './records.js';
import type { SearchPortion } from './search.js';

/**
 * The contract of a datastore. Two engines keep it, and one conformance suite proves that they do.
 *
 * For all of it:
 * - Nothing of one account is ever read or written through another's id.
 * - Every read is one command, whatever the number of rows asked for, unless it says otherwise. Lists of ids may hold
 *   duplicates and unknown ids; unknown ones are left out of the answer.
 * - Strings come back exactly as they went in. U+0000 and lone surrogates are refused (RangeError), nothing is stored.
 * - What was stored is parsed when it is read: an unknown value is a `CorruptRecordError` that names the row.
 * - A datastore that cannot be reached, or does not answer in time, is a `DatastoreUnavailableError` within 5 seconds,
 *   and the same object answers again once it is back. Waiting for a turn behind others comes before that, and is a
 *   `DatastoreOverloadedError` after at most 5 seconds.
 */
export interface Datastore {
  /** Creates what is missing (tables, indexes) and checks what is there. Safe to call from several processes at once. */
  open(): Promise<void>;
  close(): Promise<void>;
  /** Resolves when the datastore answers. One command. */
  ping(): Promise<void>;
  /**
   * A view of one state of the account, which sees every change acknowledged before this call and none made after it.
   * Must be closed. Undefined when there is no such account. Reads the account, the user and the access token in one
   * command.
   * @param around Each read of the snapshot that sends commands runs as it says; of a search each portion.
   */
  openSnapshot(accountId: string, by?: ViewerRef, around?: Around): Promise<Snapshot | undefined>;
  /**
   * Runs `plan` on the present state and applies the changes it returns: all of them, with the revision one higher, or
   * none. When the state moved meanwhile, `plan` runs again, so it must have no effects of its own. A plan without
   * changes writes nothing. Undefined when there is no such account.
   * Changes of one account are made in the order in which they came, as far as one process can tell.
   * Begin and commit are not counted as commands; the writes are at most eight, whatever the number of records.
   * @throws OutcomeUnknownError when the commit was sent and is not answered. Every other error promises that nothing
   *   was changed.
   * @throws IdempotencyKeyInUseError when another change under the same key is seen at work.
   */
  change<T>(target: ChangeTarget, plan: ChangePlan<T>): Promise<ChangeOutcome<T> | undefined>;
  /**
   * Starts to write a whole account beside the present one; nobody sees it before `commit`. What an import that never
   * ended left behind is removed when a later one starts.
   * @throws AccountExistsError when the account exists and `replace` is false; also at `commit`.
   */
  beginImport(accountId: string, options: { readonly replace: boolean }): Promise<AccountImport>;
  /**
   * Notes that an access token was used on a day, unless a later one is noted already. No change: the account stays in
   * the state that it is in. Nothing when there is no such token. One command.
   * @param day `YYYY-MM-DD` in UTC.
   */
  noteAccessTokenUse(token: AccessTokenRef, day: string): Promise<void>;
  /** Every account, ordered by id. */
  accountPage(page: PageRequest): Promise<Page<AccountRecord>>;
  /**
   * Removes an account with its access tokens and its audit trail: from the answer on nobody finds it, and its id may be used again. Its rows
   * and its trail are removed afterwards, in batches; what a process that ended left of them, the next import removes,
   * and nothing of it is ever seen in a later account of that id. False when there is no such account.
   */
  deleteAccount(accountId: string): Promise<boolean>;
  /**
   * Walks so many integrations of the account in its present state, by id, and gives their secrets the sealed texts
   * that `reseal` answers. It is no change of the account: what anybody sees, the revision and the trail stay as they
   * are. A secret that is changed meanwhile keeps what it was changed to. At most two reads, and one write where a text
   * is new. Undefined when there is no such account.
   */
  resealSecrets(accountId: string, page: PageRequest, reseal: Reseal): Promise<ResealedPage | undefined>;
  /**
   * Runs `plan` on the account's rows as they are stored, with those of deleted records, and writes what it returns in
   * one transaction: no revision moves, no event is written, and what can be read of the account stays as it is, but for
   * Owners that are handed over. The plan may run again. Begin and commit are not counted as commands; the writes are
   * at most eight. False when there was nothing to write, or no such account.
   */
  cleanUp(accountId: string, plan: CleaningPlan): Promise<boolean>;
  /** Commands sent so far, without begin, commit and what only keeps a connection alive. Tests take differences. */
  readonly commandCount: number;
}

/** The sealed text of a secret from now on; the one that it has, to leave it. Has no effects that may not come twice. */
export type Reseal = (integrationId: string, secret: SecretRecord) => string;

export interface ResealedPage {
  /** Where the next page starts; undefined when there is none. */
  readonly next: string | undefined;
  /** Integrations of which a secret was given another text. */
  readonly resealed: number;
}

/**
 * Runs one read: at once, later or not at all; may answer before the read does, and then lets go of it.
 * @param portion Of a search, which may take longer than other reads: let others go first.
 * @param kind Which of the snapshot's reads it is, where that is known.
 */
export type Around = <T>(
  read: () => Promise<T>,
  portion?: PortionOfSearch,
  kind?: keyof Snapshot,
) => Promise<T>;

export interface PortionOfSearch {
  /** Every search has a first one; whether there are more depends on what it finds. */
  readonly isFirst: boolean;
  /** Lists that are walked side by side: one for each token. */
  readonly lists: number;
}

/** Who looks at a state: a user by id, or whoever an access token belongs to, be it live or not. */
export type ViewerRef = string | { readonly accessTokenId: string };

export interface AccessTokenRef {
  readonly accountId: string;
  readonly id: string;
}

export interface ChangeTarget {
  readonly accountId: string;
  /** Absent: the plan is given no user. */
  readonly userId?: string;
  /** Absent: the plan is given no access token. */
  readonly accessTokenId?: string | undefined;
  /**
   * Aborted before the commit is sent, it ends the change: nothing is changed, and the call is unavailable. Aborted
   * later, it ends the waiting for the answer: the outcome is unknown.
   */
  readonly signal?: AbortSignal | undefined;
  /**
   * When the change must have its turn, in milliseconds of `performance.now()`: later it is refused as overloaded.
   * Absent: a turn is waited for as long as a call may take [O18].
   */
  readonly startBy?: number | undefined;
  /**
   * Under which something is kept of the request that the change is part of [O17]; the user's own, in the account. One
   * read more, and one write more when the plan keeps something.
   */
  readonly idempotencyKey?: string | undefined;
  /** Counts the commands that the change sends, also when it fails, or runs again. */
  readonly sent?: CommandTally | undefined;
}

/** How many commands were sent for something. */
export interface CommandTally {
  commands: number;
}

/** Planning a change: on the state that it applies to, and what is kept under its idempotency key. */
export type ChangePlan<T> = (snapshot: Snapshot, kept: KeyedRequest | undefined) => Promise<PlannedChange<T>>;

export interface PlannedChange<T> {
  readonly result: T;
  /** Absent: nothing is to be changed. */
  readonly changes?: ChangeSet;
  /** Kept under the idempotency key from now on, in the same transaction, also when nothing is to be changed. */
  readonly keep?: KeyedRequest;
}

export interface ChangeOutcome<T> {
  readonly result: T;
  /** The revision after the change; of a plan without changes, the revision it saw. */
  readonly revision: number;
}

/**
 * What one change writes: any number of records of any kind, in a constant number of commands. Applied in the order of
 * the fields; what is removed and saved again is there again, and removing and adding the same grant is allowed.
 */
export interface ChangeSet {
  /** Users, groups and teams. Of a user the memberships and groups go too; nothing else follows. */
  readonly removeDirectory?: readonly DirectoryRef[];
  /** What is to be cleaned up from now on: nothing of these is shown any more. */
  readonly addDeletions?: readonly PendingDeletion[];
  /** Inserts them, or replaces those with these kinds and ids whole. Members of a group are its users' `groupIds`. */
  readonly saveDirectory?: readonly DirectoryRecord[];
  /** Removes integrations with their tokens and all permissions on them. */
  readonly removeIntegrationIds?: readonly string[];
  /** Inserts integrations, or replaces those with these ids whole. */
  readonly saveIntegrations?: readonly StoredIntegration[];
  /** Ids that exist. */
  readonly removePermissionIds?: readonly string[];
  /** (RBAC id, principal, permission set) is unique in an account. */
  readonly addPermissions?: readonly PermissionRecord[];
  readonly addAccessTokens?: readonly AccessTokenRecord[];
  /** Ids that exist. They stay, as revoked. */
  readonly revokeAccessTokenIds?: readonly string[];
  /** Removes every access token of these users, whose ids may be used again. */
  readonly endAccessTokensOf?: readonly string[];
  /** Each RBAC id on which permissions were added or removed, once. */
  readonly permissionsChangedOn?: readonly PermissionsChangedOn[];
  /** The account's name and settings from now on. */
  readonly settings?: AccountSettings;
  /** All that differs after the change, for `changesBetween`: what is missing here is kept, stale, by whoever keeps it. */
  readonly touched: readonly TouchedRecord[];
  /** One for each record changed; they get the new revision. */
  readonly auditEvents: readonly [NewAuditEvent, ...NewAuditEvent[]];
}

/** Undefined: nothing is to be written. */
export type CleaningPlan = (stored: Snapshot) => Promise<CleaningWrites | undefined>;

/** What one batch of a clean-up writes. */
export interface CleaningWrites {
  /** Users that are there, with fewer memberships or groups. */
  readonly saveDirectory?: readonly DirectoryRecord[];
  /** Integrations that are there. */
  readonly saveIntegrations?: readonly StoredIntegration[];
  /** The tokens that integrations carry from now on, by id; of others than those saved. */
  readonly tokens?: ReadonlyMap<string, readonly string[]>;
  readonly removePermissionIds?: readonly string[];
  /** After the removals. */
  readonly addPermissions?: readonly PermissionRecord[];
  /** What is kept under the idempotency keys of this user goes. */
  readonly forgetRequestsOf?: string;
  /** All that is left to be cleaned up. */
  readonly deletions: readonly PendingDeletion[];
  /** Somebody holds what they did not hold before, so the account gets a new stamp: nothing kept of it counts any more. */
  readonly changesAnswers: boolean;
}

/** What a change touched: a record, or whatever belongs to a whole principal or team. */
export type TouchedRecord =
  | { readonly kind: 'ACCOUNT' }
  | { readonly kind: DirectoryKind | 'INTEGRATION' | 'ACCESS_TOKEN'; readonly id: string }
  | { readonly kind: 'PERMISSION'; readonly rbacId: string; readonly principal: Principal }
  /** Every permission that the principal holds, and what those give. */
  | { readonly kind: 'HELD_BY'; readonly principal: Principal }
  /** Every integration that the team holds. */
  | { readonly kind: 'SCOPE_OF'; readonly teamId: string };

/** One state of an account: a revision alone may be that of another database, which was made anew or restored. */
export type StateId = Pick<AccountRecord, 'revision' | 'stamp'>;

/** What led from the state before to this one. */
export interface ChangeRow extends StateId {
  /** The stamp of the state before. */
  readonly follows: string;
  readonly touched: readonly TouchedRecord[];
}

/** An engine with a server opens at most so many connections to it; nobody may hold more than a quarter of them [O5]. */
export const MOST_CONNECTIONS = 20;

/** `changesBetween` reads at most so many; two states further apart have no chain. */
export const MAX_CHANGES_BETWEEN = 1_000;

/** An RBAC id; of an integration with the tokens that it carries from now on. */
export type PermissionsChangedOn =
  | { readonly kind: 'WILDCARD' }
  | { readonly kind: 'INTEGRATION'; readonly integrationId: string; readonly tokens: readonly string[] };

/** Where a page starts and how long it is. Keys are opaque and order by code point. */
export interface PageRequest {
  readonly first: number;
  /** The key of the row before the page; absent: from the start. */
  readonly after?: string;
}

export interface Page<T> {
  readonly rows: readonly Keyed<T>[];
  readonly hasNextPage: boolean;
}

export interface Keyed<T> {
  readonly key: string;
  readonly row: T;
}

export interface IntegrationIdQuery extends PageRequest {
  /** Rows that carry at least one of these. None: an empty page, without a command. */
  readonly tokens: readonly string[];
  readonly type?: IntegrationType;
}

export interface IntegrationQuery extends IntegrationIdQuery {
  readonly withDetails: boolean;
}

export interface DirectoryQuery<K extends DirectoryKind> extends PageRequest {
  readonly kind: K;
}

export interface Search {
  /** A folded text; matches as a substring of the folded name. */
  readonly search: string;
  /** Whether another portion of the same search came before: for whoever runs the reads. */
  readonly goesOn?: boolean;
}

/** Whose members are listed: those of a group or team, or every active user. */
export type MembersOf = { readonly groupId: string } | { readonly teamId: string } | 'EVERYONE';

/** Where the permissions of a list stand, or who holds them. */
export type PermissionListParent =
  { readonly on: string; readonly andWildcard?: boolean } | { readonly heldBy: Principal };

export interface PermissionListRequest extends PageRequest {
  /** Leaves out permissions on integrations that carry none of these tokens; those on the wildcard stay. */
  readonly visibleTokens: readonly string[];
}

export interface AuditQuery extends PageRequest {
  readonly rbacId?: string;
  readonly actorId?: string;
  readonly targetKind?: AuditTargetKind;
  readonly targetId?: string;
  /** Milliseconds: from then on. */
  readonly from?: number;
  /** Milliseconds: before then. */
  readonly to?: number;
}

/** Rows of an account by their kind, as an export lists them. */
export type AccountCounts = Readonly<
  Record<'teams' | 'users' | 'groups' | 'integrations' | 'permissions', number>
>;

/** Bounds what is kept of reads, and of what follows from them. */
export interface Keeping {
  /** For what is kept beside the rows that were read, in bytes as they are. */
  makeRoomFor(bytes: number): void;
}

/** Reads of one state of one account. Every method is one command unless it says otherwise. */
export interface Snapshot {
  readonly account: AccountRecord;
  /** The user named when the snapshot was opened, if there is one; with an access token whoever it belongs to. */
  readonly user: UserRecord | undefined;
  /**
   * The access token named when the snapshot was opened, if there is one: whether it is live is not looked at, and it may
   * have been used on a later day than it says.
   */
  readonly accessToken: AccessTokenRecord | undefined;
  /**
   * Where what this user reads is kept: one object for all snapshots of the same account, revision, stamp and user, so that
   * what follows from their reads can be kept under it too. Undefined where nothing is kept.
   */
  readonly keptUnder: Keeping | undefined;

  /** Users, groups and teams, in any order. */
  directory(refs: readonly DirectoryRef[]): Promise<readonly DirectoryRecord[]>;
  /** Ordered by folded name, then id. */
  directoryPage<K extends DirectoryKind>(query: DirectoryQuery<K>): Promise<Page<DirectoryRecordOf<K>>>;
  /** What a search finds of such a list in its next portion: at most `SEARCH_PORTION_ROWS` rows are walked. */
  directorySearch<K extends DirectoryKind>(
    query: DirectoryQuery<K> & Search,
  ): Promise<SearchPortion<DirectoryRecordOf<K>>>;
  /** For each group or team a page of its members, in the order asked; ordered by folded name, then id. */
  memberPages(lists: readonly MembersOf[], page: PageRequest): Promise<readonly Page<UserRecord>[]>;
  /** The users with these user names, whatever their case; in any order. */
  usersNamed(userNames: readonly string[]): Promise<readonly UserRecord[]>;
  /** Whether an administrator is active who is none of these users. Reads members until one is found. */
  hasAdministratorBeside(userIds: readonly string[]): Promise<boolean>;

  /** In any order. */
  integrations(
    ids: readonly string[],
    options: { readonly withDetails: boolean },
  ): Promise<readonly IntegrationRecord[]>;
  /**
   * Ordered by system integration first, then folded name, then id. One command for each started 200 tokens. It costs
   * the same at any number of integrations.
   */
  integrationPage(query: IntegrationQuery): Promise<Page<IntegrationRecord>>;
  /** The ids of such a page, for whoever has the rows already. */
  integrationIdPage(query: IntegrationIdQuery): Promise<Page<string>>;
  /**
   * What a search finds of such a list in its next portion. One command for each started 200 tokens; for one token at
   * most `SEARCH_PORTION_ROWS` rows are walked, for more a number that is bounded as well.
   */
  integrationSearch(query: IntegrationQuery & Search): Promise<SearchPortion<IntegrationRecord>>;

  /** Permissions by id, in any order. */
  permissions(ids: readonly string[]): Promise<readonly PermissionRecord[]>;
  /**
   * All permissions on these RBAC ids (at most 200 stand on each), or those of them that the principals hold; ordered
   * by time granted, then id.
   */
  permissionsOn(
    rbacIds: readonly string[],
    heldBy?: readonly Principal[],
  ): Promise<readonly PermissionRecord[]>;
  /** For each parent a page of permissions, in the order asked; ordered by time granted, then id. */
  permissionPages(
    parents: readonly PermissionListParent[],
    request: PermissionListRequest,
  ): Promise<readonly Page<PermissionRecord>[]>;
  /** Every permission of the account, ordered by RBAC id, then time granted, then id: for an export. */
  permissionScan(page: PageRequest): Promise<Page<PermissionRecord>>;

  /** Access tokens by id, in any order; those that are revoked or expired, too. */
  accessTokens(ids: readonly string[]): Promise<readonly AccessTokenRecord[]>;
  /**
   * For each user a page of their access tokens, in the order asked: newest first, expired ones too, without those that
   * are revoked.
   */
  accessTokenPages(
    userIds: readonly string[],
    page: PageRequest,
  ): Promise<readonly Page<AccessTokenRecord>[]>;
  /** How many access tokens of the user are neither revoked nor expired at that time. */
  liveAccessTokens(userId: string, at: number): Promise<number>;

  /**
   * The changes that led from one state to the other, in their order; none when they are the same. Undefined when the
   * chain does not join: one of the states is not of this account's past, they are more than `MAX_CHANGES_BETWEEN`
   * apart, something else than a change came between (an import, a restored backup), or it is too long ago. The
   * changes of the last day are there, as long as there are not more than 10,000.
   */
  changesBetween(from: StateId, to: StateId): Promise<readonly ChangeRow[] | undefined>;
  /** How many rows the account has of each kind. One command for each kind at most. */
  counts(): Promise<AccountCounts>;

  /** Newest first: by revision, then id, both falling. */
  auditPage(query: AuditQuery): Promise<Page<AuditEventRecord>>;

  /** Lets go of the state. Safe to call twice. */
  close(): Promise<void>;
}

/** How much of the lists of an imported account is built. */
export interface ListsProgress {
  readonly rows: number;
  readonly totalRows: number;
}

/** An account being imported. Call exactly one of `commit` and `discard`. Rows may be written in any order. */
export interface AccountImport {
  writeDirectory(records: readonly DirectoryRecord[]): Promise<void>;
  writeIntegrations(integrations: readonly StoredIntegration[]): Promise<void>;
  writePermissions(permissions: readonly PermissionRecord[]): Promise<void>;
  /**
   * Builds what lists are read from and is best built at once, when the last integration was written: the longest part
   * of an import, where there is such a thing. `onProgress` may throw, to end it. `commit` does it when nobody did.
   */
  buildLists(onProgress?: (progress: ListsProgress) => void): Promise<void>;
  /**
   * Switches the account to what was written, in one small transaction, its revision going on, and keeps its audit
   * trail, and the access tokens of the users who are there again; those of all others end. Rows of the old state are
   * removed afterwards, in batches. Resolves with the new revision.
   */
  commit(account: AccountState, event: NewAuditEvent): Promise<number>;
  /** Removes what was written. */
  discard(): Promise<void>;
}
