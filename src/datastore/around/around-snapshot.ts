import type { Principal } from '../../decision/facts.js';
import type {
  AccountCounts,
  Around,
  AuditQuery,
  ChangeRow,
  DirectoryQuery,
  IntegrationIdQuery,
  IntegrationQuery,
  Keeping,
  MembersOf,
  Page,
  PageRequest,
  PermissionListParent,
  PermissionListRequest,
  Search,
  Snapshot,
  StateId,
} from '../contract/datastore.js';
import type {
  AccessTokenRecord,
  AccountRecord,
  AuditEventRecord,
  DirectoryKind,
  DirectoryRecord,
  DirectoryRecordOf,
  DirectoryRef,
  IntegrationRecord,
  PermissionRecord,
  UserRecord,
} from '../contract/records.js';
import { portionOf } from '../contract/search.js';
import type { SearchPortion } from '../contract/search.js';

/** The snapshot itself when nothing is said about its reads. */
export function runningAs(around: Around | undefined, snapshot: Snapshot): Snapshot {
  return around === undefined ? snapshot : new AroundSnapshot(snapshot, around);
}

/** A snapshot each read of which runs as `around` says; all else is that of the snapshot itself. */
class AroundSnapshot implements Snapshot {
  readonly #inner: Snapshot;
  readonly #around: Around;

  constructor(inner: Snapshot, around: Around) {
    this.#inner = inner;
    this.#around = around;
  }

  get account(): AccountRecord {
    return this.#inner.account;
  }

  get user(): UserRecord | undefined {
    return this.#inner.user;
  }

  get accessToken(): AccessTokenRecord | undefined {
    return this.#inner.accessToken;
  }

  get keptUnder(): Keeping | undefined {
    return this.#inner.keptUnder;
  }

  directory(refs: readonly DirectoryRef[]): Promise<readonly DirectoryRecord[]> {
    return this.#around(() => this.#inner.directory(refs), undefined, 'directory');
  }

  directoryPage<K extends DirectoryKind>(query: DirectoryQuery<K>): Promise<Page<DirectoryRecordOf<K>>> {
    return this.#around(() => this.#inner.directoryPage(query), undefined, 'directoryPage');
  }

  directorySearch<K extends DirectoryKind>(
    query: DirectoryQuery<K> & Search,
  ): Promise<SearchPortion<DirectoryRecordOf<K>>> {
    return this.#around(() => this.#inner.directorySearch(query), portionOf(query), 'directorySearch');
  }

  memberPages(lists: readonly MembersOf[], page: PageRequest): Promise<readonly Page<UserRecord>[]> {
    return this.#around(() => this.#inner.memberPages(lists, page), undefined, 'memberPages');
  }

  usersNamed(userNames: readonly string[]): Promise<readonly UserRecord[]> {
    return this.#around(() => this.#inner.usersNamed(userNames), undefined, 'usersNamed');
  }

  hasAdministratorBeside(userIds: readonly string[]): Promise<boolean> {
    return this.#around(
      () => this.#inner.hasAdministratorBeside(userIds),
      undefined,
      'hasAdministratorBeside',
    );
  }

  integrations(
    ids: readonly string[],
    options: { readonly withDetails: boolean },
  ): Promise<readonly IntegrationRecord[]> {
    return this.#around(() => this.#inner.integrations(ids, options), undefined, 'integrations');
  }

  integrationPage(query: IntegrationQuery): Promise<Page<IntegrationRecord>> {
    return this.#around(() => this.#inner.integrationPage(query), undefined, 'integrationPage');
  }

  integrationIdPage(query: IntegrationIdQuery): Promise<Page<string>> {
    return this.#around(() => this.#inner.integrationIdPage(query), undefined, 'integrationIdPage');
  }

  integrationSearch(query: IntegrationQuery & Search): Promise<SearchPortion<IntegrationRecord>> {
    return this.#around(() => this.#inner.integrationSearch(query), portionOf(query), 'integrationSearch');
  }

  permissions(ids: readonly string[]): Promise<readonly PermissionRecord[]> {
    return this.#around(() => this.#inner.permissions(ids), undefined, 'permissions');
  }

  permissionsOn(
    rbacIds: readonly string[],
    heldBy?: readonly Principal[],
  ): Promise<readonly PermissionRecord[]> {
    return this.#around(() => this.#inner.permissionsOn(rbacIds, heldBy), undefined, 'permissionsOn');
  }

  permissionPages(
    parents: readonly PermissionListParent[],
    request: PermissionListRequest,
  ): Promise<readonly Page<PermissionRecord>[]> {
    return this.#around(() => this.#inner.permissionPages(parents, request), undefined, 'permissionPages');
  }

  permissionScan(page: PageRequest): Promise<Page<PermissionRecord>> {
    return this.#around(() => this.#inner.permissionScan(page), undefined, 'permissionScan');
  }

  accessTokens(ids: readonly string[]): Promise<readonly AccessTokenRecord[]> {
    return this.#around(() => this.#inner.accessTokens(ids), undefined, 'accessTokens');
  }

  accessTokenPages(
    userIds: readonly string[],
    page: PageRequest,
  ): Promise<readonly Page<AccessTokenRecord>[]> {
    return this.#around(() => this.#inner.accessTokenPages(userIds, page), undefined, 'accessTokenPages');
  }

  liveAccessTokens(userId: string, at: number): Promise<number> {
    return this.#around(() => this.#inner.liveAccessTokens(userId, at), undefined, 'liveAccessTokens');
  }

  changesBetween(from: StateId, to: StateId): Promise<readonly ChangeRow[] | undefined> {
    return this.#around(() => this.#inner.changesBetween(from, to), undefined, 'changesBetween');
  }

  counts(): Promise<AccountCounts> {
    return this.#around(() => this.#inner.counts(), undefined, 'counts');
  }

  auditPage(query: AuditQuery): Promise<Page<AuditEventRecord>> {
    return this.#around(() => this.#inner.auditPage(query), undefined, 'auditPage');
  }

  close(): Promise<void> {
    return this.#inner.close();
  }
}
