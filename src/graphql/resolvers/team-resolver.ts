import { Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { openPage, toConnection } from '../connection.js';
import type { OpenedPage } from '../connection.js';
import { Guarded } from '../guard/guarded.js';
import { pageInput } from '../input/page.js';
import { parseInput } from '../input/parse-input.js';
import type { RequestContext } from '../request-context.js';
import { PageArgs } from '../types/args.js';
import { UserConnection } from '../types/connections.js';
import type { Connection } from '../types/connections.js';
import { TeamView } from '../types/directory.js';
import type { UserView } from '../types/user.js';

@Resolver(() => TeamView)
export class TeamResolver {
  @Guarded('READS_TEAM_DETAILS')
  @FieldResolver(() => Int, {
    nullable: true,
    description: 'One more with each change, but for its members; for expectedVersion.',
  })
  async version(@Root() team: TeamView, @Ctx() { loaders }: RequestContext): Promise<number | null> {
    return team.knownVersion ?? (await loaders.team.load(team.id))?.knownVersion ?? null;
  }

  @Guarded('TEAM_MEMBER_OR_ADMINISTRATOR', membersOfTeam)
  @FieldResolver(() => UserConnection, {
    nullable: true,
    description: 'Who holds a role in the team; inactive users too.',
  })
  async members(
    @Root() team: TeamView,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<UserView>> {
    const opened = membersOfTeam(team, args, context);
    const asked = { parent: { teamId: team.id }, page: opened.request };
    return toConnection(opened, await context.loaders.memberPage.load(asked), context);
  }
}

function membersOfTeam({ id }: TeamView, args: PageArgs, { access }: RequestContext): OpenedPage {
  return openPage(parseInput(pageInput, args), { account: access.account, list: `team members ${id}` });
}
