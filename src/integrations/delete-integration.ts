import type { ChangeDependencies, Requester } from '../changes/change-dependencies.js';
import { runChange } from '../changes/run-change.js';
import type { ChangeResult } from '../changes/run-change.js';
import { readForChange } from './changed-integration.js';

/** Deletes an integration with all permissions on it; needs DELETE [U22]. Answers its id. */
export function deleteIntegration(
  dependencies: ChangeDependencies,
  requester: Requester,
  id: string,
): Promise<ChangeResult<string>> {
  return runChange(dependencies, { requester, reason: null }, async (planning) => {
    const present = await readForChange(planning, { id, action: 'DELETE' });
    planning.draft.on(present).remove(present.integration);
    return { result: id, userErrors: [], concerned: { integrationId: id } };
  });
}
