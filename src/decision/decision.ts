import type { Action } from './actions.js';
import type { AccountFacts, MembershipFact, PermissionFact } from './facts.js';
import type { Role } from './roles.js';

/** The layers in the order in which they are evaluated [V28]. */
export const LAYERS = ['ACCOUNT', 'ROLE', 'TEAM_SCOPE', 'PERMISSION_SET', 'DELEGATION'] as const;
export type Layer = (typeof LAYERS)[number];

export const VERDICTS = ['PASS', 'FAIL', 'SKIPPED'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const REASONS = [
  'USER_INACTIVE',
  'SYSTEM_INTEGRATION',
  'PERMISSIONS_NOT_ENFORCED',
  'ADMINISTRATOR',
  'ROLE_LACKS_ACTION',
  'OUTSIDE_TEAM_SCOPE',
  'PERMISSION_SET_LACKS_ACTION',
  'NOT_THE_CREATOR',
  'ADMINISTRATORS_ONLY',
  'ALL_LAYERS_PASSED',
] as const;
export type Reason = (typeof REASONS)[number];

/** The answer alone, without its explanation. */
export interface Judgement {
  readonly allowed: boolean;
  /** The first layer that failed; when allowed, the last layer that passed. */
  readonly decidedBy: Layer;
  /** Always the reason of `decidedBy`. */
  readonly reason: Reason;
}

/** The answer, with what each layer looked for and found, and what would change it. */
export interface Decision extends Judgement {
  readonly action: Action;
  readonly layers: readonly LayerResult[];
  /** Empty when allowed. Applying them all allows, but for an inactive user, whose one remedy is activation. */
  readonly remedies: readonly Remedy[];
}

export interface LayerResult {
  readonly layer: Layer;
  readonly verdict: Verdict;
  readonly finding: Finding;
  readonly evidence: readonly Evidence[];
}

/** What a layer found, as a value; the sentence for it is made at the edge, for the person who asks. */
export type Finding =
  // ACCOUNT
  | 'USER_IS_INACTIVE'
  | 'SYSTEM_INTEGRATION_IS_FOR_EVERYONE'
  | 'SYSTEM_INTEGRATION_CANNOT_BE_DELETED'
  | 'EVERYONE_MAY_USE_WHILE_NOT_ENFORCED'
  | 'ADMINISTRATORS_ONLY_WHILE_NOT_ENFORCED'
  | 'NO_ACCOUNT_RULE_DECIDES'
  // ROLE
  | 'USER_IS_ADMINISTRATOR'
  | 'ROLE_PERMITS'
  | 'NO_ROLE_PERMITS'
  // TEAM_SCOPE
  | 'PERMITTING_MEMBERSHIP_REACHES'
  | 'PERMITTING_MEMBERSHIP_EXISTS'
  | 'REACHING_TEAM_LACKS_ROLE'
  | 'NO_MEMBERSHIP_REACHES'
  // PERMISSION_SET
  | 'PERMISSION_GIVES_ACTION'
  | 'RESIDUAL_READ_GIVES_ACTION'
  | 'NO_PERMISSION_GIVES_ACTION'
  | 'NO_PERMISSION_GIVES_UPDATE'
  | 'NO_PERMISSION_GIVES_CREATE'
  | 'NO_PERMISSION_GIVES_UPDATE_OR_CREATE'
  // DELEGATION
  | 'USER_IS_THE_CREATOR'
  | 'USER_IS_NOT_THE_CREATOR'
  | 'NOT_DELEGATED_WHILE_NOT_ENFORCED'
  | 'NOT_DELEGATED_ON_THE_WILDCARD'
  // any layer, when SKIPPED
  | 'AN_EARLIER_LAYER_DECIDED'
  | 'NOT_PART_OF_THE_ACCESS_MODEL'
  | 'PERMISSIONS_ARE_NOT_ENFORCED'
  | 'NOT_NEEDED_FOR_THE_ACTION'
  | 'NOT_NEEDED_ON_THE_WILDCARD';

/** A fact that a verdict rests on. */
export type Evidence =
  | {
      readonly kind: 'SETTING';
      readonly setting:
        keyof Pick<AccountFacts, 'plan' | 'permissionSets' | 'accessModel' | 'residualRead'> | 'active';
      readonly value: string;
    }
  | { readonly kind: 'GROUP'; readonly groupId: string }
  | { readonly kind: 'MEMBERSHIP'; readonly membership: MembershipFact }
  | { readonly kind: 'PERMISSION'; readonly permission: PermissionFact }
  | {
      readonly kind: 'INTEGRATION';
      readonly integrationId: string;
      readonly as: 'SYSTEM' | 'CREATED' | 'NOT_CREATED';
    };

export const REMEDY_KINDS = [
  'ACTIVATE_USER',
  'MAKE_ADMINISTRATOR',
  'ASSIGN_ROLE',
  'ADD_TO_TEAM',
  'GRANT',
] as const satisfies readonly Remedy['kind'][];

/** One change that would let a failing layer pass. */
export type Remedy =
  | { readonly kind: 'ACTIVATE_USER' }
  | { readonly kind: 'MAKE_ADMINISTRATOR' }
  /** `teamId` null: in any team. A role that the user holds in that team is replaced. */
  | { readonly kind: 'ASSIGN_ROLE'; readonly teamId: string | null; readonly role: Role }
  | { readonly kind: 'ADD_TO_TEAM'; readonly integrationId: string; readonly teamId: string }
  /** Any one of the sets is enough; the best first. */
  | { readonly kind: 'GRANT'; readonly rbacId: string; readonly permissionSetIds: readonly string[] };
