import type { ChangeDependencies, Requester } from '../../changes/change-dependencies.js';
import type { ChangeResult } from '../../changes/run-change.js';
import type { UserRecord } from '../../datastore/contract/records.js';
import type { MembershipFact } from '../../decision/facts.js';
import { administer } from '../administer.js';
import type { Administered } from '../administer.js';
import { administrationRefusals } from '../administrators-left.js';
import { inactiveAmong } from '../group-places.js';
import { FoundRecords, refsTo } from '../read-records.js';
import { versionConflict } from '../version-conflict.js';
import { membershipRefusals } from './membership-refusals.js';

export interface ChangeMembershipsRequest {
  readonly userId: string;
  /** One for each team, and none of a team that is left. */
  readonly set: readonly MembershipFact[];
  /** The teams that the user leaves. */
  readonly remove: readonly string[];
  readonly expectedVersion?: number | undefined;
  readonly allowSelfLockout: boolean;
  readonly reason: string | null;
}

/** Sets and ends memberships of a user. Administrators only. */
export function changeMemberships(
  dependencies: ChangeDependencies,
  requester: Requester,
  request: ChangeMembershipsRequest,
): Promise<ChangeResult<Administered>> {
  const { userId: id, set, expectedVersion, allowSelfLockout, reason } = request;
  return administer(dependencies, { requester, what: 'Changing users', reason }, async (planning) => {
    const { snapshot, draft } = planning;
    const { rootTeamId } = snapshot.account;
    const refs = [
      ...refsTo('USER', [id]),
      ...refsTo(
        'TEAM',
        set.map(({ teamId }) => teamId),
      ),
    ];
    const found = await FoundRecords.read(snapshot, refs);
    const before = found.require('USER', id);
    const after = { ...before, memberships: changed(before, request) };
    draft.save('USER', before, after);
    const userErrors = [
      ...membershipRefusals(after, { set, field: ['input', 'set'] }, { found, rootTeamId }),
      ...versionConflict(before, expectedVersion),
      ...(await administrationRefusals(planning, [{ before, after }], {
        field: ['input'],
        allowSelfLockout,
      })),
    ];
    return { result: { id, warnings: set.length === 0 ? [] : inactiveAmong([after]) }, userErrors };
  });
}

/** Those that stay are in their places, with the role that is set; new ones come last. */
function changed(
  { memberships }: UserRecord,
  { set, remove }: ChangeMembershipsRequest,
): readonly MembershipFact[] {
  const setIn = (teamId: string) => set.find((each) => each.teamId === teamId);
  const stayed = memberships.filter(({ teamId }) => !remove.includes(teamId));
  const added = set.filter(({ teamId }) => memberships.every((each) => each.teamId !== teamId));
  return [...stayed.map((present) => setIn(present.teamId) ?? present), ...added];
}
