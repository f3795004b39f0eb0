import type { Principal } from '../../decision/facts.js';
import { PERMISSIONS_PER_RBAC_ID } from '../contract/account-limits.js';
import type {
  AccountCounts,
  AuditQuery,
  ChangeRow,
  DirectoryQuery,
  IntegrationIdQuery,
  IntegrationQuery,
  Keeping,
  Keyed,
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
import { Deleted } from './deleted.js';

/** The snapshot as it is to be read: itself, as long as nothing that was deleted is left to be cleaned up. */
export function withoutDeleted(snapshot: Snapshot): Snapshot {
  const { deletions } = snapshot.account;
  return deletions.length === 0 ? snapshot : new LivingSnapshot(snapshot, new Deleted(deletions));
}

/** A snapshot in whose rows nothing of the deleted is found, whatever is stored [A14]. */
class LivingSnapshot implements Snapshot {
  readonly #stored: Snapshot;
  readonly #deleted: Deleted;

  constructor(stored: Snapshot, deleted: Deleted) {
    this.#stored = stored;
    this.#deleted = deleted;
  }

  get account(): AccountRecord {
    return this.#stored.account;
  }

  get user(): UserRecord | undefined {
    return this.#stored.user && this.#deleted.fromEntry(this.#stored.user);
  }

  get accessToken(): AccessTokenRecord | undefined {
    return this.#stored.accessToken;
  }

  get keptUnder(): Keeping | undefined {
    return this.#stored.keptUnder;
  }

  async directory(refs: readonly DirectoryRef[]): Promise<readonly DirectoryRecord[]> {
    return (await this.#stored.directory(refs)).map((record) => this.#deleted.fromEntry(record));
  }

  async directoryPage<K extends DirectoryKind>(
    query: DirectoryQuery<K>,
  ): Promise<Page<DirectoryRecordOf<K>>> {
    return this.#withEntries(await this.#stored.directoryPage(query));
  }

  async directorySearch<K extends DirectoryKind>(
    query: DirectoryQuery<K> & Search,
  ): Promise<SearchPortion<DirectoryRecordOf<K>>> {
    return this.#withEntries(await this.#stored.directorySearch(query));
  }

  async memberPages(lists: readonly MembersOf[], page: PageRequest): Promise<readonly Page<UserRecord>[]> {
    return (await this.#stored.memberPages(lists, page)).map((found) => this.#withEntries(found));
  }

  async usersNamed(userNames: readonly string[]): Promise<readonly UserRecord[]> {
    return (await this.#stored.usersNamed(userNames)).map((user) => this.#deleted.fromEntry(user));
  }

  hasAdministratorBeside(userIds: readonly string[]): Promise<boolean> {
    return this.#stored.hasAdministratorBeside(userIds);
  }

  async integrations(
    ids: readonly string[],
    options: { readonly withDetails: boolean },
  ): Promise<readonly IntegrationRecord[]> {
    const found = await this.#stored.integrations(ids, options);
    return found.map((integration) => this.#deleted.fromIntegration(integration));
  }

  async integrationPage(query: IntegrationQuery): Promise<Page<IntegrationRecord>> {
    return this.#withIntegrations(await this.#stored.integrationPage(query));
  }

  integrationIdPage(query: IntegrationIdQuery): Promise<Page<string>> {
    return this.#stored.integrationIdPage(query);
  }

  async integrationSearch(query: IntegrationQuery & Search): Promise<SearchPortion<IntegrationRecord>> {
    return this.#withIntegrations(await this.#stored.integrationSearch(query));
  }

  async permissions(ids: readonly string[]): Promise<readonly PermissionRecord[]> {
    return this.#living(await this.#stored.permissions(ids));
  }

  async permissionsOn(
    rbacIds: readonly string[],
    heldBy?: readonly Principal[],
  ): Promise<readonly PermissionRecord[]> {
    return this.#living(await this.#stored.permissionsOn(rbacIds, heldBy));
  }

  /** What somebody holds is theirs; on an RBAC id rows of the deleted may stand between the others. */
  async permissionPages(
    parents: readonly PermissionListParent[],
    request: PermissionListRequest,
  ): Promise<readonly Page<PermissionRecord>[]> {
    if (!this.#deleted.hasPrincipals || parents.every((parent) => 'heldBy' in parent)) {
      const pages = await this.#stored.permissionPages(parents, request);
      return pages.map((page) => ({ ...page, rows: this.#livingRows(page.rows) }));
    }
    const pages: Page<PermissionRecord>[] = [];
    // One after another: in a transaction there is one command at a time.
    for (const parent of parents) pages.push(await this.#permissionPage(parent, request));
    return pages;
  }

  async permissionScan(page: PageRequest): Promise<Page<PermissionRecord>> {
    const found = await this.#stored.permissionScan(page);
    return { ...found, rows: this.#livingRows(found.rows) };
  }

  /** A deleted user's are removed with the user. */
  accessTokens(ids: readonly string[]): Promise<readonly AccessTokenRecord[]> {
    return this.#stored.accessTokens(ids);
  }

  accessTokenPages(
    userIds: readonly string[],
    page: PageRequest,
  ): Promise<readonly Page<AccessTokenRecord>[]> {
    return this.#stored.accessTokenPages(userIds, page);
  }

  liveAccessTokens(userId: string, at: number): Promise<number> {
    return this.#stored.liveAccessTokens(userId, at);
  }

  changesBetween(from: StateId, to: StateId): Promise<readonly ChangeRow[] | undefined> {
    return this.#stored.changesBetween(from, to);
  }

  counts(): Promise<AccountCounts> {
    return this.#stored.counts();
  }

  auditPage(query: AuditQuery): Promise<Page<AuditEventRecord>> {
    return this.#stored.auditPage(query);
  }

  close(): Promise<void> {
    return this.#stored.close();
  }

  async #permissionPage(
    parent: PermissionListParent,
    { first, ...request }: PermissionListRequest,
  ): Promise<Page<PermissionRecord>> {
    const rows: Keyed<PermissionRecord>[] = [];
    let { after } = request;
    for (;;) {
      const asked = {
        ...request,
        first: first + PERMISSIONS_PER_RBAC_ID,
        ...(after !== undefined && { after }),
      };
      const [page] = await this.#stored.permissionPages([parent], asked);
      rows.push(...this.#livingRows(page?.rows ?? []));
      const hasNextPage = rows.length > first;
      if (hasNextPage || page?.hasNextPage !== true) return { rows: rows.slice(0, first), hasNextPage };
      after = page.rows.at(-1)?.key;
    }
  }

  #withEntries<R extends DirectoryRecord, P extends { readonly rows: readonly Keyed<R>[] }>(page: P): P {
    return { ...page, rows: page.rows.map(({ key, row }) => ({ key, row: this.#deleted.fromEntry(row) })) };
  }

  #withIntegrations<P extends { readonly rows: readonly Keyed<IntegrationRecord>[] }>(page: P): P {
    return {
      ...page,
      rows: page.rows.map(({ key, row }) => ({ key, row: this.#deleted.fromIntegration(row) })),
    };
  }

  #living(permissions: readonly PermissionRecord[]): readonly PermissionRecord[] {
    return permissions.flatMap((permission) => this.#deleted.fromPermission(permission));
  }

  #livingRows(rows: readonly Keyed<PermissionRecord>[]): readonly Keyed<PermissionRecord>[] {
    return rows.flatMap(({ key, row }) =>
      this.#deleted.fromPermission(row).map((living) => ({ key, row: living })),
    );
  }
}
