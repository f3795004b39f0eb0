import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { DirectoryKind, DirectoryRecordOf } from '../../datastore/contract/records.js';
import { searchedPage } from '../../datastore/contract/search.js';
import { fold } from '../../datastore/contract/sort-keys.js';
import { openPage, toConnection } from '../connection.js';
import type { OpenedPage } from '../connection.js';
import type { Page } from '../../datastore/contract/datastore.js';
import { Guarded } from '../guard/guarded.js';
import { directoryIdInput } from '../input/directory.js';
import { pageInput, searchedPageInput } from '../input/page.js';
import { parseInput } from '../input/parse-input.js';
import type { RequestContext } from '../request-context.js';
import { PageArgs, SearchedPageArgs } from '../types/args.js';
import {
  GroupConnection,
  PermissionConnection,
  TeamConnection,
  UserConnection,
} from '../types/connections.js';
import type { Connection } from '../types/connections.js';
import { TeamView } from '../types/directory.js';
import { GroupView } from '../types/group.js';
import { UserView } from '../types/user.js';
import { openPermissionPage, permissionConnection } from '../views/permission-connection.js';
import type { PermissionPage } from '../views/permission-connection.js';

@Resolver()
export class DirectoryResolver {
  @Guarded('ACTIVE_USER')
  @Query(() => UserView, { nullable: true, description: 'A user by id; null when there is none.' })
  user(
    @Arg('id', () => ID, { description: 'The id of the user.' }) id: string,
    @Ctx() { loaders }: RequestContext,
  ): Promise<UserView | null> {
    return loaders.user.load(parseInput(directoryIdInput, { id }).id);
  }

  @Guarded('ACTIVE_USER')
  @Query(() => GroupView, { nullable: true, description: 'A group by id; null when there is none.' })
  group(
    @Arg('id', () => ID, { description: 'The id of the group.' }) id: string,
    @Ctx() { loaders }: RequestContext,
  ): Promise<GroupView | null> {
    return loaders.group.load(parseInput(directoryIdInput, { id }).id);
  }

  @Guarded('ACTIVE_USER')
  @Query(() => TeamView, { nullable: true, description: 'A team by id; null when there is none.' })
  team(
    @Arg('id', () => ID, { description: 'The id of the team.' }) id: string,
    @Ctx() { loaders }: RequestContext,
  ): Promise<TeamView | null> {
    return loaders.team.load(parseInput(directoryIdInput, { id }).id);
  }

  @Guarded('ACTIVE_USER')
  @Query(() => UserConnection, {
    description: 'Directory for pickers: any active user sees ids and names; the guarded fields need more.',
  })
  async users(
    @Args(() => SearchedPageArgs) args: SearchedPageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<UserView>> {
    const { opened, page } = await directoryPage(context, 'USER', args);
    return toConnection(
      opened,
      { page, nodes: await context.views.users(page.rows.map(({ row }) => row)) },
      context,
    );
  }

  @Guarded('ACTIVE_USER')
  @Query(() => GroupConnection, { description: 'Directory for pickers: the groups of the account.' })
  async groups(
    @Args(() => SearchedPageArgs) args: SearchedPageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<GroupView>> {
    const { opened, page } = await directoryPage(context, 'GROUP', args);
    return toConnection(opened, { page, nodes: page.rows.map(({ row }) => new GroupView(row)) }, context);
  }

  @Guarded('ACTIVE_USER')
  @Query(() => TeamConnection, { description: 'Directory for pickers: the teams of the account.' })
  async teams(
    @Args(() => SearchedPageArgs) args: SearchedPageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<TeamView>> {
    const { opened, page } = await directoryPage(context, 'TEAM', args);
    const { account } = context.access;
    return toConnection(
      opened,
      { page, nodes: page.rows.map(({ row }) => new TeamView(row, account)) },
      context,
    );
  }
}

async function directoryPage<K extends DirectoryKind>(
  { access, snapshot }: RequestContext,
  kind: K,
  args: SearchedPageArgs,
): Promise<{ opened: OpenedPage; page: Page<DirectoryRecordOf<K>> }> {
  const { search, ...pageArgs } = parseInput(searchedPageInput, args);
  const opened = openPage(pageArgs, { account: access.account, list: kind });
  const page =
    search === undefined
      ? await snapshot.directoryPage({ ...opened.request, kind })
      : await searchedPage(opened.request, (portion) =>
          snapshot.directorySearch({ ...portion, kind, search: fold(search) }),
        );
  return { opened, page };
}

@Resolver(() => UserView)
export class UserResolver {
  @Guarded('SELF_OR_ADMINISTRATOR', permissionsOfUser)
  @FieldResolver(() => PermissionConnection, {
    nullable: true,
    description:
      'Permissions given to the user directly, on integrations that the viewer can see and on the wildcard.',
  })
  permissions(
    @Root() user: UserView,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<PermissionConnection> {
    return permissionConnection(context, permissionsOfUser(user, args, context));
  }
}

function permissionsOfUser({ id }: UserView, args: PageArgs, context: RequestContext): PermissionPage {
  return openPermissionPage(context, { heldBy: { type: 'USER', id } }, parseInput(pageInput, args));
}

@Resolver(() => GroupView)
export class GroupResolver {
  @Guarded('MEMBER_OR_ADMINISTRATOR', membersOfGroup)
  @FieldResolver(() => UserConnection, {
    nullable: true,
    description: 'The members; of EVERYONE all active users.',
  })
  async members(
    @Root() group: GroupView,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<UserView>> {
    const opened = membersOfGroup(group, args, context);
    const parent = group.builtIn === 'EVERYONE' ? group.builtIn : { groupId: group.id };
    return toConnection(
      opened,
      await context.loaders.memberPage.load({ parent, page: opened.request }),
      context,
    );
  }

  @Guarded('MEMBER_OR_ADMINISTRATOR', permissionsOfGroup)
  @FieldResolver(() => PermissionConnection, {
    nullable: true,
    description:
      'Permissions given to the group, on integrations that the viewer can see and on the wildcard.',
  })
  permissions(
    @Root() group: GroupView,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<PermissionConnection> {
    return permissionConnection(context, permissionsOfGroup(group, args, context));
  }
}

function membersOfGroup({ id }: GroupView, args: PageArgs, { access }: RequestContext): OpenedPage {
  return openPage(parseInput(pageInput, args), { account: access.account, list: `members ${id}` });
}

function permissionsOfGroup({ id }: GroupView, args: PageArgs, context: RequestContext): PermissionPage {
  return openPermissionPage(context, { heldBy: { type: 'GROUP', id } }, parseInput(pageInput, args));
}
