import type { ChangeDependencies, Requester } from '../../changes/change-dependencies.js';
import type { ChangeResult } from '../../changes/run-change.js';
import type { UserError } from '../../changes/user-errors.js';
import type { GroupRecord } from '../../datastore/contract/records.js';
import { administer } from '../administer.js';
import type { Administered } from '../administer.js';
import { FoundRecords, refsTo } from '../read-records.js';
import { versionConflict } from '../version-conflict.js';

/** What is absent stays; null clears. */
export interface UpdateGroupRequest {
  readonly id: string;
  readonly name?: string | undefined;
  readonly externalId?: string | null | undefined;
  readonly expectedVersion?: number | undefined;
  readonly reason: string | null;
}

/** Renames a group, or says what another system calls it. Administrators only. */
export function updateGroup(
  dependencies: ChangeDependencies,
  requester: Requester,
  request: UpdateGroupRequest,
): Promise<ChangeResult<Administered>> {
  const { id, reason } = request;
  return administer(dependencies, { requester, what: 'Changing groups', reason }, async (planning) => {
    const { snapshot, draft } = planning;
    const group = (await FoundRecords.read(snapshot, refsTo('GROUP', [id]))).require('GROUP', id);
    const { name = group.name, externalId = group.externalId } = request;
    draft.save('GROUP', group, { ...group, name, externalId });
    const userErrors = [...builtIn(group, name), ...versionConflict(group, request.expectedVersion)];
    return { result: { id, warnings: [] }, userErrors };
  });
}

/** Built-in groups keep their names [A7]. */
function builtIn(group: GroupRecord, name: string): readonly UserError[] {
  if (group.builtIn === null || name === group.name) return [];
  const message = `${group.builtIn} is built in, and keeps its name`;
  return [{ code: 'BUILT_IN', message, field: ['input', 'name'] }];
}
