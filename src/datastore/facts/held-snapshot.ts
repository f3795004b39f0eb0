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
  PortionOfSearch,
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
import { portionOf } from '../contract/search.js';
import type { SearchPortion } from '../contract/search.js';
import type { SharedState } from './shared-openings.js';

/** What a request does with the state that it holds. */
export interface Hold extends Pick<SharedState, 'release'> {
  /** Undefined: its reads run at once. */
  readonly around: Around | undefined;
}

/** Who holds it, as far as anybody was named and is there. */
export interface Holder {
  readonly user?: UserRecord | undefined;
  readonly accessToken?: AccessTokenRecord | undefined;
}

/** One request's hold on a state that others may hold too. After its close it reads nothing more, as any snapshot. */
export class HeldSnapshot implements Snapshot {
  readonly account: AccountRecord;
  readonly user: UserRecord | undefined;
  readonly accessToken: AccessTokenRecord | undefined;
  readonly keptUnder: Keeping | undefined = undefined;
  readonly #hold: Hold;
  #state: Snapshot | undefined;

  constructor(state: Snapshot, { user, accessToken }: Holder, hold: Hold) {
    this.#state = state;
    this.account = state.account;
    this.user = user;
    this.accessToken = accessToken;
    this.#hold = hold;
  }

  directory(refs: readonly DirectoryRef[]): Promise<readonly DirectoryRecord[]> {
    return this.#read((state) => state.directory(refs));
  }

  directoryPage<K extends DirectoryKind>(query: DirectoryQuery<K>): Promise<Page<DirectoryRecordOf<K>>> {
    return this.#read((state) => state.directoryPage(query));
  }

  directorySearch<K extends DirectoryKind>(
    query: DirectoryQuery<K> & Search,
  ): Promise<SearchPortion<DirectoryRecordOf<K>>> {
    return this.#read((state) => state.directorySearch(query), portionOf(query));
  }

  memberPages(lists: readonly MembersOf[], page: PageRequest): Promise<readonly Page<UserRecord>[]> {
    return this.#read((state) => state.memberPages(lists, page));
  }

  usersNamed(userNames: readonly string[]): Promise<readonly UserRecord[]> {
    return this.#read((state) => state.usersNamed(userNames));
  }

  hasAdministratorBeside(userIds: readonly string[]): Promise<boolean> {
    return this.#read((state) => state.hasAdministratorBeside(userIds));
  }

  integrations(
    ids: readonly string[],
    options: { readonly withDetails: boolean },
  ): Promise<readonly IntegrationRecord[]> {
    return this.#read((state) => state.integrations(ids, options));
  }

  integrationPage(query: IntegrationQuery): Promise<Page<IntegrationRecord>> {
    return this.#read((state) => state.integrationPage(query));
  }

  integrationIdPage(query: IntegrationIdQuery): Promise<Page<string>> {
    return this.#read((state) => state.integrationIdPage(query));
  }

  integrationSearch(query: IntegrationQuery & Search): Promise<SearchPortion<IntegrationRecord>> {
    return this.#read((state) => state.integrationSearch(query), portionOf(query));
  }

  permissions(ids: readonly string[]): Promise<readonly PermissionRecord[]> {
    return this.#read((state) => state.permissions(ids));
  }

  permissionsOn(
    rbacIds: readonly string[],
    heldBy?: readonly Principal[],
  ): Promise<readonly PermissionRecord[]> {
    return this.#read((state) => state.permissionsOn(rbacIds, heldBy));
  }

  permissionPages(
    parents: readonly PermissionListParent[],
    request: PermissionListRequest,
  ): Promise<readonly Page<PermissionRecord>[]> {
    return this.#read((state) => state.permissionPages(parents, request));
  }

  permissionScan(page: PageRequest): Promise<Page<PermissionRecord>> {
    return this.#read((state) => state.permissionScan(page));
  }

  accessTokens(ids: readonly string[]): Promise<readonly AccessTokenRecord[]> {
    return this.#read((state) => state.accessTokens(ids));
  }

  accessTokenPages(
    userIds: readonly string[],
    page: PageRequest,
  ): Promise<readonly Page<AccessTokenRecord>[]> {
    return this.#read((state) => state.accessTokenPages(userIds, page));
  }

  liveAccessTokens(userId: string, at: number): Promise<number> {
    return this.#read((state) => state.liveAccessTokens(userId, at));
  }

  changesBetween(from: StateId, to: StateId): Promise<readonly ChangeRow[] | undefined> {
    return this.#read((state) => state.changesBetween(from, to));
  }

  counts(): Promise<AccountCounts> {
    return this.#read((state) => state.counts());
  }

  auditPage(query: AuditQuery): Promise<Page<AuditEventRecord>> {
    return this.#read((state) => state.auditPage(query));
  }

  close(): Promise<void> {
    this.#state = undefined;
    return this.#hold.release();
  }

  #read<T>(work: (state: Snapshot) => Promise<T>, portion?: PortionOfSearch): Promise<T> {
    const { around } = this.#hold;
    const read = (): Promise<T> =>
      this.#state === undefined
        ? Promise.reject(new DatastoreUnavailableError('The snapshot is closed'))
        : work(this.#state);
    return around === undefined ? read() : around(read, portion);
  }
}
