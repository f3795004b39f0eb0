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
import { countLiveAccessTokens, readAccessTokenPages, readAccessTokens } from './access-token-reads.js';
import { readAccountCounts } from './account-reads.js';
import { hasAdministratorBeside } from './administrator-reads.js';
import { readAuditPage } from './audit-reads.js';
import { readChangesBetween } from './change-rows.js';
import {
  readDirectory,
  readDirectoryPage,
  readDirectorySearch,
  readMemberPages,
  readUsersNamed,
} from './directory-reads.js';
import {
  readIntegrationIdPage,
  readIntegrationPage,
  readIntegrations,
  readIntegrationSearch,
} from './integration-reads.js';
import { readPermissionPages, readPermissions, readPermissionsOn } from './permission-reads.js';
import { readPermissionScan } from './permission-scan.js';
import type { Reading } from './reading.js';
import { assertAllStorable } from './storable.js';

export interface SnapshotState {
  readonly account: AccountRecord;
  readonly user: UserRecord | undefined;
  readonly accessToken: AccessTokenRecord | undefined;
  /**
   * Runs one read with what it needs to know, within its limits, and turns errors into those of the contract.
   */
  readonly read: <T>(work: (reading: Reading) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

/** The contract's reads, each given to the file that knows its collection. */
export class MongodbSnapshot implements Snapshot {
  readonly keptUnder = undefined;
  readonly #state: SnapshotState;

  constructor(state: SnapshotState) {
    this.#state = state;
  }

  get account(): AccountRecord {
    return this.#state.account;
  }

  get user(): UserRecord | undefined {
    return this.#state.user;
  }

  get accessToken(): AccessTokenRecord | undefined {
    return this.#state.accessToken;
  }

  directory(refs: readonly DirectoryRef[]): Promise<readonly DirectoryRecord[]> {
    return this.#read(refs, (reading) => readDirectory(reading, refs));
  }

  directoryPage<K extends DirectoryKind>(query: DirectoryQuery<K>): Promise<Page<DirectoryRecordOf<K>>> {
    return this.#read(query, (reading) => readDirectoryPage(reading, query));
  }

  directorySearch<K extends DirectoryKind>(
    query: DirectoryQuery<K> & Search,
  ): Promise<SearchPortion<DirectoryRecordOf<K>>> {
    return this.#read(query, (reading) => readDirectorySearch(reading, query));
  }

  memberPages(lists: readonly MembersOf[], page: PageRequest): Promise<readonly Page<UserRecord>[]> {
    return this.#read([lists, page], (reading) => readMemberPages(reading, lists, page));
  }

  usersNamed(userNames: readonly string[]): Promise<readonly UserRecord[]> {
    return this.#read(userNames, (reading) => readUsersNamed(reading, userNames));
  }

  hasAdministratorBeside(userIds: readonly string[]): Promise<boolean> {
    return this.#read(userIds, (reading) => hasAdministratorBeside(reading, this.account, userIds));
  }

  integrations(
    ids: readonly string[],
    options: { readonly withDetails: boolean },
  ): Promise<readonly IntegrationRecord[]> {
    return this.#read(ids, (reading) => readIntegrations(reading, ids, options));
  }

  integrationPage(query: IntegrationQuery): Promise<Page<IntegrationRecord>> {
    return this.#read(query, (reading) => readIntegrationPage(reading, query));
  }

  integrationIdPage(query: IntegrationIdQuery): Promise<Page<string>> {
    return this.#read(query, (reading) => readIntegrationIdPage(reading, query));
  }

  integrationSearch(query: IntegrationQuery & Search): Promise<SearchPortion<IntegrationRecord>> {
    return this.#read(query, (reading) => readIntegrationSearch(reading, query));
  }

  permissions(ids: readonly string[]): Promise<readonly PermissionRecord[]> {
    return this.#read(ids, (reading) => readPermissions(reading, ids));
  }

  permissionsOn(
    rbacIds: readonly string[],
    heldBy?: readonly Principal[],
  ): Promise<readonly PermissionRecord[]> {
    return this.#read([rbacIds, heldBy], (reading) => readPermissionsOn(reading, rbacIds, heldBy));
  }

  permissionPages(
    parents: readonly PermissionListParent[],
    request: PermissionListRequest,
  ): Promise<readonly Page<PermissionRecord>[]> {
    return this.#read([parents, request], (reading) => readPermissionPages(reading, parents, request));
  }

  permissionScan(page: PageRequest): Promise<Page<PermissionRecord>> {
    return this.#read(page, (reading) => readPermissionScan(reading, page));
  }

  accessTokens(ids: readonly string[]): Promise<readonly AccessTokenRecord[]> {
    return this.#read(ids, (reading) => readAccessTokens(reading, ids));
  }

  accessTokenPages(
    userIds: readonly string[],
    page: PageRequest,
  ): Promise<readonly Page<AccessTokenRecord>[]> {
    return this.#read([userIds, page], (reading) => readAccessTokenPages(reading, userIds, page));
  }

  liveAccessTokens(userId: string, at: number): Promise<number> {
    return this.#read(userId, (reading) => countLiveAccessTokens(reading, userId, at));
  }

  changesBetween(from: StateId, to: StateId): Promise<readonly ChangeRow[] | undefined> {
    return this.#read([from, to], (reading) => readChangesBetween(reading, from, to));
  }

  counts(): Promise<AccountCounts> {
    return this.#state.read(readAccountCounts);
  }

  auditPage(query: AuditQuery): Promise<Page<AuditEventRecord>> {
    return this.#read(query, (reading) => readAuditPage(reading, query));
  }

  close(): Promise<void> {
    return this.#state.close();
  }

  async #read<T>(asked: unknown, work: (reading: Reading) => Promise<T>): Promise<T> {
    assertAllStorable(asked);
    return this.#state.read(work);
  }
}
