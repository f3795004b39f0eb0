import type { Evidence } from '../../decision/decision.js';
import type { MembershipFact, PermissionFact } from '../../decision/facts.js';
import { WILDCARD_RBAC_ID } from '../../decision/rbac-id.js';
import type { ExplanationContext } from './explain.js';
import type { ExplainedEvidence } from './explained-decision.js';
import { permissionSetName, ROLE_NAMES } from './words.js';

/** A piece of evidence with the id of what it is about, and a label that names it. */
export function labelled(evidence: Evidence, context: ExplanationContext): ExplainedEvidence {
  const { kind } = evidence;
  switch (kind) {
    case 'SETTING':
      return { kind, subjectId: evidence.setting, label: `${evidence.setting} is ${evidence.value}` };
    case 'GROUP':
      return { kind, subjectId: evidence.groupId, label: `group ${context.names.group(evidence.groupId)}` };
    case 'MEMBERSHIP':
      return {
        kind,
        subjectId: evidence.membership.teamId,
        label: membershipLabel(evidence.membership, context),
      };
    case 'PERMISSION':
      return {
        kind,
        subjectId: evidence.permission.id,
        label: permissionLabel(evidence.permission, context),
      };
    case 'INTEGRATION':
      return {
        kind,
        subjectId: evidence.integrationId,
        label: context.names.integration(evidence.integrationId),
      };
  }
}

export function membershipLabel({ teamId, role }: MembershipFact, { names }: ExplanationContext): string {
  return `${ROLE_NAMES[role]} in ${names.team(teamId)}`;
}

const SOURCE_NOTES = { GRANTED: '', AUTOMATIC: ' (automatic)', SYSTEM: ' (built in)' } as const;

function permissionLabel(permission: PermissionFact, context: ExplanationContext): string {
  const where = permission.rbacId === WILDCARD_RBAC_ID ? 'every integration' : targetName(context);
  const set = permissionSetName(permission.permissionSetId);
  return `${set} on ${where} for ${context.names.principal(permission.principal)}${SOURCE_NOTES[permission.source]}`;
}

/** The name of what the decision is about. */
export function targetName({ on }: ExplanationContext): string {
  return 'kind' in on ? 'every integration' : on.name;
}
