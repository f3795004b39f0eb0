import type { ChangeDependencies, Requester } from '../../changes/change-dependencies.js';
import type { ChangeResult } from '../../changes/run-change.js';
import type { GroupRecord } from '../../datastore/contract/records.js';
import { administer } from '../administer.js';
import type { Administered } from '../administer.js';
import { inactiveAmong, joined, tooManyGroups } from '../group-places.js';
import { newEntry } from '../new-record.js';
import { FoundRecords, refsTo } from '../read-records.js';

export interface CreateGroupRequest {
  /** Made when left out. */
  readonly id?: string | undefined;
  readonly name: string;
  readonly externalId: string | null;
  /** Each once. */
  readonly memberIds: readonly string[];
  readonly reason: string | null;
}

const MEMBERS = ['input', 'memberIds'];

/** Creates a group, and tells of each user who is in it from the start. Administrators only. */
export function createGroup(
  dependencies: ChangeDependencies,
  requester: Requester,
  request: CreateGroupRequest,
): Promise<ChangeResult<Administered>> {
  const { memberIds, externalId, reason } = request;
  return administer(dependencies, { requester, what: 'Changing groups', reason }, async (planning) => {
    const { snapshot, draft } = planning;
    const group: GroupRecord = {
      ...newEntry('GROUP', request, draft.author),
      externalId,
      builtIn: null,
    };
    const refs = [...refsTo('GROUP', [group.id]), ...refsTo('USER', memberIds)];
    const found = await FoundRecords.read(snapshot, refs);
    const members = found.all('USER', memberIds).map((user) => {
      return { before: user, after: joined(user, group.id) };
    });
    draft.create('GROUP', group);
    for (const { before, after } of members) draft.save('USER', before, after);
    const users = members.map(({ after }) => after);
    const userErrors = [
      ...found.taken('GROUP', group.id),
      ...found.unknown('USER', memberIds, MEMBERS),
      ...tooManyGroups(users, MEMBERS),
    ];
    return { result: { id: group.id, warnings: inactiveAmong(users) }, userErrors };
  });
}
