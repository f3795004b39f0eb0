import type { Action } from '../../src/decision/actions.js';
import { decide } from '../../src/decision/decide.js';
import type { Layer, LayerResult } from '../../src/decision/decision.js';
import { WILDCARD } from '../../src/decision/facts.js';
import type {
  AccountFacts,
  IntegrationFacts,
  MembershipFact,
  PermissionFact,
  Principal,
  Question,
  ResourceFacts,
  UserFacts,
} from '../../src/decision/facts.js';
import type { PermissionSet } from '../../src/decision/permission-sets.js';
import { rbacIdOfResource } from '../../src/decision/rbac-id.js';
import type { Role } from '../../src/decision/roles.js';

/** Everything is switched on, so that a test names only what it is about. */
export const ACCOUNT: AccountFacts = {
  plan: 'ENTERPRISE',
  permissionSets: 'ENFORCED',
  accessModel: 'LAYERED',
  residualRead: false,
  rootTeamId: 'team_root',
  everyoneGroupId: 'grp_everyone',
  administratorsGroupId: 'grp_administrators',
};

/** The modes in which permissions are stored and not evaluated. */
export const NOT_ENFORCED: readonly Pick<AccountFacts, 'plan' | 'permissionSets'>[] = [
  { plan: 'STANDARD', permissionSets: 'OFF' },
  { plan: 'STANDARD', permissionSets: 'SHADOW' },
  { plan: 'STANDARD', permissionSets: 'ENFORCED' },
  { plan: 'ENTERPRISE', permissionSets: 'OFF' },
  { plan: 'ENTERPRISE', permissionSets: 'SHADOW' },
];

export const ENFORCED: Pick<AccountFacts, 'plan' | 'permissionSets'> = {
  plan: 'ENTERPRISE',
  permissionSets: 'ENFORCED',
};

export const ROOT = ACCOUNT.rootTeamId;
export const PAYMENTS = 'team_payments';
export const SUPPORT = 'team_support';
export const ONCALL = 'grp_oncall';

/** Who asks: nobody in particular, until a test gives her memberships and groups. */
export const ANA: UserFacts = { id: 'usr_ana', active: true, memberships: [], groupIds: [] };
export const TO_ANA: Principal = { type: 'USER', id: ANA.id };
export const TO_ONCALL: Principal = { type: 'GROUP', id: ONCALL };
export const TO_EVERYONE: Principal = { type: 'GROUP', id: ACCOUNT.everyoneGroupId };

/** Held by the team Payments and created by somebody else. */
export const PAGERDUTY: IntegrationFacts = {
  kind: 'INTEGRATION',
  id: 'int_pd',
  system: false,
  teamIds: [PAYMENTS],
  createdById: 'usr_ben',
};
export const CREATED_BY_ANA: IntegrationFacts = { ...PAGERDUTY, createdById: ANA.id };
export const SLACK: IntegrationFacts = { ...PAGERDUTY, id: 'int_slack' };
export const SYSTEM_INTEGRATION: IntegrationFacts = {
  ...{ kind: 'INTEGRATION', id: 'int_email', system: true, teamIds: [], createdById: null },
};

export interface Changes {
  readonly account?: Partial<AccountFacts>;
  readonly user?: Partial<UserFacts>;
  readonly action?: Action;
  readonly resource?: ResourceFacts;
  readonly permissions?: readonly PermissionFact[];
}

/** May Ana READ PagerDuty, in an account with everything on and without any permission? With what a test changes. */
export function ask({ account, user, action, resource, permissions }: Changes = {}): Question {
  return {
    account: { ...ACCOUNT, ...account },
    user: { ...ANA, ...user },
    action: action ?? 'READ',
    resource: resource ?? PAGERDUTY,
    permissions: permissions ?? [],
  };
}

export function member(teamId: string, role: Role): MembershipFact {
  return { teamId, role };
}

/** A permission on PagerDuty for Ana, but for what a test says. */
export function granted(
  { id, name }: Pick<PermissionSet, 'id' | 'name'>,
  { to = TO_ANA, on = PAGERDUTY }: { to?: Principal; on?: ResourceFacts } = {},
): PermissionFact {
  const rbacId = rbacIdOfResource(on);
  return { id: `${name}|${rbacId}|${to.id}`, rbacId, principal: to, permissionSetId: id, source: 'GRANTED' };
}

export function everywhere(set: PermissionSet, to: Principal = TO_ANA): PermissionFact {
  return granted(set, { to, on: WILDCARD });
}

/** What one layer found. */
export function layerOf(layer: Layer, changes: Changes): LayerResult {
  const found = decide(ask(changes)).layers.find((result) => result.layer === layer);
  if (found === undefined) throw new Error(`no result of layer ${layer}`);
  return found;
}
