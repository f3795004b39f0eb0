import type { ChangeDependencies, Requester } from '../changes/change-dependencies.js';
import { ChangeRecorder } from '../changes/change-recorder.js';
import { runChange } from '../changes/run-change.js';
import type { ChangeResult } from '../changes/run-change.js';
import { rbacIdOf } from '../decision/rbac-id.js';
import { readForChange } from './changed-integration.js';
import { integrationState } from './integration-state.js';

/** Deletes an integration with all permissions on it; needs DELETE [U22]. Answers its id. */
export function deleteIntegration(
  dependencies: ChangeDependencies,
  requester: Requester,
  id: string,
): Promise<ChangeResult<string>> {
  return runChange(dependencies, requester, async (snapshot, access) => {
    const { integration, details, own } = await readForChange(snapshot, access, { id, action: 'DELETE' });
    const recorder = new ChangeRecorder(dependencies, { actor: access.viewer, requester, reason: null });
    return {
      result: id,
      userErrors: [],
      changes: {
        removeIntegrationIds: [id],
        auditEvents: [
          recorder.event('INTEGRATION_DELETED', rbacIdOf(id), {
            before: integrationState(integration, details),
            after: null,
          }),
          ...own.map((permission) => recorder.revoked(permission)),
        ],
      },
    };
  });
}
