import type { ChangeDependencies, Requester } from '../../changes/change-dependencies.js';
import type { ChangeResult } from '../../changes/run-change.js';
import { administer } from '../administer.js';
import type { Administered } from '../administer.js';
import { builtInStays, tooManyDeletions } from '../deleting.js';
import { FoundRecords, refsTo } from '../read-records.js';
import { versionConflict } from '../version-conflict.js';

export interface DeleteRequest {
  readonly id: string;
  readonly expectedVersion?: number | undefined;
  readonly reason: string | null;
}

/** Deletes a group, with its permissions and members, at the same cost whatever it holds [A14, A20]. Administrators only. */
export function deleteGroup(
  dependencies: ChangeDependencies,
  requester: Requester,
  { id, expectedVersion, reason }: DeleteRequest,
): Promise<ChangeResult<Administered>> {
  return administer(dependencies, { requester, what: 'Changing groups', reason }, async (planning) => {
    const { snapshot, access, draft } = planning;
    const group = (await FoundRecords.read(snapshot, refsTo('GROUP', [id]))).require('GROUP', id);
    draft.remove('GROUP', group);
    const userErrors = [
      ...builtInStays(group.builtIn),
      ...tooManyDeletions(access.account),
      ...versionConflict(group, expectedVersion),
    ];
    return { result: { id, warnings: [] }, userErrors };
  });
}
