import { ACTION_BIT, EVERY_ACTION } from '../actions.js';
import type { Evidence } from '../decision.js';
import { holdsRootAdministrator, isAdministrator } from '../facts.js';
import type { Question } from '../facts.js';
import { actionsPermittedBy, rolePermits } from '../roles.js';
import { membershipEvidence } from './evidence.js';
import { fail, final, pass, skipped } from './layer.js';
import type { LayerRules } from './layer.js';
import { roleRemedies } from './membership-remedies.js';

const ADMINISTRATOR = final(pass('USER_IS_ADMINISTRATOR', 'ADMINISTRATOR'));
const GRANTS_ONLY = skipped('NOT_PART_OF_THE_ACCESS_MODEL');
const ON_WILDCARD = skipped('NOT_NEEDED_ON_THE_WILDCARD');
const PERMITS = pass('ROLE_PERMITS');
const LACKS = fail('NO_ROLE_PERMITS', 'ROLE_LACKS_ACTION');

/** Does some role of the user permit the action at all [V17, V18]? An administrator is done here [U5, V19, V27]. */
export const roleLayer: LayerRules = {
  rule({ account, user, action, resource }) {
    if (isAdministrator(account, user)) return ADMINISTRATOR;
    if (account.accessModel === 'GRANTS_ONLY') return GRANTS_ONLY;
    if (resource.kind === 'WILDCARD' && action === 'MANAGE_PERMISSIONS') return ON_WILDCARD;
    return user.memberships.some(({ role }) => rolePermits(role, action)) ? PERMITS : LACKS;
  },

  unrefused({ account, user, resource }) {
    if (account.accessModel === 'GRANTS_ONLY' || isAdministrator(account, user)) return EVERY_ACTION;
    let mask = resource.kind === 'WILDCARD' ? ACTION_BIT.MANAGE_PERMISSIONS : 0;
    for (const { role } of user.memberships) mask |= actionsPermittedBy(role);
    return mask;
  },

  settled: ({ account, user }) => (isAdministrator(account, user) ? EVERY_ACTION : 0),

  evidence(question, ruling) {
    const { account, user, action } = question;
    switch (ruling) {
      case ADMINISTRATOR:
        return administratorEvidence(question);
      case GRANTS_ONLY:
        return [{ kind: 'SETTING', setting: 'accessModel', value: account.accessModel }];
      case PERMITS:
        return membershipEvidence(user, ({ role }) => rolePermits(role, action));
      case LACKS:
        return membershipEvidence(user, () => true);
      default:
        return [];
    }
  },

  remedies: (question) => roleRemedies(question),
};

function administratorEvidence({ account, user }: Question): readonly Evidence[] {
  const evidence: Evidence[] = [];
  if (user.groupIds.includes(account.administratorsGroupId)) {
    evidence.push({ kind: 'GROUP', groupId: account.administratorsGroupId });
  }
  if (holdsRootAdministrator(account, user)) {
    evidence.push({ kind: 'MEMBERSHIP', membership: { teamId: account.rootTeamId, role: 'ADMINISTRATOR' } });
  }
  return evidence;
}
