import { ACTION_BIT, EVERY_ACTION } from '../actions.js';
import { isEnforced } from '../facts.js';
import { enforcementEvidence, integrationEvidence } from './evidence.js';
import { fail, pass, settlesNothing, skipped } from './layer.js';
import type { LayerRules } from './layer.js';

const NOT_NEEDED = skipped('NOT_NEEDED_FOR_THE_ACTION');
const NOT_ENFORCED = fail('NOT_DELEGATED_WHILE_NOT_ENFORCED', 'ADMINISTRATORS_ONLY');
const ON_WILDCARD = fail('NOT_DELEGATED_ON_THE_WILDCARD', 'ADMINISTRATORS_ONLY');
const CREATOR = pass('USER_IS_THE_CREATOR');
const NOT_CREATOR = fail('USER_IS_NOT_THE_CREATOR', 'NOT_THE_CREATOR');

/** Managing permissions is delegated to the creator of the integration alone [U7]. */
export const delegationLayer: LayerRules = {
  rule({ account, user, action, resource }) {
    if (action !== 'MANAGE_PERMISSIONS') return NOT_NEEDED;
    if (!isEnforced(account)) return NOT_ENFORCED;
    if (resource.kind === 'WILDCARD') return ON_WILDCARD;
    return resource.createdById === user.id ? CREATOR : NOT_CREATOR;
  },

  unrefused({ account, user, resource }) {
    const isDelegated =
      isEnforced(account) && resource.kind === 'INTEGRATION' && resource.createdById === user.id;
    return isDelegated ? EVERY_ACTION : EVERY_ACTION & ~ACTION_BIT.MANAGE_PERMISSIONS;
  },

  settled: settlesNothing,

  evidence({ account, resource }, ruling) {
    if (ruling === NOT_ENFORCED) return enforcementEvidence(account);
    if (ruling === NOT_NEEDED) return [];
    return integrationEvidence(resource, ruling === CREATOR ? 'CREATED' : 'NOT_CREATED');
  },

  remedies: () => [{ kind: 'MAKE_ADMINISTRATOR' }],
};
