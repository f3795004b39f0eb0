import { ACTION_BIT, EVERY_ACTION } from '../actions.js';
import { isAdministrator, isEnforced } from '../facts.js';
import type { Question, Situation } from '../facts.js';
import { enforcementEvidence, integrationEvidence } from './evidence.js';
import { fail, final, pass } from './layer.js';
import type { LayerRules } from './layer.js';

const INACTIVE = final(fail('USER_IS_INACTIVE', 'USER_INACTIVE'));
const SYSTEM_USE = final(pass('SYSTEM_INTEGRATION_IS_FOR_EVERYONE', 'SYSTEM_INTEGRATION'));
const SYSTEM_DELETE = final(fail('SYSTEM_INTEGRATION_CANNOT_BE_DELETED', 'SYSTEM_INTEGRATION'));
const UNENFORCED_USE = final(pass('EVERYONE_MAY_USE_WHILE_NOT_ENFORCED', 'PERMISSIONS_NOT_ENFORCED'));
const UNENFORCED_OTHER = final(fail('ADMINISTRATORS_ONLY_WHILE_NOT_ENFORCED', 'PERMISSIONS_NOT_ENFORCED'));
const OPEN = pass('NO_ACCOUNT_RULE_DECIDES');

/** Rules that hold for the whole account, before anything about the person's rights is looked at. */
export const accountLayer: LayerRules = {
  rule({ account, user, action, resource }) {
    if (!user.active) return INACTIVE;
    if (resource.system) {
      if (action === 'USE') return SYSTEM_USE; // [U14, U15]
      if (action === 'DELETE') return SYSTEM_DELETE;
    }
    if (isLeftToAdministrators({ account, user })) {
      return action === 'USE' ? UNENFORCED_USE : UNENFORCED_OTHER;
    }
    return OPEN;
  },

  unrefused(situation) {
    if (!situation.user.active) return 0;
    if (isLeftToAdministrators(situation)) return ACTION_BIT.USE;
    return situation.resource.system ? EVERY_ACTION & ~ACTION_BIT.DELETE : EVERY_ACTION;
  },

  settled(situation) {
    if (!situation.user.active || isLeftToAdministrators(situation)) return EVERY_ACTION;
    return situation.resource.system ? ACTION_BIT.USE | ACTION_BIT.DELETE : 0;
  },

  evidence({ account, resource }, ruling) {
    switch (ruling) {
      case INACTIVE:
        return [{ kind: 'SETTING', setting: 'active', value: 'false' }];
      case SYSTEM_USE:
      case SYSTEM_DELETE:
        return integrationEvidence(resource, 'SYSTEM');
      case UNENFORCED_USE:
      case UNENFORCED_OTHER:
        return [
          { kind: 'SETTING', setting: 'accessModel', value: account.accessModel },
          ...enforcementEvidence(account),
        ];
      default:
        return [];
    }
  },

  remedies(_question: Question, ruling) {
    if (ruling === INACTIVE) return [{ kind: 'ACTIVATE_USER' }];
    if (ruling === UNENFORCED_OTHER) return [{ kind: 'MAKE_ADMINISTRATOR' }];
    return [];
  },
};

/** Where permissions alone decide and are not enforced, all but USE is for administrators. */
function isLeftToAdministrators({ account, user }: Pick<Situation, 'account' | 'user'>): boolean {
  return account.accessModel === 'GRANTS_ONLY' && !isEnforced(account) && !isAdministrator(account, user);
}
