import { includesAction } from '../decision/actions.js';
import type { Action, ActionMask } from '../decision/actions.js';
import { allowedActions, decide, judge } from '../decision/decide.js';
import type { Decision, Judgement } from '../decision/decision.js';
import type {
  AccountFacts,
  IntegrationFacts,
  PermissionFact,
  Question,
  UserFacts,
} from '../decision/facts.js';
import { rbacIdOf } from '../decision/rbac-id.js';
import type { IntegrationRecord } from '../datastore/contract/records.js';
import { ForbiddenError } from '../errors/public-errors.js';

/** Who asks, with the permissions the answer may depend on. */
export interface AccessFacts {
  readonly account: AccountFacts;
  readonly user: UserFacts;
  readonly permissions: readonly PermissionFact[];
}

/** What one user may do to one integration: decided once, when the row was loaded, and read as often as needed. */
export class IntegrationAccess {
  readonly rbacId: string;
  private readonly resource: IntegrationFacts;
  private readonly allowed: ActionMask;

  constructor(
    readonly integration: IntegrationRecord,
    private readonly facts: AccessFacts,
  ) {
    this.rbacId = rbacIdOf(integration.id);
    this.resource = integrationFacts(integration);
    this.allowed = allowedActions({ ...facts, resource: this.resource });
  }

  /** How many permissions it was decided on. */
  get permissionCount(): number {
    return this.facts.permissions.length;
  }

  allows(action: Action): boolean {
    return includesAction(this.allowed, action);
  }

  /** Whoever may READ or USE an integration sees that it exists; for anybody else it does not. */
  get isVisible(): boolean {
    return this.allows('READ') || this.allows('USE');
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

export function integrationFacts(
  integration: Pick<IntegrationRecord, 'id' | 'system' | 'teamIds' | 'createdById'>,
): IntegrationFacts {
  const { id, system, teamIds, createdById } = integration;
  return { kind: 'INTEGRATION', id, system, teamIds, createdById };
}
