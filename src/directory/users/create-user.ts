import type { ChangeDependencies, Requester } from '../../changes/change-dependencies.js';
import type { ChangeResult } from '../../changes/run-change.js';
import type { UserError } from '../../changes/user-errors.js';
import type { AccountState, UserKind, UserRecord } from '../../datastore/contract/records.js';
import type { MembershipFact } from '../../decision/facts.js';
import { administer } from '../administer.js';
import type { Administered } from '../administer.js';
import { tooManyGroups } from '../group-places.js';
import { newEntry } from '../new-record.js';
import { FoundRecords, refsTo } from '../read-records.js';
import { membershipRefusals } from './membership-refusals.js';
import { userNameRefusals } from './user-fields.js';
import type { ClearableUserFields } from './user-fields.js';

export interface CreateUserRequest extends ClearableUserFields {
  /** Made when left out. */
  readonly id?: string | undefined;
  readonly name: string;
  readonly kind: UserKind;
  readonly active: boolean;
  /** One for each team. */
  readonly memberships: readonly MembershipFact[];
  /** Each once. */
  readonly groupIds: readonly string[];
  readonly reason: string | null;
}

const GROUPS = ['input', 'groupIds'];

/** Creates a user, in teams and groups from the start. Administrators only. */
export function createUser(
  dependencies: ChangeDependencies,
  requester: Requester,
  request: CreateUserRequest,
): Promise<ChangeResult<Administered>> {
  const { memberships, groupIds, reason } = request;
  return administer(dependencies, { requester, what: 'Changing users', reason }, async (planning) => {
    const { snapshot, draft } = planning;
    const user: UserRecord = {
      ...newEntry('USER', request, draft.author),
      userKind: request.kind,
      userName: request.userName,
      email: request.email,
      externalId: request.externalId,
      active: request.active,
      ...{ memberships, groupIds },
    };
    const found = await FoundRecords.read(snapshot, [
      ...refsTo('USER', [user.id]),
      ...refsTo('GROUP', groupIds),
      ...refsTo(
        'TEAM',
        memberships.map(({ teamId }) => teamId),
      ),
    ]);
    draft.create('USER', user);
    const { rootTeamId } = snapshot.account;
    const set = { set: memberships, field: ['input', 'memberships'] };
    const userErrors = [
      ...found.taken('USER', user.id),
      ...(await userNameRefusals(snapshot, user)),
      ...found.unknown('GROUP', groupIds, GROUPS),
      ...membershipRefusals(user, set, { found, rootTeamId }),
      ...everyone(groupIds, snapshot.account),
      ...tooManyGroups([user], GROUPS),
    ];
    return { result: { id: user.id, warnings: [] }, userErrors };
  });
}

/** Who is in EVERYONE follows from who is active [A7]. */
function everyone(
  groupIds: readonly string[],
  { everyoneGroupId }: Pick<AccountState, 'everyoneGroupId'>,
): readonly UserError[] {
  if (!groupIds.includes(everyoneGroupId)) return [];
  const message = 'EVERYONE holds all active users without being named';
  return [{ code: 'BUILT_IN', message, field: GROUPS }];
}
