import { LRUCache } from 'lru-cache';
import type { Keeping } from '../contract/datastore.js';
import type { AccountRecord, IntegrationRecord, PermissionRecord, UserRecord } from '../contract/records.js';

/** The rows kept of all viewers together, about 20 MB; what was asked for least lately goes first. */
const MAX_ROWS = 40_000;

/**
 * Facts kept across requests, under the account's revision and stamp: a state that was read after the request arrived
 * says which of them count, and what was read of another state is not found, be it of a database that was made anew or
 * restored since, in which a revision comes again [O15]. Nothing kept is ever changed, and nothing has to be told of a
 * change.
 */
export class KeptFacts {
  readonly #viewers: LRUCache<string, Entry>;

  constructor({ maxRows = MAX_ROWS }: { readonly maxRows?: number } = {}) {
    this.#viewers = new LRUCache({ maxSize: maxRows, sizeCalculation: ({ facts }) => facts.size });
  }

  /** What this viewer has read of this state; nothing at first. */
  of({ id, revision, stamp }: KeptState, userId: string): ViewerFacts {
    const key = JSON.stringify([id, revision, stamp, userId]);
    const kept = this.#viewers.get(key);
    if (kept !== undefined) return kept.facts;
    // A new entry each time, since only then is its size taken again.
    const facts: ViewerFacts = new ViewerFacts(() => this.#viewers.set(key, { facts }));
    return facts;
  }
}

/** What tells one state of an account from all others. */
export type KeptState = Pick<AccountRecord, 'id' | 'revision' | 'stamp'>;

interface Entry {
  readonly facts: ViewerFacts;
}

/**
 * What one viewer has read of one revision. Nobody else's questions leave a trace in it, so that how long an answer
 * takes tells nothing of what others may see; and an id that nobody has is kept like any other, as having nothing.
 */
export class ViewerFacts implements Keeping {
  readonly #whenGrown: () => void;
  #user: UserRecord | null | undefined;
  readonly #integrations = new Map<string, IntegrationRecord | null>();
  readonly #permissions = new Map<string, readonly PermissionRecord[]>();
  #permissionCount = 0;
  #roomForOthers = 0;

  constructor(whenGrown: () => void) {
    this.#whenGrown = whenGrown;
  }

  /** In rows; one that is not there costs as much as one that is. */
  get size(): number {
    const rows = 1 + this.#integrations.size + this.#permissions.size + this.#permissionCount;
    return rows + this.#roomForOthers;
  }

  /** Undefined: not read yet. Null: there is no such user. */
  get user(): UserRecord | null | undefined {
    return this.#user;
  }

  keepUser(user: UserRecord | null): void {
    this.#user = user;
    this.#whenGrown();
  }

  /** Without details. Undefined: not read yet. Null: there is none. */
  integration(id: string): IntegrationRecord | null | undefined {
    return this.#integrations.get(id);
  }

  /** Those of the ids that have none among the records are kept as having none. */
  keepIntegrations(ids: readonly string[], records: readonly IntegrationRecord[]): void {
    for (const id of ids) this.#integrations.set(id, null);
    for (const record of records) this.#integrations.set(record.id, record);
    this.#whenGrown();
  }

  /** What the viewer's principals hold on an RBAC id. Undefined: not read yet. */
  permissions(rbacId: string): readonly PermissionRecord[] | undefined {
    return this.#permissions.get(rbacId);
  }

  keepPermissions(held: ReadonlyMap<string, readonly PermissionRecord[]>): void {
    for (const [rbacId, permissions] of held) {
      // Two requests of the viewer may have read the same at once.
      if (this.#permissions.has(rbacId)) continue;
      this.#permissions.set(rbacId, permissions);
      this.#permissionCount += permissions.length;
    }
    this.#whenGrown();
  }

  makeRoomFor(rows: number): void {
    this.#roomForOthers += rows;
    this.#whenGrown();
  }
}
