import type { Evidence } from '../decision.js';
import type { AccountFacts, MembershipFact, ResourceFacts, UserFacts } from '../facts.js';

/** Which settings switch the evaluation of permissions on or off. */
export function enforcementEvidence(account: AccountFacts): readonly Evidence[] {
  return [
    { kind: 'SETTING', setting: 'plan', value: account.plan },
    { kind: 'SETTING', setting: 'permissionSets', value: account.permissionSets },
  ];
}

type Position = Extract<Evidence, { readonly kind: 'INTEGRATION' }>['as'];

/** What the integration is to the user. The wildcard is none, and nothing can be said of it. */
export function integrationEvidence(resource: ResourceFacts, as: Position): readonly Evidence[] {
  return resource.kind === 'INTEGRATION' ? [{ kind: 'INTEGRATION', integrationId: resource.id, as }] : [];
}

/** The memberships a verdict rests on. */
export function membershipEvidence(
  { memberships }: UserFacts,
  isMeant: (membership: MembershipFact) => boolean,
): readonly Evidence[] {
  return memberships.filter(isMeant).map((membership) => ({ kind: 'MEMBERSHIP', membership }));
}
