import { Ctx, Query, Resolver } from 'type-graphql';
import { Guarded } from '../guard/guarded.js';
import type { RequestContext } from '../request-context.js';
import { AccountView } from '../types/account.js';
import { UserView } from '../types/user.js';
import { one } from '../views/one.js';

@Resolver()
export class ViewerResolver {
  @Guarded('ACTIVE_USER')
  @Query(() => UserView, { description: 'Who is asking.' })
  async viewer(@Ctx() { access, views }: RequestContext): Promise<UserView> {
    return one(await views.users([access.viewer]));
  }

  @Guarded('ACTIVE_USER')
  @Query(() => AccountView, { description: 'The account of whoever is asking.' })
  account(@Ctx() { access }: RequestContext): AccountView {
    return new AccountView(access.account);
  }
}
