import type { Decision, Remedy } from '../../decision/decision.js';
import { WILDCARD_RBAC_ID } from '../../decision/rbac-id.js';
import type { ExplanationContext } from './explain.js';
import { targetName } from './labels.js';
import { alternatives, permissionSetName, ROLE_NAMES } from './words.js';

/** One remedy as an instruction. What the asking person may not read is described instead of named. */
export function remedySentence(remedy: Remedy, decision: Decision, context: ExplanationContext): string {
  const { account, subject, names } = context;
  const teamId = teamToName(remedy, decision, context);
  switch (remedy.kind) {
    case 'ACTIVATE_USER':
      return `Activate ${subject.name}`;
    case 'MAKE_ADMINISTRATOR':
      return `Add ${subject.name} to group ${names.group(account.administratorsGroupId)}`;
    case 'ASSIGN_ROLE':
      return `Give ${subject.name} the role ${ROLE_NAMES[remedy.role]} in ${teamToJoin(teamId, remedy, { decision, context })}`;
    case 'ADD_TO_TEAM':
      return teamId === null
        ? `Add ${targetName(context)} to a team in which a role of ${subject.name} permits ${decision.action}`
        : `Add ${targetName(context)} to team ${names.team(teamId)}`;
    case 'GRANT': {
      const sets = alternatives(remedy.permissionSetIds.map(permissionSetName));
      const where = remedy.rbacId === WILDCARD_RBAC_ID ? 'every integration' : targetName(context);
      return `Grant ${sets} on ${where} to ${subject.name}`;
    }
  }
}

/**
 * The team that a remedy is about, where the person who asks may learn of it: naming it may tell of the subject's
 * memberships and of the integration's teams.
 */
export function teamToName(
  remedy: Remedy,
  { action }: Decision,
  { disclosure }: ExplanationContext,
): string | null {
  switch (remedy.kind) {
    case 'ASSIGN_ROLE': {
      const mayName = disclosure.subjectDetails && (disclosure.integrationDetails || action === 'CREATE');
      return mayName ? remedy.teamId : null;
    }
    case 'ADD_TO_TEAM':
      return disclosure.subjectDetails ? remedy.teamId : null;
    case 'ACTIVATE_USER':
    case 'MAKE_ADMINISTRATOR':
    case 'GRANT':
      return null;
  }
}

function teamToJoin(
  teamId: string | null,
  remedy: Extract<Remedy, { readonly kind: 'ASSIGN_ROLE' }>,
  { decision, context }: { readonly decision: Decision; readonly context: ExplanationContext },
): string {
  if (teamId !== null) return `team ${context.names.team(teamId)}`;
  const isInAnyTeam = remedy.teamId === null || decision.action === 'CREATE';
  return isInAnyTeam ? 'a team' : `a team that holds ${targetName(context)}`;
}
