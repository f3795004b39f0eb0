import type { IntegrationAccess } from '../../access/resource-access.js';
import type { Keeping, Snapshot } from '../../datastore/contract/datastore.js';
import { IntegrationView } from '../types/integration.js';

const KEPT = new WeakMap<Keeping, Map<string, IntegrationView>>();

/**
 * Views that show nothing beside the row and what was decided on it, for as long as that decision is kept. Made anew
 * for each request they filled the old generation with garbage: what it took to collect that was most of the slowest
 * hundredth of answers.
 */
export class KeptViews {
  readonly #byId: Map<string, IntegrationView> | undefined;

  constructor({ keptUnder }: Pick<Snapshot, 'keptUnder'>) {
    if (keptUnder === undefined) return;
    this.#byId = KEPT.get(keptUnder) ?? new Map<string, IntegrationView>();
    KEPT.set(keptUnder, this.#byId);
  }

  /** @throws ForbiddenError when the integration is invisible. */
  of(access: IntegrationAccess): IntegrationView {
    const { id, details } = access.integration;
    const kept = this.#byId?.get(id);
    if (kept?.access === access) return kept;
    const view = new IntegrationView(access, {});
    if (details === undefined) this.#byId?.set(id, view);
    return view;
  }
}
