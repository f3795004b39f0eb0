import type { Remedy } from '../decision.js';
import type { MembershipFact, Question } from '../facts.js';
import { leastRolePermitting, rolePermits } from '../roles.js';
import { reaches } from './team-scope.js';

/**
 * The change that makes some role permit the action. Where it can be made in a team that reaches the integration,
 * it is made there, so that it mends the team scope as well.
 */
export function roleRemedies(question: Question): readonly Remedy[] {
  return [{ kind: 'ASSIGN_ROLE', teamId: teamForRole(question), role: leastRolePermitting(question.action) }];
}

/** The change that makes one membership permit the action and reach the integration. */
export function teamScopeRemedies(question: Question): readonly Remedy[] {
  const { user, action, resource } = question;
  const permitting = user.memberships.find(({ role }) => rolePermits(role, action));
  const isReached = reachingMembership(question) !== undefined;
  if (permitting === undefined || isReached || resource.kind === 'WILDCARD') return roleRemedies(question);
  return [{ kind: 'ADD_TO_TEAM', integrationId: resource.id, teamId: permitting.teamId }];
}

function teamForRole(question: Question): string | null {
  const { account, user, action, resource } = question;
  if (action === 'CREATE' || resource.system) {
    return preferred(question, user.memberships)?.teamId ?? null;
  }
  return reachingMembership(question)?.teamId ?? resource.teamIds[0] ?? account.rootTeamId;
}

function reachingMembership(question: Question): MembershipFact | undefined {
  const { account, user, resource } = question;
  return preferred(
    question,
    user.memberships.filter((membership) => reaches(account, membership, resource)),
  );
}

/** The root team last: a role there reaches every integration, which is seldom the smallest change. */
function preferred(
  { account }: Question,
  memberships: readonly MembershipFact[],
): MembershipFact | undefined {
  return memberships.find(({ teamId }) => teamId !== account.rootTeamId) ?? memberships[0];
}
