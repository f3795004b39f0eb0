import { ACTION_BIT, includesAction } from '../actions.js';
import type { Action, ActionMask } from '../actions.js';
import type { Evidence, Remedy } from '../decision.js';
import { isEnforced, isPrincipalOf } from '../facts.js';
import type { PermissionFact, Question } from '../facts.js';
import { countingActions, SETS_TO_GRANT_FOR } from '../permission-sets.js';
import { rbacIdOfResource, WILDCARD_RBAC_ID } from '../rbac-id.js';
import { enforcementEvidence } from './evidence.js';
import { fail, pass, skipped } from './layer.js';
import type { LayerRules } from './layer.js';

const NOT_ENFORCED = skipped('PERMISSIONS_ARE_NOT_ENFORCED');
const ON_WILDCARD = skipped('NOT_NEEDED_ON_THE_WILDCARD');
const GIVES = pass('PERMISSION_GIVES_ACTION');
const RESIDUAL = pass('RESIDUAL_READ_GIVES_ACTION');
const LACKS = fail('NO_PERMISSION_GIVES_ACTION', 'PERMISSION_SET_LACKS_ACTION');
const LACKS_UPDATE = fail('NO_PERMISSION_GIVES_UPDATE', 'PERMISSION_SET_LACKS_ACTION');
const LACKS_CREATE = fail('NO_PERMISSION_GIVES_CREATE', 'PERMISSION_SET_LACKS_ACTION');
const LACKS_BOTH = fail('NO_PERMISSION_GIVES_UPDATE_OR_CREATE', 'PERMISSION_SET_LACKS_ACTION');

/**
 * Do the permissions that the user's principals hold on the integration and on the wildcard give the action
 * [V16, V23]? They add up; there is no deny [U28]. The wildcard widens this layer only.
 */
export const permissionSetLayer: LayerRules = {
  layer: 'PERMISSION_SET',

  rule(question) {
    const { account, action, resource } = question;
    if (!isEnforced(account)) return NOT_ENFORCED;
    if (action === 'MANAGE_PERMISSIONS')
      return resource.kind === 'WILDCARD' ? ON_WILDCARD : ruleOnManaging(question);
    if (somePermissionGives(question, ACTION_BIT[action])) return GIVES;
    const isResidualRead = action === 'READ' && account.accessModel === 'LAYERED' && account.residualRead;
    return isResidualRead ? RESIDUAL : LACKS; // [V22, V25]
  },

  evidence(question, ruling) {
    switch (ruling) {
      case NOT_ENFORCED:
        return enforcementEvidence(question.account);
      case RESIDUAL:
        return [{ kind: 'SETTING', setting: 'residualRead', value: 'true' }];
      case ON_WILDCARD:
      case LACKS:
        return [];
      default:
        return permissionsGiving(question, actionsAskedOfSets(question.action));
    }
  },

  remedies(question, ruling) {
    const { action } = question;
    if (action !== 'MANAGE_PERMISSIONS') return [grant(question, action)];
    const remedies: Remedy[] = [];
    if (ruling !== LACKS_CREATE) remedies.push(grant(question, 'UPDATE'));
    if (ruling !== LACKS_UPDATE) remedies.push(grant(question, 'CREATE'));
    return remedies;
  },
};

/** Managing permissions needs UPDATE on the integration and CREATE on the wildcard; losing either ends it [U7, U8]. */
function ruleOnManaging(question: Question) {
  const mask = permittedActions(question);
  const givesUpdate = includesAction(mask, 'UPDATE');
  const givesCreate = includesAction(mask, 'CREATE');
  if (givesUpdate) return givesCreate ? GIVES : LACKS_CREATE;
  return givesCreate ? LACKS_UPDATE : LACKS_BOTH;
}

/** What the user's permissions on the resource and on the wildcard give together, enforced or not. */
export function permittedActions(question: Omit<Question, 'action'>): ActionMask {
  const { account, user, permissions } = question;
  const rbacId = rbacIdOfResource(question.resource);
  let mask = 0;
  for (const permission of permissions) {
    if (isPrincipalOf(account, user, permission.principal)) mask |= actionsGivenOn(rbacId, permission);
  }
  return mask;
}

/** Looks no further than the first one that does. */
function somePermissionGives(question: Question, wanted: ActionMask): boolean {
  const rbacId = rbacIdOfResource(question.resource);
  for (const permission of question.permissions) {
    if (givesUser(question, permission, { rbacId, wanted })) return true;
  }
  return false;
}

function permissionsGiving(question: Question, wanted: ActionMask): readonly Evidence[] {
  const rbacId = rbacIdOfResource(question.resource);
  const evidence: Evidence[] = [];
  for (const permission of question.permissions) {
    if (givesUser(question, permission, { rbacId, wanted }))
      evidence.push({ kind: 'PERMISSION', permission });
  }
  return evidence;
}

/** Whose it is comes last: a group is looked for among all groups of the user. */
function givesUser(
  { account, user }: Question,
  permission: PermissionFact,
  { rbacId, wanted }: { readonly rbacId: string; readonly wanted: ActionMask },
): boolean {
  return (
    (actionsGivenOn(rbacId, permission) & wanted) !== 0 && isPrincipalOf(account, user, permission.principal)
  );
}

/** The actions one permission gives on this resource to those who hold it: none when it stands elsewhere. */
function actionsGivenOn(rbacId: string, permission: PermissionFact): ActionMask {
  const onWildcard = permission.rbacId === WILDCARD_RBAC_ID;
  return onWildcard || permission.rbacId === rbacId
    ? countingActions(permission.permissionSetId, onWildcard)
    : 0;
}

function actionsAskedOfSets(action: Action): ActionMask {
  return action === 'MANAGE_PERMISSIONS' ? ACTION_BIT.UPDATE | ACTION_BIT.CREATE : ACTION_BIT[action];
}

function grant({ resource }: Question, action: Exclude<Action, 'MANAGE_PERMISSIONS'>): Remedy {
  return {
    kind: 'GRANT',
    rbacId: action === 'CREATE' ? WILDCARD_RBAC_ID : rbacIdOfResource(resource),
    permissionSetIds: SETS_TO_GRANT_FOR[action].map(({ id }) => id),
  };
}
