import type { ChangeDependencies, Requester } from '../../changes/change-dependencies.js';
import type { ChangeResult } from '../../changes/run-change.js';
import { administer } from '../administer.js';
import type { Administered } from '../administer.js';
import { FoundRecords, refsTo } from '../read-records.js';
import { versionConflict } from '../version-conflict.js';

export interface UpdateTeamRequest {
  readonly id: string;
  readonly name?: string | undefined;
  readonly expectedVersion?: number | undefined;
  readonly reason: string | null;
}

/** Renames a team, the root team too [A7]. Administrators only. */
export function updateTeam(
  dependencies: ChangeDependencies,
  requester: Requester,
  request: UpdateTeamRequest,
): Promise<ChangeResult<Administered>> {
  const { id, reason } = request;
  return administer(dependencies, { requester, what: 'Changing teams', reason }, async (planning) => {
    const { snapshot, draft } = planning;
    const team = (await FoundRecords.read(snapshot, refsTo('TEAM', [id]))).require('TEAM', id);
    draft.save('TEAM', team, { ...team, name: request.name ?? team.name });
    return { result: { id, warnings: [] }, userErrors: versionConflict(team, request.expectedVersion) };
  });
}
