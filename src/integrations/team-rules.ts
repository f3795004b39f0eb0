import type { ViewerAccess } from '../access/viewer-access.js';
import type { UserError } from '../changes/user-errors.js';
import { TEAMS_PER_INTEGRATION } from '../datastore/contract/account-limits.js';
import type { Snapshot } from '../datastore/contract/datastore.js';
import type { Action } from '../decision/actions.js';
import { isId } from '../decision/id.js';
import { rolePermits } from '../decision/roles.js';

/** Where team ids stand in the input, for the `field` of a user error. */
const FIELD = ['input', 'teamIds'];

/** Whether a role of the viewer in this team, or in the root team, permits the action. Administrators may always. */
export function roleReachesTeam(
  { account, viewer, isAdministrator }: ViewerAccess,
  teamId: string,
  action: Action,
): boolean {
  if (isAdministrator) return true;
  return viewer.memberships.some(
    (membership) =>
      (membership.teamId === teamId || membership.teamId === account.rootTeamId) &&
      rolePermits(membership.role, action),
  );
}

/** Errors for team ids that do not exist, are the root team, or are not the viewer's to set; and too many of them. */
export async function teamRefusals(
  snapshot: Snapshot,
  teams: { readonly all: readonly string[]; readonly touched: readonly string[] },
  isAllowed: (teamId: string) => boolean,
): Promise<readonly UserError[]> {
  const { rootTeamId } = snapshot.account;
  const asked = teams.all.filter(isId);
  const known = asked.length === 0 ? [] : await snapshot.directory(asked.map((id) => ({ kind: 'TEAM', id })));
  const errors: UserError[] = [];
  for (const id of teams.all) {
    if (!known.some((team) => team.id === id)) {
      errors.push({ code: 'TEAM_NOT_FOUND', message: `There is no team ${id}`, field: FIELD });
    }
  }
  if (teams.all.includes(rootTeamId)) {
    const message = 'The root team holds every integration and is never listed';
    errors.push({ code: 'TEAM_NOT_ALLOWED', message, field: FIELD });
  }
  for (const id of teams.touched.filter((teamId) => teamId !== rootTeamId && !isAllowed(teamId))) {
    const message = `You have no role in team ${id} or in the root team that permits this`;
    errors.push({ code: 'TEAM_NOT_ALLOWED', message, field: FIELD });
  }
  if (teams.all.length > TEAMS_PER_INTEGRATION) {
    const message = `At most ${TEAMS_PER_INTEGRATION} teams may hold an integration; this names ${teams.all.length}`;
    errors.push({ code: 'LIMIT_EXCEEDED', message, field: FIELD });
  }
  return errors;
}
