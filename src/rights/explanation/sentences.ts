import type { Decision, Finding } from '../../decision/decision.js';
import type { ExplanationContext } from './explain.js';
import { targetName } from './labels.js';
import { ACTION_PHRASES, LAYER_NAMES } from './words.js';

export interface SentenceParts {
  readonly decision: Decision;
  readonly context: ExplanationContext;
  /** Labels of the evidence that may be named. */
  readonly labels: readonly string[];
}

/** One or two sentences that say what a layer looked for and what it found. */
export function findingSentence(finding: Finding, parts: SentenceParts): string {
  const { decision, context } = parts;
  const { account } = context;
  const who = context.subject.name;
  const what = targetName(context);
  const needed = decision.action === 'MANAGE_PERMISSIONS' ? 'UPDATE' : decision.action;
  const mode = `plan ${account.plan}, permission sets ${account.permissionSets}`;
  switch (finding) {
    case 'USER_IS_INACTIVE':
      return `${who} is not an active user. Only active users may do anything.`;
    case 'SYSTEM_INTEGRATION_IS_FOR_EVERYONE':
      return `${what} is the account's system integration, and every active user may use it.`;
    case 'SYSTEM_INTEGRATION_CANNOT_BE_DELETED':
      return `${what} is the account's system integration, and nobody can delete it.`;
    case 'EVERYONE_MAY_USE_WHILE_NOT_ENFORCED':
      return `Permissions are not enforced (${mode}), so every active user may use every integration.`;
    case 'ADMINISTRATORS_ONLY_WHILE_NOT_ENFORCED':
      return `Permissions are not enforced (${mode}), so only administrators may ${ACTION_PHRASES[decision.action]}${objectOf(parts)}. ${who} is not an administrator.`;
    case 'NO_ACCOUNT_RULE_DECIDES':
      return `${who} is an active user, and no rule of the whole account decides this.`;
    case 'USER_IS_ADMINISTRATOR':
      return `${who} is an administrator${through(parts)}, and administrators pass all further layers.`;
    case 'ROLE_PERMITS':
      return `Looked for a role of ${who} that permits ${needed}. Found ${found(parts, 'one')}.`;
    case 'NO_ROLE_PERMITS':
      return `Looked for a role of ${who} that permits ${needed}. Found ${foundOnly(parts, 'none')}.`;
    case 'PERMITTING_MEMBERSHIP_REACHES':
      return `Looked for a team that holds ${what} and in which a role of ${who} permits ${needed}. Found ${found(parts, 'one')}.`;
    case 'PERMITTING_MEMBERSHIP_EXISTS':
      return `Creating needs a team in which a role of ${who} permits ${needed}. Found ${found(parts, 'one')}.`;
    case 'REACHING_TEAM_LACKS_ROLE':
      return `A team of ${who} holds ${what}, but the role there does not permit ${needed}${suffix(parts)}.`;
    case 'NO_MEMBERSHIP_REACHES':
      return decision.action === 'CREATE'
        ? `Creating needs a team in which a role of ${who} permits ${needed}. Found none.`
        : `Looked for a team of ${who} that holds ${what}, with a role there that permits ${needed}. Found none.`;
    case 'PERMISSION_GIVES_ACTION':
      return `Looked for permissions that give ${setsAsked(decision)}${onWhat(parts)} to ${who}. Found ${found(parts, 'what is needed')}.`;
    case 'RESIDUAL_READ_GIVES_ACTION':
      return `No permission gives READ on ${what} to ${who}. In this account role and team scope alone already give it.`;
    case 'NO_PERMISSION_GIVES_ACTION':
      return `Looked for a permission that gives ${needed}${onWhat(parts)} to ${who}, to a group of theirs or to everyone. Found none.`;
    case 'NO_PERMISSION_GIVES_UPDATE':
      return `Managing permissions needs UPDATE on ${what} and CREATE on every integration. No permission gives ${who} UPDATE.`;
    case 'NO_PERMISSION_GIVES_CREATE':
      return `Managing permissions needs UPDATE on ${what} and CREATE on every integration. No permission gives ${who} CREATE.`;
    case 'NO_PERMISSION_GIVES_UPDATE_OR_CREATE':
      return `Managing permissions needs UPDATE on ${what} and CREATE on every integration. No permission gives ${who} either.`;
    case 'USER_IS_THE_CREATOR':
      return `Permissions are managed by administrators and by the creator. ${who} created ${what}.`;
    case 'USER_IS_NOT_THE_CREATOR':
      return `Permissions are managed by administrators and by the creator. ${who} did not create ${what}.`;
    case 'NOT_DELEGATED_WHILE_NOT_ENFORCED':
      return `Permissions are not enforced (${mode}), so only administrators manage them.`;
    case 'NOT_DELEGATED_ON_THE_WILDCARD':
      return 'Only administrators manage the permissions on every integration.';
    case 'AN_EARLIER_LAYER_DECIDED':
      return `Not looked at: the ${LAYER_NAMES[decision.decidedBy]} layer had decided.`;
    case 'NOT_PART_OF_THE_ACCESS_MODEL':
      return 'Not looked at: in this account permissions alone decide, not roles and teams.';
    case 'PERMISSIONS_ARE_NOT_ENFORCED':
      return `Not looked at: permissions are not enforced in this account (${mode}).`;
    case 'NOT_NEEDED_FOR_THE_ACTION':
      return 'Not looked at: this layer is about managing permissions alone.';
    case 'NOT_NEEDED_ON_THE_WILDCARD':
      return 'Not looked at: only administrators manage the permissions on every integration.';
  }
}

/** The labels, or a general word when none may be named. */
function found({ labels }: SentenceParts, general: string): string {
  return labels.length === 0 ? general : labels.join(', ');
}

function foundOnly({ labels }: SentenceParts, none: string): string {
  return labels.length === 0 ? none : `only ${labels.join(', ')}`;
}

function through({ labels }: SentenceParts): string {
  return labels.length === 0 ? '' : ` (${labels.join(', ')})`;
}

function suffix({ labels }: SentenceParts): string {
  return labels.length === 0 ? '' : `: ${labels.join(', ')}`;
}

function setsAsked({ action }: Decision): string {
  return action === 'MANAGE_PERMISSIONS' ? 'UPDATE, and CREATE on every integration,' : action;
}

/** CREATE is asked of permissions on every integration, whatever integration the question named. */
function onWhat({ decision, context }: SentenceParts): string {
  return ` on ${decision.action === 'CREATE' ? 'every integration' : targetName(context)}`;
}

function objectOf({ decision, context }: SentenceParts): string {
  return decision.action === 'CREATE' ? '' : ` ${targetName(context)}`;
}
