import type { ViewerAccess } from '../access/viewer-access.js';
import type { ChangeDependencies, Requester } from '../changes/change-dependencies.js';
import type { ChangeAuthor } from '../changes/change-author.js';
import { runChange } from '../changes/run-change.js';
import type { ChangeResult } from '../changes/run-change.js';
import type {
  DetailedIntegration,
  IntegrationRecord,
  IntegrationType,
  JsonObject,
  PermissionRecord,
} from '../datastore/contract/records.js';
import { OWNER } from '../decision/permission-sets.js';
import { rbacIdOf, WILDCARD_RBAC_ID } from '../decision/rbac-id.js';
import { rolePermits } from '../decision/roles.js';
import { BadUserInputError } from '../errors/public-errors.js';
import type { SecretSealer } from '../secrets/sealer.js';
import { mergeSecrets, requireSealer } from './secret-changes.js';
import type { SecretChanges } from './secret-changes.js';
import { roleReachesTeam, teamRefusals } from './team-rules.js';

export interface CreateIntegrationRequest {
  readonly name: string;
  readonly type: IntegrationType;
  readonly teamIds?: readonly string[] | undefined;
  readonly settings: JsonObject;
  readonly secrets: SecretChanges;
}

export interface IntegrationChangeDependencies extends ChangeDependencies {
  readonly sealer: SecretSealer | undefined;
}

/**
 * Creates an integration, with its Owner permission for the creator in every mode, so that switching enforcement on
 * locks nobody out [V3, V15].
 */
export async function createIntegration(
  dependencies: IntegrationChangeDependencies,
  requester: Requester,
  request: CreateIntegrationRequest,
): Promise<ChangeResult<IntegrationRecord>> {
  requireSealer(dependencies.sealer, request.secrets);
  return runChange(dependencies, { requester, reason: null }, async ({ snapshot, access, draft }) => {
    const teamIds = teamsOf(request, access);
    await access.require('CREATE', WILDCARD_RBAC_ID);
    const userErrors = await teamRefusals(snapshot, { all: teamIds, touched: teamIds }, (teamId) =>
      mayCreateIn(access, teamId),
    );
    const integration = newIntegration(dependencies, { ...request, teamIds }, draft.author);
    draft.createIntegration(integration).grant(ownerPermission(integration, access.viewer.id, draft.author));
    return { result: integration, userErrors, concerned: { integrationId: integration.id } };
  });
}

/**
 * The teams of the new integration. LAYERED: whoever has a creating role on the root team, and administrators, name
 * any or none; others name theirs, or have just one.
 */
function teamsOf({ teamIds }: CreateIntegrationRequest, access: ViewerAccess): readonly string[] {
  const { account, viewer } = access;
  const named = teamIds === undefined ? undefined : [...new Set(teamIds)];
  if (account.accessModel === 'GRANTS_ONLY' || roleReachesTeam(access, account.rootTeamId, 'CREATE'))
    return named ?? [];
  if (named?.length === 0) throw new BadUserInputError('input.teamIds: name at least one of your teams');
  if (named !== undefined) return named;
  const own = viewer.memberships
    .filter(({ role }) => rolePermits(role, 'CREATE'))
    .map(({ teamId }) => teamId);
  if (own.length > 1) {
    throw new BadUserInputError(
      `input.teamIds: say which of your teams the integration is for: ${own.join(', ')}`,
    );
  }
  return own;
}

function mayCreateIn(access: ViewerAccess, teamId: string): boolean {
  return access.account.accessModel === 'GRANTS_ONLY' || roleReachesTeam(access, teamId, 'CREATE');
}

function newIntegration(
  { sealer }: IntegrationChangeDependencies,
  {
    name,
    type,
    teamIds,
    settings,
    secrets,
  }: CreateIntegrationRequest & { readonly teamIds: readonly string[] },
  author: ChangeAuthor,
): DetailedIntegration {
  const [id, at] = [author.newId(), author.at];
  return {
    ...{ id, name, type, teamIds, system: false, version: 1, permissionsRevision: 0 },
    ...{ createdById: author.id, createdAt: at, updatedAt: at },
    details: { settings, secrets: mergeSecrets([], secrets, { sealer, integrationId: id, at }) },
  };
}

function ownerPermission(
  { id }: DetailedIntegration,
  creatorId: string,
  author: ChangeAuthor,
): PermissionRecord {
  return {
    ...{ id: author.newId(), rbacId: rbacIdOf(id), principal: { type: 'USER', id: creatorId } },
    ...{ permissionSetId: OWNER.id, source: 'AUTOMATIC' },
    ...{ grantedById: creatorId, grantedAt: author.at, reason: null },
  };
}
