import type { UserError } from '../../changes/user-errors.js';
import { TEAMS_PER_USER } from '../../datastore/contract/account-limits.js';
import type { AccountState, UserRecord } from '../../datastore/contract/records.js';
import type { MembershipFact } from '../../decision/facts.js';
import type { FoundRecords } from '../read-records.js';

/** The memberships that are set, and where they stand in the input. */
export interface SetMemberships {
  readonly set: readonly MembershipFact[];
  readonly field: readonly string[];
}

/** Refuses memberships in teams that there are not, ADMINISTRATOR beside the root team, and too many teams [A8]. */
export function membershipRefusals(
  { memberships }: UserRecord,
  { set, field }: SetMemberships,
  { found, rootTeamId }: Pick<AccountState, 'rootTeamId'> & { readonly found: FoundRecords },
): readonly UserError[] {
  return [
    ...found.unknown(
      'TEAM',
      set.map(({ teamId }) => teamId),
      field,
    ),
    ...set.flatMap(({ teamId, role }) => roleRefusals({ teamId, role, rootTeamId }, field)),
    ...tooManyTeams(memberships, set, field),
  ];
}

function roleRefusals(
  { teamId, role, rootTeamId }: MembershipFact & Pick<AccountState, 'rootTeamId'>,
  field: readonly string[],
): readonly UserError[] {
  if (role !== 'ADMINISTRATOR' || teamId === rootTeamId) return [];
  const message = `ADMINISTRATOR is a role on the root team alone, not on ${teamId}`;
  return [{ code: 'ROLE_NOT_ALLOWED', message, field }];
}

function tooManyTeams(
  memberships: readonly MembershipFact[],
  set: readonly MembershipFact[],
  field: readonly string[],
): readonly UserError[] {
  if (set.length === 0 || memberships.length <= TEAMS_PER_USER) return [];
  const message = `A user may be in at most ${TEAMS_PER_USER} teams; this would make ${memberships.length}`;
  return [{ code: 'LIMIT_EXCEEDED', message, field }];
}
