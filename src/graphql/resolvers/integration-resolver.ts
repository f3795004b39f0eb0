import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { ListedAction } from '../../decision/visibility.js';
import { ForbiddenError } from '../../errors/public-errors.js';
import { listIntegrations } from '../../integrations/list-integrations.js';
import { openPage, toConnection } from '../connection.js';
import { Guarded } from '../guard/guarded.js';
import { pageInput } from '../input/page.js';
import { parseInput } from '../input/parse-input.js';
import { integrationInput, integrationListInput, integrationsByIdInput, MAX_IDS } from '../input/queries.js';
import type { RequestContext } from '../request-context.js';
import { IntegrationListArgs, ManagedIntegrationListArgs, PageArgs } from '../types/args.js';
import { IntegrationConnection, PermissionConnection } from '../types/connections.js';
import type { Connection } from '../types/connections.js';
import { IntegrationView } from '../types/integration.js';
import { openPermissionPage, permissionConnection } from '../views/permission-connection.js';
import type { PermissionPage } from '../views/permission-connection.js';

@Resolver(() => IntegrationView)
export class IntegrationResolver {
  @Guarded('NULL_UNLESS_VISIBLE')
  @Query(() => IntegrationView, { nullable: true, description: 'One integration.' })
  integration(
    @Arg('id', () => ID, { description: 'The id of the integration.' }) id: string,
    @Ctx() { loaders }: RequestContext,
  ): Promise<IntegrationView | null> {
    return loaders.integration.load(parseInput(integrationInput, { id }).id);
  }

  @Guarded('NULL_UNLESS_VISIBLE')
  @Query(() => [IntegrationView], {
    nullable: 'items',
    description: `Up to ${MAX_IDS}, in the order asked; null where integration(id) would be null. One read.`,
  })
  integrationsById(
    @Arg('ids', () => [ID], {
      description: `The ids of the integrations, at most ${MAX_IDS}; one may come more than once.`,
    })
    ids: readonly string[],
    @Ctx() { loaders }: RequestContext,
  ): Promise<readonly (IntegrationView | null)[]> {
    const asked = parseInput(integrationsByIdInput, { ids }).ids;
    return Promise.all(asked.map((id) => loaders.integration.load(id)));
  }

  @Guarded('LISTS_READABLE')
  @Query(() => IntegrationConnection, {
    nullable: true,
    description: 'Management list: what the viewer may READ. Null when it is refused.',
  })
  integrations(
    @Args(() => ManagedIntegrationListArgs) args: ManagedIntegrationListArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<IntegrationView>> {
    return list(context, args, { action: 'READ', name: 'integrations' });
  }

  @Guarded('LISTS_USABLE')
  @Query(() => IntegrationConnection, {
    description: 'Picker of the alerting UI: exactly what the viewer may USE.',
  })
  usableIntegrations(
    @Args(() => IntegrationListArgs) args: IntegrationListArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<IntegrationView>> {
    return list(context, args, { action: 'USE', name: 'usableIntegrations' });
  }

  @Guarded('MANAGE_PERMISSIONS', pageOfPermissions)
  @FieldResolver(() => PermissionConnection, { nullable: true, description: 'The permissions on it.' })
  permissions(
    @Root() integration: IntegrationView,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<PermissionConnection> {
    return permissionConnection(context, pageOfPermissions(integration, args, context));
  }
}

function pageOfPermissions(
  integration: IntegrationView,
  args: PageArgs,
  context: RequestContext,
): PermissionPage {
  return openPermissionPage(context, { on: integration.rbacId }, parseInput(pageInput, args));
}

async function list(
  context: RequestContext,
  args: IntegrationListArgs,
  { action, name }: { readonly action: ListedAction; readonly name: string },
): Promise<Connection<IntegrationView>> {
  const { access, snapshot, views } = context;
  const { type, search, withoutOwner, ...pageArgs } = parseInput(integrationListInput, args);
  const ofName = withoutOwner ? `${name} without an Owner` : name;
  const opened = openPage(pageArgs, { account: access.account, list: ofName });
  if (withoutOwner && !access.isAdministrator)
    throw ForbiddenError.administratorsOnly('Integrations without an Owner');
  const page = await listIntegrations(snapshot, access, {
    ...opened.request,
    action,
    withoutOwner,
    ...(type !== undefined && { type }),
    ...(search !== undefined && { search }),
    withDetails: views.withDetails,
  });
  const nodes = await views.integrations(page.rows.map(({ row }) => row));
  return toConnection(opened, { page, nodes: nodes.filter((node) => node !== null) }, context);
}
