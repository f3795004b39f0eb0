import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { PERMISSION_SETS } from '../../decision/permission-sets.js';
import { WILDCARD_RBAC_ID } from '../../decision/rbac-id.js';
import { Guarded } from '../guard/guarded.js';
import { parseInput } from '../input/parse-input.js';
import { permissionListInput } from '../input/queries.js';
import type { RequestContext } from '../request-context.js';
import { PermissionListArgs } from '../types/args.js';
import { PermissionConnection } from '../types/connections.js';
import { PermissionSetView } from '../types/permission.js';
import { openPermissionPage, permissionConnection } from '../views/permission-connection.js';

@Resolver()
export class PermissionResolver {
  @Guarded('ACTIVE_USER')
  @Query(() => [PermissionSetView], { description: 'Every permission set there is.' })
  permissionSets(): readonly PermissionSetView[] {
    return PERMISSION_SETS.map((set) => new PermissionSetView(set));
  }

  @Guarded('MANAGES_ARGUMENT')
  @Query(() => PermissionConnection, {
    nullable: true,
    description:
      "The permissions on an RBAC id. Needs MANAGE_PERMISSIONS on it. includeWildcard adds the wildcard's permissions: administrators only.",
  })
  async permissions(
    @Args(() => PermissionListArgs) args: PermissionListArgs,
    @Ctx() context: RequestContext,
  ): Promise<PermissionConnection> {
    const { rbacId, includeWildcard, ...page } = parseInput(permissionListInput, args);
    const andWildcard = includeWildcard && rbacId !== WILDCARD_RBAC_ID;
    const parent = { on: rbacId, ...(andWildcard && { andWildcard }) };
    const opened = openPermissionPage(context, parent, page);
    await context.access.require('MANAGE_PERMISSIONS', rbacId);
    if (includeWildcard) await context.access.require('MANAGE_PERMISSIONS', WILDCARD_RBAC_ID);
    return permissionConnection(context, opened);
  }
}
