import type { IntegrationAccess } from '../../access/resource-access.js';
import type { ViewerAccess } from '../../access/viewer-access.js';
import type { UserRecord } from '../../datastore/contract/records.js';
import type { Decision, Remedy } from '../../decision/decision.js';
import { rbacIdOf, WILDCARD_RBAC_ID } from '../../decision/rbac-id.js';
import type { Role } from '../../decision/roles.js';
import { roleReachesTeam } from '../../integrations/team-rules.js';
import type { ExplanationContext } from './explain.js';
import { teamToName } from './remedy-sentences.js';

/** A remedy as data, which tells no more than its sentence: what that describes instead of naming is null here. */
export interface RemedyAction {
  readonly kind: Remedy['kind'];
  /** Where to grant, or which integration to add to a team. */
  readonly rbacId: string | null;
  /** Whom it is done for: the user whose decision it remedies. */
  readonly principal: UserRecord | null;
  /** Any one of them is enough; the best first. Empty where nothing is granted. */
  readonly permissionSetIds: readonly string[];
  readonly team: { readonly id: string; readonly name: string } | null;
  readonly role: Role | null;
  /** Whether the person who asks may carry it out. */
  readonly viewerMayApply: boolean;
}

/** Who asks, and their own access to the integration that the decision is about; undefined for the wildcard. */
export interface Applicant {
  readonly access: ViewerAccess;
  readonly on: IntegrationAccess | undefined;
}

export function remedyAction(
  remedy: Remedy,
  decision: Decision,
  { context, applicant }: { readonly context: ExplanationContext; readonly applicant: Applicant },
): RemedyAction {
  const teamId = teamToName(remedy, decision, context);
  return {
    kind: remedy.kind,
    rbacId: rbacIdIn(remedy),
    principal: remedy.kind === 'ADD_TO_TEAM' ? null : context.subject,
    permissionSetIds: remedy.kind === 'GRANT' ? remedy.permissionSetIds : [],
    team: teamId === null ? null : { id: teamId, name: context.names.team(teamId) },
    role: remedy.kind === 'ASSIGN_ROLE' ? remedy.role : null,
    viewerMayApply: mayApply(remedy, teamId, applicant),
  };
}

function rbacIdIn(remedy: Remedy): string | null {
  if (remedy.kind === 'GRANT') return remedy.rbacId;
  return remedy.kind === 'ADD_TO_TEAM' ? rbacIdOf(remedy.integrationId) : null;
}

/** By the rules of the mutations that would do it. */
function mayApply(remedy: Remedy, teamId: string | null, { access, on }: Applicant): boolean {
  switch (remedy.kind) {
    case 'ACTIVATE_USER':
    case 'MAKE_ADMINISTRATOR':
    case 'ASSIGN_ROLE':
      return access.isAdministrator;
    case 'ADD_TO_TEAM':
      return teamId !== null && on?.allows('UPDATE') === true && roleReachesTeam(access, teamId, 'UPDATE');
    case 'GRANT':
      return remedy.rbacId === WILDCARD_RBAC_ID
        ? access.isAdministrator
        : on?.allows('MANAGE_PERMISSIONS') === true;
  }
}
