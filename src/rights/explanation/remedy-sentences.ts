import type { Decision, Remedy } from '../../decision/decision.js';
import { WILDCARD_RBAC_ID } from '../../decision/rbac-id.js';
import type { ExplanationContext } from './explain.js';
import { targetName } from './labels.js';
import { alternatives, permissionSetName, ROLE_NAMES } from './words.js';

/** One remedy as an instruction. What the asking person may not read is described instead of named. */
export function remedySentence(remedy: Remedy, decision: Decision, context: ExplanationContext): string {
  const { account, subject, names } = context;
  switch (remedy.kind) {
    case 'ACTIVATE_USER':
      return `Activate ${subject.name}`;
    case 'MAKE_ADMINISTRATOR':
      return `Add ${subject.name} to group ${names.group(account.administratorsGroupId)}`;
    case 'ASSIGN_ROLE':
      return `Give ${subject.name} the role ${ROLE_NAMES[remedy.role]} in ${teamToJoin(remedy.teamId, decision, context)}`;
    case 'ADD_TO_TEAM':
      return context.disclosure.subjectDetails
        ? `Add ${targetName(context)} to team ${names.team(remedy.teamId)}`
        : `Add ${targetName(context)} to a team in which a role of ${subject.name} permits ${decision.action}`;
    case 'GRANT': {
      const sets = alternatives(remedy.permissionSetIds.map(permissionSetName));
      const where = remedy.rbacId === WILDCARD_RBAC_ID ? 'every integration' : targetName(context);
      return `Grant ${sets} on ${where} to ${subject.name}`;
    }
  }
}

/** Naming the team may tell of the subject's memberships and of the integration's teams. */
function teamToJoin(teamId: string | null, { action }: Decision, context: ExplanationContext): string {
  if (teamId === null) return 'a team';
  const { names, disclosure } = context;
  const mayName = disclosure.subjectDetails && (disclosure.integrationDetails || action === 'CREATE');
  if (mayName) return `team ${names.team(teamId)}`;
  return action === 'CREATE' ? 'a team' : `a team that holds ${targetName(context)}`;
}
