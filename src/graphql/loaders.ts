import DataLoader from 'dataloader';
import { groupBy } from '../collections/group-by.js';
import type { ViewerAccess } from '../access/viewer-access.js';
import type {
  MembersOf,
  Page,
  PageRequest,
  PermissionListParent,
  Snapshot,
} from '../datastore/contract/datastore.js';
import type { Keyed } from '../datastore/contract/datastore.js';
import type {
  AccessTokenRecord,
  DirectoryKind,
  DirectoryRecordOf,
  PermissionRecord,
  UserRecord,
} from '../datastore/contract/records.js';
import { isId } from '../decision/id.js';
import { AccessTokenView } from './types/access-token.js';
import { TeamView } from './types/directory.js';
import { GroupView } from './types/group.js';
import type { IntegrationView } from './types/integration.js';
import type { PermissionView } from './types/permission.js';
import type { UserView } from './types/user.js';
import type { Views } from './views/views.js';

/** A page of rows with the view of each. */
export interface ViewedPage<R, V> {
  readonly page: Page<R>;
  readonly nodes: readonly V[];
}

interface Asked<P> {
  readonly parent: P;
  readonly page: PageRequest;
}

/**
 * What is loaded for one request in one state of the account. Asking for the same kind of thing from many rows is one
 * command: for nested lists one for each page size and cursor, never one for each row.
 */
export class Loaders {
  readonly user: DataLoader<string, UserView | null>;
  readonly group: DataLoader<string, GroupView | null>;
  readonly team: DataLoader<string, TeamView | null>;
  readonly integration: DataLoader<string, IntegrationView | null>;
  readonly permissionPage: DataLoader<
    Asked<PermissionListParent>,
    ViewedPage<PermissionRecord, PermissionView>,
    string
  >;
  readonly memberPage: DataLoader<Asked<MembersOf>, ViewedPage<UserRecord, UserView>, string>;
  readonly accessTokenPage: DataLoader<Asked<string>, ViewedPage<AccessTokenRecord, AccessTokenView>, string>;

  constructor(snapshot: Snapshot, access: ViewerAccess, views: Views) {
    const keyed = { cacheKeyFn: (asked: object) => JSON.stringify(asked) };

    const loaderOf = <K extends DirectoryKind, V extends { readonly id: string }>(
      kind: K,
      viewsOf: (records: readonly DirectoryRecordOf<K>[]) => readonly V[] | Promise<readonly V[]>,
    ) =>
      new DataLoader(async (ids: readonly string[]) => {
        const asked = ids.filter(isId).map((id) => ({ kind, id }));
        const records = asked.length === 0 ? [] : await snapshot.directory(asked);
        const found = await viewsOf(records as readonly DirectoryRecordOf<K>[]);
        const byId = new Map(found.map((view) => [view.id, view]));
        return ids.map((id) => byId.get(id) ?? null);
      });
    this.user = loaderOf('USER', (records) => views.users(records));
    this.group = loaderOf('GROUP', (records) => records.map((record) => new GroupView(record)));
    this.team = loaderOf('TEAM', (records) => records.map((record) => new TeamView(record, access.account)));

    this.integration = new DataLoader(async (ids: readonly string[]) => {
      const asked = ids.filter(isId);
      if (asked.length === 0) return ids.map(() => null);
      const records = await snapshot.integrations(asked, { withDetails: views.withDetails });
      const found = await views.integrations(records, asked);
      const byId = new Map(found.map((view) => [view?.id, view]));
      return ids.map((id) => byId.get(id) ?? null);
    });

    this.permissionPage = new DataLoader(async (asked: readonly Asked<PermissionListParent>[]) => {
      const visibleTokens = await access.tokensOfVisible();
      const pages = await pagesOf(asked, (parents, page) =>
        snapshot.permissionPages(parents, { ...page, visibleTokens }),
      );
      const loadIntegration = (id: string) => this.integration.load(id);
      return viewedPages(pages, (records) => views.permissions(records, loadIntegration));
    }, keyed);

    this.memberPage = new DataLoader(async (asked: readonly Asked<MembersOf>[]) => {
      const pages = await pagesOf(asked, (parents, page) => snapshot.memberPages(parents, page));
      return viewedPages(pages, (records) => views.users(records));
    }, keyed);

    this.accessTokenPage = new DataLoader(async (asked: readonly Asked<string>[]) => {
      const pages = await pagesOf(asked, (userIds, page) => snapshot.accessTokenPages(userIds, page));
      return viewedPages(pages, (records) =>
        Promise.resolve(records.map((record) => new AccessTokenView(record))),
      );
    }, keyed);
  }
}

/** Reads the pages of many parents, together for all that ask for the same part of their list. */
async function pagesOf<P, R>(
  asked: readonly Asked<P>[],
  read: (parents: readonly P[], page: PageRequest) => Promise<readonly Page<R>[]>,
): Promise<readonly Page<R>[]> {
  const pages: Page<R>[] = [];
  const samePart = groupBy([...asked.entries()], ([, { page }]) => JSON.stringify(page));
  for (const part of samePart.values()) {
    const [first] = part;
    if (first === undefined) continue;
    const parents = part.map(([, { parent }]) => parent);
    const found = await read(parents, first[1].page);
    part.forEach(([index], position) => {
      pages[index] = found[position] ?? { rows: [], hasNextPage: false };
    });
  }
  return pages;
}

/** Makes the views of all pages in one go, and hands each page its own. */
async function viewedPages<R, V>(
  pages: readonly Page<R>[],
  view: (records: readonly R[]) => Promise<readonly V[]>,
): Promise<ViewedPage<R, V>[]> {
  const nodes = await view(pages.flatMap(({ rows }) => rows.map(({ row }: Keyed<R>) => row)));
  let start = 0;
  return pages.map((page) => {
    const own = nodes.slice(start, start + page.rows.length);
    start += page.rows.length;
    return { page, nodes: own };
  });
}
