import { ACTION_BIT, EVERY_ACTION, includesAction, maskOf } from '../actions.js';
import type { Action, ActionMask } from '../actions.js';
import type { Remedy } from '../decision.js';
import { isEnforced, isPrincipalOf } from '../facts.js';
import type { PermissionFact, Question, Situation } from '../facts.js';
import { countingActions, SETS_TO_GRANT_FOR } from '../permission-sets.js';
import { rbacIdOfResource, WILDCARD_RBAC_ID } from '../rbac-id.js';
import { enforcementEvidence } from './evidence.js';
import { fail, pass, settlesNothing, skipped } from './layer.js';
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
  rule(question) {
    const { account, action, resource } = question;
    if (!isEnforced(account)) return NOT_ENFORCED;
    if (action === 'MANAGE_PERMISSIONS')
      return resource.kind === 'WILDCARD' ? ON_WILDCARD : ruleOnManaging(question);
    if (somePermissionGives(question, action)) return GIVES;
    return action === 'READ' && givesResidualRead(question) ? RESIDUAL : LACKS; // [V22, V25]
  },

  unrefused(situation) {
    if (!isEnforced(situation.account)) return EVERY_ACTION;
    let mask = permittedActions(situation);
    if (givesResidualRead(situation)) mask |= ACTION_BIT.READ;
    const manages = situation.resource.kind === 'WILDCARD' || (mask & NEEDED_TO_MANAGE) === NEEDED_TO_MANAGE;
    return manages ? mask | ACTION_BIT.MANAGE_PERMISSIONS : mask;
  },

  settled: settlesNothing,

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
        return permissionsGiving(question, actionsAskedOfSets(question.action)).map((permission) => ({
          kind: 'PERMISSION',
          permission,
        }));
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

/** In accounts that ask for role and team scope as well. */
function givesResidualRead({ account }: Pick<Situation, 'account'>): boolean {
  return account.accessModel === 'LAYERED' && account.residualRead;
}

const NEEDED_TO_MANAGE = maskOf(['UPDATE', 'CREATE']);

/** Managing permissions needs UPDATE on the integration and CREATE on the wildcard; losing either ends it [U7, U8]. */
function ruleOnManaging(question: Question) {
  const mask = permittedActions(question);
  const givesUpdate = includesAction(mask, 'UPDATE');
  const givesCreate = includesAction(mask, 'CREATE');
  if (givesUpdate) return givesCreate ? GIVES : LACKS_CREATE;
  return givesCreate ? LACKS_UPDATE : LACKS_BOTH;
}

/** What the user's permissions on the resource and on the wildcard give together, enforced or not. */
export function permittedActions(situation: Situation): ActionMask {
  const rbacId = rbacIdOfResource(situation.resource);
  let mask = 0;
  for (const permission of situation.permissions) mask |= actionsGivenBy(situation, permission, rbacId);
  return mask;
}

/** Looks no further than the first one that does. */
function somePermissionGives(question: Question, action: Action): boolean {
  const rbacId = rbacIdOfResource(question.resource);
  for (const permission of question.permissions) {
    if (includesAction(actionsGivenBy(question, permission, rbacId), action)) return true;
  }
  return false;
}

/** The actions one permission gives this user on this resource: none when it stands elsewhere or is another's. */
function actionsGivenBy(
  { account, user }: Pick<Question, 'account' | 'user'>,
  permission: PermissionFact,
  rbacId: string,
): ActionMask {
  const onWildcard = permission.rbacId === WILDCARD_RBAC_ID;
  if (!onWildcard && permission.rbacId !== rbacId) return 0;
  if (!isPrincipalOf(account, user, permission.principal)) return 0;
  return countingActions(permission.permissionSetId, onWildcard);
}

function permissionsGiving(question: Question, wanted: ActionMask): readonly PermissionFact[] {
  const rbacId = rbacIdOfResource(question.resource);
  return question.permissions.filter(
    (permission) => (actionsGivenBy(question, permission, rbacId) & wanted) !== 0,
  );
}

function actionsAskedOfSets(action: Action): ActionMask {
  return action === 'MANAGE_PERMISSIONS' ? NEEDED_TO_MANAGE : ACTION_BIT[action];
}

function grant({ resource }: Question, action: Exclude<Action, 'MANAGE_PERMISSIONS'>): Remedy {
  return {
    kind: 'GRANT',
    rbacId: action === 'CREATE' ? WILDCARD_RBAC_ID : rbacIdOfResource(resource),
    permissionSetIds: SETS_TO_GRANT_FOR[action].map(({ id }) => id),
  };
}
