import type { ChangeDependencies, Requester } from '../../changes/change-dependencies.js';
import type { ChangeResult } from '../../changes/run-change.js';
import { administer } from '../administer.js';
import type { Administered } from '../administer.js';
import { builtInStays, tooManyDeletions } from '../deleting.js';
import type { DeleteRequest } from '../groups/delete-group.js';
import { FoundRecords, refsTo } from '../read-records.js';
import { versionConflict } from '../version-conflict.js';

/** Deletes a team, which no user and no integration is in any more [A14, A20]. Administrators only. */
export function deleteTeam(
  dependencies: ChangeDependencies,
  requester: Requester,
  { id, expectedVersion, reason }: DeleteRequest,
): Promise<ChangeResult<Administered>> {
  return administer(dependencies, { requester, what: 'Changing teams', reason }, async (planning) => {
    const { snapshot, access, draft } = planning;
    const team = (await FoundRecords.read(snapshot, refsTo('TEAM', [id]))).require('TEAM', id);
    draft.remove('TEAM', team);
    const userErrors = [
      ...builtInStays(id === access.account.rootTeamId ? 'The root team' : null),
      ...tooManyDeletions(access.account),
      ...versionConflict(team, expectedVersion),
    ];
    return { result: { id, warnings: [] }, userErrors };
  });
}
