import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { ChangeDependencies, Requester } from '../../changes/change-dependencies.js';
import type { ChangeResult } from '../../changes/run-change.js';
import { changePermissions, grantPermission } from '../../permissions/change-permissions.js';
import type { PermissionChanges } from '../../permissions/permission-change.js';
import { revokePermission } from '../../permissions/revoke-permission.js';
import { Guarded } from '../guard/guarded.js';
import { changePermissionsInput, grantPermissionInput, revokePermissionInput } from '../input/mutations.js';
import { parseInput } from '../input/parse-input.js';
import { repeatedPermissionChanges } from '../idempotency/repeated-changes.js';
import type { MutationPlace } from '../mutation-place.js';
import type { RequestContext } from '../request-context.js';
import { ChangePermissionsInput, GrantPermissionInput, RevokePermissionInput } from '../types/inputs.js';
import { ChangePermissionsPayload } from '../types/payloads.js';

@Resolver()
export class PermissionMutations {
  constructor(private readonly dependencies: ChangeDependencies) {}

  @Guarded('MANAGES_ARGUMENT')
  @Mutation(() => ChangePermissionsPayload, { nullable: true, description: 'Adds one permission.' })
  grantPermission(
    @Arg('input', () => GrantPermissionInput, { description: 'The permission.' }) input: GrantPermissionInput,
    @Ctx() context: RequestContext,
    @Info() { path }: GraphQLResolveInfo,
  ): Promise<ChangePermissionsPayload> {
    const { rbacId, reason, ...grant } = parseInput(grantPermissionInput, { input }).input;
    return payload({ context, path }, (requester) =>
      grantPermission(this.dependencies, requester, { rbacId, reason: reason ?? null, grant }),
    );
  }

  @Guarded('MANAGES_ARGUMENT')
  @Mutation(() => ChangePermissionsPayload, { nullable: true, description: 'Removes one permission.' })
  revokePermission(
    @Arg('input', () => RevokePermissionInput, { description: 'The permission.' })
    input: RevokePermissionInput,
    @Ctx() context: RequestContext,
    @Info() { path }: GraphQLResolveInfo,
  ): Promise<ChangePermissionsPayload> {
    const { reason, ...request } = parseInput(revokePermissionInput, { input }).input;
    return payload({ context, path }, (requester) =>
      revokePermission(this.dependencies, requester, { ...request, reason: reason ?? null }),
    );
  }

  @Guarded('MANAGES_ARGUMENT')
  @Mutation(() => ChangePermissionsPayload, {
    nullable: true,
    description: 'The Save button: all of it or nothing.',
  })
  changePermissions(
    @Arg('input', () => ChangePermissionsInput, { description: 'The changes.' })
    input: ChangePermissionsInput,
    @Ctx() context: RequestContext,
    @Info() { path }: GraphQLResolveInfo,
  ): Promise<ChangePermissionsPayload> {
    const { reason, ...request } = parseInput(changePermissionsInput, { input }).input;
    return payload({ context, path }, (requester) =>
      changePermissions(this.dependencies, requester, { ...request, reason: reason ?? null }),
    );
  }
}

function payload(
  { context, path }: MutationPlace,
  change: (requester: Requester) => Promise<ChangeResult<PermissionChanges>>,
): Promise<ChangePermissionsPayload> {
  return context.change(String(path.key), change, (changed) => shown(context, changed));
}

async function shown(
  context: RequestContext,
  { result, repeated, userErrors, revision }: ChangeResult<PermissionChanges>,
): Promise<ChangePermissionsPayload> {
  const { views, loaders } = context;
  const done = repeated ? await repeatedPermissionChanges(context, repeated) : result;
  const { changes = [], warnings = [], integrationId = null, removedPermissionIds = [] } = done ?? {};
  const permissions = changes.flatMap(({ permission }) => permission ?? []);
  const loadIntegration = (id: string) => loaders.integration.load(id);
  const [permissionViews, integration] = await Promise.all([
    views.permissions(permissions, loadIntegration),
    views.withChangedIntegration && integrationId !== null ? loadIntegration(integrationId) : null,
  ]);
  const viewOf = new Map(
    permissions.map((permission, index) => [permission, permissionViews[index] ?? null]),
  );
  return {
    changes: changes.map(({ outcome, permission }) => ({
      outcome,
      permission: permission === null ? null : (viewOf.get(permission) ?? null),
    })),
    warnings,
    userErrors,
    revision,
    integration,
    removedPermissionIds,
  };
}
