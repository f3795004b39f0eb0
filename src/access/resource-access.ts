import { includesAction } from '../decision/actions.js';
import type { Action, ActionMask } from '../decision/actions.js';
import { allowedActions, decide, judge } from '../decision/decide.js';
import type { Decision, Judgement } from '../decision/decision.js';
import { WILDCARD } from '../decision/facts.js';
import type {
  AccountFacts,
  IntegrationFacts,
  PermissionFact,
  Question,
  ResourceFacts,
  UserFacts,
} from '../decision/facts.js';
import { rbacIdOf, WILDCARD_RBAC_ID } from '../decision/rbac-id.js';
import type { IntegrationRecord } from '../datastore/contract/records.js';
import { ForbiddenError } from '../errors/public-errors.js';

/** Who asks, with the permissions the answer may depend on. */
export interface AccessFacts {
  readonly account: AccountFacts;
  readonly user: UserFacts;
  readonly permissions: readonly PermissionFact[];
}

/**
 * What one user may do to one integration, or to the wildcard: decided once, when it was read, and told as often as
 * needed.
 */
export class ResourceAccess<I extends IntegrationRecord | undefined = IntegrationRecord | undefined> {
  readonly rbacId: string;
  protected readonly resource: ResourceFacts;
  private readonly allowed: ActionMask;

  /** @param integration Undefined for the wildcard. */
  constructor(
    readonly integration: I,
    protected readonly facts: AccessFacts,
  ) {
    this.rbacId = integration === undefined ? WILDCARD_RBAC_ID : rbacIdOf(integration.id);
    this.resource = resourceFacts(integration);
    this.allowed = allowedActions({ ...facts, resource: this.resource });
  }

  /** How many permissions it was decided on. */
  get permissionCount(): number {
    return this.facts.permissions.length;
  }

  allows(action: Action): boolean {
    return includesAction(this.allowed, action);
  }

  /** Whoever may READ or USE an integration sees that it exists; for anybody else it does not. The wildcard is no secret. */
  get isVisible(): boolean {
    return this.integration === undefined || this.allows('READ') || this.allows('USE');
  }

  judge(action: Action): Judgement {
    return judge(this.question(action));
  }

  decide(action: Action): Decision {
    return decide(this.question(action));
  }

  /** @throws ForbiddenError naming layer and reason, when the action is not allowed [V26]. */
  require(action: Action): void {
    if (!this.allows(action)) throw this.refusal(action);
  }

  refusal(action: Action): ForbiddenError {
    return ForbiddenError.byDecision(action, this.rbacId, this.judge(action));
  }

  private question(action: Action): Question {
    return { ...this.facts, action, resource: this.resource };
  }
}

/** What a user may do to an integration. */
export type IntegrationAccess = ResourceAccess<IntegrationRecord>;

export function isOnIntegration(access: ResourceAccess): access is IntegrationAccess {
  return access.integration !== undefined;
}

/** What the decision looks at of an integration; without one, of the wildcard. */
export function resourceFacts(integration: IntegrationFactsSource | undefined): ResourceFacts {
  return integration === undefined ? WILDCARD : integrationFacts(integration);
}

type IntegrationFactsSource = Pick<IntegrationRecord, 'id' | 'system' | 'teamIds' | 'createdById'>;

export function integrationFacts(integration: IntegrationFactsSource): IntegrationFacts {
  const { id, system, teamIds, createdById } = integration;
  return { kind: 'INTEGRATION', id, system, teamIds, createdById };
}
