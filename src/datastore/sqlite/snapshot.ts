import type { Principal } from '../../decision/facts.js';
import type {
  AccountCounts,
  AuditQuery,
  ChangeRow,
  DirectoryQuery,
  IntegrationIdQuery,
  IntegrationQuery,
  MembersOf,
  Page,
  PageRequest,
  PermissionListParent,
  PermissionListRequest,
  Search,
  Snapshot,
  StateId,
} from '../contract/datastore.js';
import { DatastoreUnavailableError } from '../contract/errors.js';
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
import type { SearchPortion } from '../contract/search.js';
import { countLiveAccessTokens, readAccessTokenPages, readAccessTokens } from './access-tokens.js';
import { readAccountCounts } from './account-state.js';
import type { PresentState } from './account-state.js';
import { readChangesBetween } from './change-rows.js';
import type { Connection } from './connection.js';
import type { PageEnds } from './page-ends.js';
import { hasAdministratorBeside } from './read-administrators.js';
import { readAuditPage } from './read-audit-events.js';
import {
  readDirectory,
  readDirectoryPage,
  readDirectorySearch,
  readMemberPages,
  readUsersNamed,
} from './read-directory.js';
import { readIntegrationIdPage, readIntegrationPage } from './read-integration-pages.js';
import { readIntegrationSearch } from './read-integration-search.js';
import { readIntegrations } from './read-integrations.js';
import {
  readPermissionPages,
  readPermissions,
  readPermissionScan,
  readPermissionsOn,
} from './read-permissions.js';
import type { Scope } from './scope.js';

export interface SnapshotParts {
  readonly connection: Connection;
  readonly pageEnds: PageEnds;
  /** Lets go of the transaction. */
  readonly end: () => void;
}

/** The reads of one state, over the connection whose transaction holds it. Each is done when its method returns. */
export class SqliteSnapshot implements Snapshot {
  readonly account: AccountRecord;
  readonly user: UserRecord | undefined;
  readonly accessToken: AccessTokenRecord | undefined;
  readonly keptUnder = undefined;
  readonly #scope: Scope;
  readonly #pageEnds: PageEnds;
  readonly #end: () => void;
  #isOpen = true;

  constructor(state: PresentState, { connection, pageEnds, end }: SnapshotParts) {
    this.account = state.account;
    this.user = state.user;
    this.accessToken = state.accessToken;
    this.#scope = { connection, accountId: state.account.id, generation: state.generation };
    this.#pageEnds = pageEnds;
    this.#end = end;
  }

  directory(refs: readonly DirectoryRef[]): Promise<readonly DirectoryRecord[]> {
    return this.#read((scope) => readDirectory(scope, refs));
  }

  directoryPage<K extends DirectoryKind>(query: DirectoryQuery<K>): Promise<Page<DirectoryRecordOf<K>>> {
    return this.#read((scope) => readDirectoryPage(scope, query));
  }

  directorySearch<K extends DirectoryKind>(
    query: DirectoryQuery<K> & Search,
  ): Promise<SearchPortion<DirectoryRecordOf<K>>> {
    return this.#read((scope) => readDirectorySearch(scope, query));
  }

  memberPages(lists: readonly MembersOf[], page: PageRequest): Promise<readonly Page<UserRecord>[]> {
    return this.#read((scope) => readMemberPages(scope, lists, page));
  }

  usersNamed(userNames: readonly string[]): Promise<readonly UserRecord[]> {
    return this.#read((scope) => readUsersNamed(scope, userNames));
  }

  hasAdministratorBeside(userIds: readonly string[]): Promise<boolean> {
    return this.#read((scope) => hasAdministratorBeside(scope, this.account, userIds));
  }

  integrations(
    ids: readonly string[],
    options: { readonly withDetails: boolean },
  ): Promise<readonly IntegrationRecord[]> {
    return this.#read((scope) => readIntegrations(scope, ids, options));
  }

  integrationPage(query: IntegrationQuery): Promise<Page<IntegrationRecord>> {
    return this.#read((scope) => readIntegrationPage(scope, query));
  }

  integrationIdPage(query: IntegrationIdQuery): Promise<Page<string>> {
    return this.#read((scope) => readIntegrationIdPage(scope, query, this.#pageEnds));
  }

  integrationSearch(query: IntegrationQuery & Search): Promise<SearchPortion<IntegrationRecord>> {
    return this.#read((scope) => readIntegrationSearch(scope, query));
  }

  permissions(ids: readonly string[]): Promise<readonly PermissionRecord[]> {
    return this.#read((scope) => readPermissions(scope, ids));
  }

  permissionsOn(
    rbacIds: readonly string[],
    heldBy?: readonly Principal[],
  ): Promise<readonly PermissionRecord[]> {
    return this.#read((scope) => readPermissionsOn(scope, rbacIds, heldBy));
  }

  permissionPages(
    parents: readonly PermissionListParent[],
    request: PermissionListRequest,
  ): Promise<readonly Page<PermissionRecord>[]> {
    return this.#read((scope) => readPermissionPages(scope, parents, request));
  }

  permissionScan(page: PageRequest): Promise<Page<PermissionRecord>> {
    return this.#read((scope) => readPermissionScan(scope, page));
  }

  accessTokens(ids: readonly string[]): Promise<readonly AccessTokenRecord[]> {
    return this.#read((scope) => readAccessTokens(scope, ids));
  }

  accessTokenPages(
    userIds: readonly string[],
    page: PageRequest,
  ): Promise<readonly Page<AccessTokenRecord>[]> {
    return this.#read((scope) => readAccessTokenPages(scope, userIds, page));
  }

  liveAccessTokens(userId: string, at: number): Promise<number> {
    return this.#read((scope) => countLiveAccessTokens(scope, userId, at));
  }

  changesBetween(from: StateId, to: StateId): Promise<readonly ChangeRow[] | undefined> {
    return this.#read((scope) => readChangesBetween(scope, from, to));
  }

  counts(): Promise<AccountCounts> {
    return this.#read(readAccountCounts);
  }

  auditPage(query: AuditQuery): Promise<Page<AuditEventRecord>> {
    return this.#read((scope) => readAuditPage(scope, query));
  }

  close(): Promise<void> {
    this.#isOpen = false;
    return new Promise((resolve) => {
      this.#end();
      resolve();
    });
  }

  /** After its end the connection shows another state, so nothing more is read over it. */
  #read<T>(work: (scope: Scope) => T): Promise<T> {
    return new Promise((resolve) => {
      if (!this.#isOpen) throw new DatastoreUnavailableError('The snapshot is closed');
      resolve(work(this.#scope));
    });
  }
}
