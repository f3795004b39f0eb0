import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { openPage, toConnection } from '../connection.js';
import type { OpenedPage } from '../connection.js';
import { Guarded } from '../guard/guarded.js';
import { pageInput } from '../input/page.js';
import { parseInput } from '../input/parse-input.js';
import type { RequestContext } from '../request-context.js';
import type { AccessTokenView } from '../types/access-token.js';
import { PageArgs } from '../types/args.js';
import { AccessTokenConnection } from '../types/connections.js';
import type { Connection } from '../types/connections.js';
import { UserView } from '../types/user.js';

@Resolver(() => UserView)
export class AccessTokensResolver {
  @Guarded('SELF_OR_ADMINISTRATOR', accessTokensOfUser)
  @FieldResolver(() => AccessTokenConnection, {
    nullable: true,
    description: 'The access tokens of the user, newest first; expired ones too, revoked ones not.',
  })
  async accessTokens(
    @Root() user: UserView,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<AccessTokenView>> {
    const opened = accessTokensOfUser(user, args, context);
    const viewed = await context.loaders.accessTokenPage.load({ parent: user.id, page: opened.request });
    return toConnection(opened, viewed, context);
  }
}

function accessTokensOfUser({ id }: UserView, args: PageArgs, { access }: RequestContext): OpenedPage {
  return openPage(parseInput(pageInput, args), { account: access.account, list: `access tokens ${id}` });
}
