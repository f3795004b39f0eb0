import type { Remedy } from '../../src/decision/decision.js';
import type { PermissionFact, Question, UserFacts } from '../../src/decision/facts.js';
import type { Role } from '../../src/decision/roles.js';

/**
 * The question again, after all remedies were carried out: once for each way to do so, since a remedy may leave a
 * choice (one of several sets, any team, either kind of administrator) and every choice must help.
 */
export function applyRemedies(question: Question, remedies: readonly Remedy[]): readonly Question[] {
  return remedies.reduce<readonly Question[]>(
    (changed, remedy) => changed.flatMap((one) => applyRemedy(one, remedy)),
    [question],
  );
}

function applyRemedy(question: Question, remedy: Remedy): readonly Question[] {
  const { account, user, resource, permissions } = question;
  switch (remedy.kind) {
    case 'ACTIVATE_USER':
      return [{ ...question, user: { ...user, active: true } }];
    case 'MAKE_ADMINISTRATOR':
      return [
        { ...user, groupIds: [...user.groupIds, account.administratorsGroupId] },
        withRole(user, account.rootTeamId, 'ADMINISTRATOR'),
      ].map((administrator) => ({ ...question, user: administrator }));
    case 'ASSIGN_ROLE': {
      const teamIds = remedy.teamId === null ? [account.rootTeamId, 'any team'] : [remedy.teamId];
      return teamIds.map((teamId) => ({ ...question, user: withRole(user, teamId, remedy.role) }));
    }
    case 'ADD_TO_TEAM':
      if (resource.kind === 'WILDCARD' || resource.id !== remedy.integrationId) return [question];
      if (resource.system || remedy.teamId === account.rootTeamId) {
        throw new Error('teams of the system integration are not set, and the root team is never listed');
      }
      return [{ ...question, resource: { ...resource, teamIds: [...resource.teamIds, remedy.teamId] } }];
    case 'GRANT':
      return remedy.permissionSetIds.map((permissionSetId) => ({
        ...question,
        permissions: [...permissions, grantTo(user, remedy.rbacId, permissionSetId)],
      }));
  }
}

/** A membership replaces the one that the user holds in the same team. */
function withRole(user: UserFacts, teamId: string, role: Role): UserFacts {
  const others = user.memberships.filter((membership) => membership.teamId !== teamId);
  return { ...user, memberships: [...others, { teamId, role }] };
}

function grantTo(user: UserFacts, rbacId: string, permissionSetId: string): PermissionFact {
  const id = `pol_remedy_${rbacId}_${permissionSetId}`;
  return { id, rbacId, principal: { type: 'USER', id: user.id }, permissionSetId, source: 'GRANTED' };
}
