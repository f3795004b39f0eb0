import type { Snapshot } from '../datastore/contract/datastore.js';
import type { IntegrationRecord } from '../datastore/contract/records.js';
import type { IntegrationAccess } from './integration-access.js';

const KEPT = new WeakMap<object, Map<string, IntegrationAccess>>();

/**
 * What was decided for a viewer in one revision, for as long as the rows are kept that it was decided on. It depends
 * on nothing else, so that it needs no key of its own, and goes when they go. Deciding a page of 50 anew took a
 * twelfth of a request.
 */
export class KeptAccess {
  readonly #byId: Map<string, IntegrationAccess> | undefined;

  constructor({ keptUnder }: Pick<Snapshot, 'keptUnder'>) {
    if (keptUnder === undefined) return;
    this.#byId = KEPT.get(keptUnder) ?? new Map<string, IntegrationAccess>();
    KEPT.set(keptUnder, this.#byId);
  }

  /** Undefined when it was not decided yet, or not on this very row. */
  of(integration: IntegrationRecord): IntegrationAccess | undefined {
    const kept = this.#byId?.get(integration.id);
    return kept?.integration === integration ? kept : undefined;
  }

  /** Rows with details are not kept, and neither is what was decided on them. */
  keep(accesses: readonly IntegrationAccess[]): void {
    for (const access of accesses) {
      if (access.integration.details === undefined) this.#byId?.set(access.integration.id, access);
    }
  }
}
