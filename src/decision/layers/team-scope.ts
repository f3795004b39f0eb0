import { ACTION_BIT, EVERY_ACTION } from '../actions.js';
import type { AccountFacts, MembershipFact, Question, ResourceFacts } from '../facts.js';
import { actionsPermittedBy, rolePermits } from '../roles.js';
import { membershipEvidence } from './evidence.js';
import { fail, pass, settlesNothing, skipped } from './layer.js';
import type { LayerRules } from './layer.js';
import { teamScopeRemedies } from './membership-remedies.js';

const GRANTS_ONLY = skipped('NOT_PART_OF_THE_ACCESS_MODEL');
const ON_WILDCARD = skipped('NOT_NEEDED_ON_THE_WILDCARD');
const REACHES = pass('PERMITTING_MEMBERSHIP_REACHES');
const MAY_CREATE = pass('PERMITTING_MEMBERSHIP_EXISTS');
const ROLE_MISSING = fail('REACHING_TEAM_LACKS_ROLE', 'OUTSIDE_TEAM_SCOPE');
const OUTSIDE = fail('NO_MEMBERSHIP_REACHES', 'OUTSIDE_TEAM_SCOPE');

/**
 * Does one membership both permit the action and reach the integration [V20, V21]? The role of one team never
 * combines with the scope of another.
 */
export const teamScopeLayer: LayerRules = {
  rule({ account, user, action, resource }) {
    if (account.accessModel === 'GRANTS_ONLY') return GRANTS_ONLY;
    if (resource.kind === 'WILDCARD' && action === 'MANAGE_PERMISSIONS') return ON_WILDCARD;
    let reached = false;
    for (const membership of user.memberships) {
      const permits = rolePermits(membership.role, action);
      if (action === 'CREATE') {
        if (permits) return MAY_CREATE;
      } else if (reaches(account, membership, resource)) {
        if (permits) return REACHES;
        reached = true;
      }
    }
    return reached ? ROLE_MISSING : OUTSIDE;
  },

  unrefused({ account, user, resource }) {
    if (account.accessModel === 'GRANTS_ONLY') return EVERY_ACTION;
    let mask = resource.kind === 'WILDCARD' ? ACTION_BIT.MANAGE_PERMISSIONS : 0;
    for (const membership of user.memberships) {
      const permitted = actionsPermittedBy(membership.role);
      mask |= reaches(account, membership, resource) ? permitted : permitted & ACTION_BIT.CREATE;
    }
    return mask;
  },

  settled: settlesNothing,

  evidence({ account, user, action, resource }, ruling) {
    switch (ruling) {
      case GRANTS_ONLY:
        return [{ kind: 'SETTING', setting: 'accessModel', value: account.accessModel }];
      case MAY_CREATE:
        return membershipEvidence(user, ({ role }) => rolePermits(role, action));
      case REACHES:
        return membershipEvidence(
          user,
          (membership) => rolePermits(membership.role, action) && reaches(account, membership, resource),
        );
      case ROLE_MISSING:
        return membershipEvidence(user, (membership) => reaches(account, membership, resource));
      default:
        return [];
    }
  },

  remedies: (question: Question) => teamScopeRemedies(question),
};

/** Whether the membership's team holds the integration. The system integration is in the scope of every team. */
export function reaches(account: AccountFacts, membership: MembershipFact, resource: ResourceFacts): boolean {
  if (membership.teamId === account.rootTeamId) return true;
  return resource.system || resource.teamIds.includes(membership.teamId);
}
