import { isDeepStrictEqual } from 'node:util';
import type { ViewerAccess } from '../access/viewer-access.js';
import type { Requester } from '../changes/change-dependencies.js';
import { runChange } from '../changes/run-change.js';
import type { ChangeResult } from '../changes/run-change.js';
import type { UserError } from '../changes/user-errors.js';
import type { Snapshot } from '../datastore/contract/datastore.js';
import type { DetailedIntegration, IntegrationRecord, JsonObject } from '../datastore/contract/records.js';
import { readForChange } from './changed-integration.js';
import type { ChangedIntegration } from './changed-integration.js';
import type { IntegrationChangeDependencies } from './create-integration.js';
import { mergeSecrets, requireSealer } from './secret-changes.js';
import type { SecretChanges, Sealing } from './secret-changes.js';
import { roleReachesTeam, teamRefusals } from './team-rules.js';

/** What is absent stays. `settings` replaces, `secrets` merges. */
export interface UpdateIntegrationRequest {
  readonly id: string;
  readonly name?: string | undefined;
  readonly teamIds?: readonly string[] | undefined;
  readonly settings?: JsonObject | undefined;
  readonly secrets?: SecretChanges | undefined;
  readonly expectedVersion?: number | undefined;
  readonly allowSelfLockout: boolean;
}

/** Changes an integration; needs UPDATE [U19]. */
export async function updateIntegration(
  dependencies: IntegrationChangeDependencies,
  requester: Requester,
  request: UpdateIntegrationRequest,
): Promise<ChangeResult<IntegrationRecord>> {
  requireSealer(dependencies.sealer, request.secrets);
  return runChange(dependencies, { requester, reason: null }, async (planning) => {
    const { snapshot, access, draft } = planning;
    const present = await readForChange(planning, { id: request.id, action: 'UPDATE' });
    const integration = newState(request, present.integration, {
      sealer: dependencies.sealer,
      at: draft.author.at,
    });
    const userErrors = await refusals(request, { snapshot, access, present, integration });
    const result = draft.on(present).save(present.integration, integration);
    return { result, userErrors, concerned: { integrationId: result.id } };
  });
}

function newState(
  { name, teamIds, settings, secrets }: UpdateIntegrationRequest,
  present: DetailedIntegration,
  sealing: Omit<Sealing, 'integrationId'>,
): DetailedIntegration {
  const { details } = present;
  return {
    ...present,
    name: name ?? present.name,
    teamIds:
      teamIds === undefined || sameTeams(teamIds, present.teamIds) ? present.teamIds : [...new Set(teamIds)],
    details: {
      settings: settings ?? details.settings,
      secrets:
        secrets === undefined
          ? details.secrets
          : mergeSecrets(details.secrets, secrets, { ...sealing, integrationId: present.id }),
    },
  };
}

function sameTeams(a: readonly string[], b: readonly string[]): boolean {
  return isDeepStrictEqual(new Set(a), new Set(b));
}

interface Proposed {
  readonly snapshot: Snapshot;
  readonly access: ViewerAccess;
  readonly present: ChangedIntegration;
  readonly integration: IntegrationRecord;
}

async function refusals(
  request: UpdateIntegrationRequest,
  proposed: Proposed,
): Promise<readonly UserError[]> {
  const { present, integration } = proposed;
  const errors: UserError[] = [];
  if (!sameTeams(present.integration.teamIds, integration.teamIds)) {
    errors.push(...(await teamErrors(proposed)));
    if (integration.system) {
      const message = 'The system integration is in the scope of every team; its teams cannot be set';
      errors.push({ code: 'SYSTEM_INTEGRATION', message, field: ['input', 'teamIds'] });
    }
  }
  if (request.expectedVersion !== undefined && request.expectedVersion !== present.integration.version) {
    const message = `The integration is at version ${present.integration.version}, not ${request.expectedVersion}; read it again`;
    errors.push({ code: 'CONFLICT', message, field: ['input', 'expectedVersion'] });
  }
  if (!request.allowSelfLockout && endsOwnDelegation(proposed)) {
    const message =
      'This would end your own right to manage permissions here; allowSelfLockout does it all the same';
    errors.push({ code: 'SELF_LOCKOUT', message, field: ['input', 'allowSelfLockout'] });
  }
  return errors;
}

function teamErrors({ snapshot, access, present, integration }: Proposed): Promise<readonly UserError[]> {
  const before = new Set(present.integration.teamIds);
  const after = new Set(integration.teamIds);
  const touched = [...new Set([...before, ...after])].filter((id) => before.has(id) !== after.has(id));
  return teamRefusals(snapshot, { all: integration.teamIds, touched }, (id) =>
    roleReachesTeam(access, id, 'UPDATE'),
  );
}

function endsOwnDelegation({ present, integration }: Proposed): boolean {
  const after = present.withIntegration(integration);
  return present.allows('MANAGE_PERMISSIONS') && !after.allows('MANAGE_PERMISSIONS');
}
