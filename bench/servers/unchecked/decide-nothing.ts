import type { IntegrationAccess } from '../../../src/access/resource-access.js';
import { ViewerAccess } from '../../../src/access/viewer-access.js';
import type { IntegrationRecord } from '../../../src/datastore/contract/records.js';
import { includesAction } from '../../../src/decision/actions.js';
import type { Action, ActionMask } from '../../../src/decision/actions.js';
import { rbacIdOf } from '../../../src/decision/rbac-id.js';
import { EVERY_INTEGRATION, tokensCarriedBy, WITHOUT_OWNER } from '../../../src/decision/visibility.js';
import { SHOWN_TEAM } from '../list-world.js';
import type { RightsById } from '../list-world.js';

/** Stands where a decision stood. What it shows are constants, so that the answer is the same byte for byte. */
class UncheckedAccess {
  readonly rbacId: string;
  readonly isVisible = true;

  constructor(
    readonly integration: IntegrationRecord,
    private readonly shown: ActionMask,
  ) {
    this.rbacId = rbacIdOf(integration.id);
  }

  allows(action: Action): boolean {
    return includesAction(this.shown, action);
  }
}

/** Takes the decision out of this process for good: everything else of the product stays as it is. */
export function decideNothing(rights: RightsById): void {
  const shown = new Map(Object.entries(rights));
  const tokens = tokensCarriedBy({ system: false, teamIds: [SHOWN_TEAM] }, []).filter(
    (token) => token !== EVERY_INTEGRATION && token !== WITHOUT_OWNER,
  );
  // Kept with its row, as a decision is.
  const kept = new WeakMap<IntegrationRecord, UncheckedAccess>();
  const accessTo = (integration: IntegrationRecord): UncheckedAccess => {
    const access = kept.get(integration) ?? new UncheckedAccess(integration, shown.get(integration.id) ?? 0);
    kept.set(integration, access);
    return access;
  };
  // The class has private members, which nothing that reads it looks at.
  const over = (integrations: readonly IntegrationRecord[]) =>
    Promise.resolve(integrations.map(accessTo)) as unknown as Promise<readonly IntegrationAccess[]>;
  ViewerAccess.prototype.over = over;
  ViewerAccess.prototype.tokens = () => Promise.resolve(tokens);
}
