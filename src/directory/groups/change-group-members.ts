import type { ChangeDependencies, Requester } from '../../changes/change-dependencies.js';
import type { ChangeResult } from '../../changes/run-change.js';
import type { UserError } from '../../changes/user-errors.js';
import type { GroupRecord } from '../../datastore/contract/records.js';
import { administer } from '../administer.js';
import type { Administered } from '../administer.js';
import { administrationRefusals } from '../administrators-left.js';
import { inactiveAmong, joined, left, tooManyGroups } from '../group-places.js';
import { FoundRecords, refsTo } from '../read-records.js';

export interface ChangeGroupMembersRequest {
  readonly groupId: string;
  /** Each once, and none who is removed. */
  readonly add: readonly string[];
  readonly remove: readonly string[];
  readonly allowSelfLockout: boolean;
  readonly reason: string | null;
}

const ADD = ['input', 'add'];

/** Adds and removes members of a group: a change of each user concerned, not of the group. Administrators only. */
export function changeGroupMembers(
  dependencies: ChangeDependencies,
  requester: Requester,
  request: ChangeGroupMembersRequest,
): Promise<ChangeResult<Administered>> {
  const { groupId, add, remove, reason } = request;
  return administer(dependencies, { requester, what: 'Changing groups', reason }, async (planning) => {
    const { snapshot, draft } = planning;
    const refs = [...refsTo('GROUP', [groupId]), ...refsTo('USER', [...add, ...remove])];
    const found = await FoundRecords.read(snapshot, refs);
    const group = found.require('GROUP', groupId);
    const added = found.all('USER', add).map((before) => ({ before, after: joined(before, groupId) }));
    const removed = found.all('USER', remove).map((before) => ({ before, after: left(before, groupId) }));
    for (const { before, after } of [...added, ...removed]) draft.save('USER', before, after);
    const joining = added.filter(({ before, after }) => before !== after).map(({ after }) => after);
    const userErrors = [
      ...found.unknown('USER', add, ADD),
      ...everyone(group, request),
      ...tooManyGroups(joining, ADD),
      ...(await administrationRefusals(planning, [...added, ...removed], {
        field: ['input', 'remove'],
        allowSelfLockout: request.allowSelfLockout,
      })),
    ];
    return { result: { id: groupId, warnings: inactiveAmong(joining) }, userErrors };
  });
}

/** Who is in EVERYONE follows from who is active [A7]. */
function everyone(group: GroupRecord, { add, remove }: ChangeGroupMembersRequest): readonly UserError[] {
  if (group.builtIn !== 'EVERYONE' || add.length + remove.length === 0) return [];
  const message = 'EVERYONE holds all active users; its members cannot be changed';
  return [{ code: 'BUILT_IN', message, field: ['input', 'groupId'] }];
}
