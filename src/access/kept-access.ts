import type { Keeping, Snapshot } from '../datastore/contract/datastore.js';
import type { IntegrationRecord } from '../datastore/contract/records.js';
import type { ListedAction } from '../decision/visibility.js';
import type { IntegrationAccess } from './resource-access.js';

interface Kept {
  readonly byId: Map<string, IntegrationAccess>;
  readonly tokens: Map<ListedAction, readonly string[]>;
}

const KEPT = new WeakMap<Keeping, Kept>();

/** In bytes: a decision with the view that shows it and their places in maps; each of the permissions it names again. */
const ACCESS_BYTES = 640;
const REFERENCE_BYTES = 8;
/** A token is an id or two with a mark, each a text of its own. */
const TEXT_BYTES = 32;
const CHARACTER_BYTES = 2;

/**
 * What was decided for a viewer in one revision, for as long as the rows are kept that it was decided on. It depends
 * on nothing else, so that it needs no key of its own, and goes when they go. Deciding a page of 50 anew took a
 * twelfth of a request, and making the tokens to ask for it a fiftieth.
 */
export class KeptAccess {
  readonly #keeping: Keeping | undefined;
  readonly #kept: Kept | undefined;

  constructor({ keptUnder }: Pick<Snapshot, 'keptUnder'>) {
    if (keptUnder === undefined) return;
    this.#keeping = keptUnder;
    this.#kept = KEPT.get(keptUnder) ?? { byId: new Map(), tokens: new Map() };
    KEPT.set(keptUnder, this.#kept);
  }

  /** Undefined when it was not decided yet, or not on this very row. */
  of(integration: IntegrationRecord): IntegrationAccess | undefined {
    const kept = this.#kept?.byId.get(integration.id);
    return kept?.integration === integration ? kept : undefined;
  }

  /** Rows with details are not kept, and neither is what was decided on them. */
  keep(accesses: readonly IntegrationAccess[]): void {
    if (this.#kept === undefined) return;
    let bytes = 0;
    for (const access of accesses) {
      if (access.integration.details !== undefined || this.of(access.integration) !== undefined) continue;
      this.#kept.byId.set(access.integration.id, access);
      bytes += ACCESS_BYTES + REFERENCE_BYTES * access.permissionCount;
    }
    if (bytes > 0) this.#keeping?.makeRoomFor(bytes);
  }

  /** What the viewer asks a list for. */
  tokens(action: ListedAction): readonly string[] | undefined {
    return this.#kept?.tokens.get(action);
  }

  keepTokens(action: ListedAction, tokens: readonly string[]): void {
    // Two requests of the viewer may have made the same at once.
    if (this.#kept === undefined || this.#kept.tokens.has(action)) return;
    this.#kept.tokens.set(action, tokens);
    const bytes = tokens.reduce((sum, token) => sum + TEXT_BYTES + CHARACTER_BYTES * token.length, 0);
    this.#keeping?.makeRoomFor(bytes);
  }
}
