import { LRUCache } from 'lru-cache';
import { CacheUse } from '../../collections/cache-use.js';
import { isId, LONGEST_ID } from '../../decision/id.js';
import { rbacIdOf } from '../../decision/rbac-id.js';
import type { Keeping } from '../contract/datastore.js';
import type { AccountRecord, IntegrationRecord, PermissionRecord, UserRecord } from '../contract/records.js';
import { bytesOf } from './kept-bytes.js';

/** What is kept of all viewers together [O7]; what was asked for least lately goes first. */
export const DEFAULT_KEPT_BYTES = 64 * 1024 * 1024;

/** Of a viewer of whom nothing is kept yet: the entry, its maps, and the room of what is kept beside it. */
const VIEWER_BYTES = 2_048;
/** Of a row or a list of them, beside what it is: its place in a map. */
const PLACE_BYTES = 64;
const LONGEST_RBAC_ID = rbacIdOf('').length + LONGEST_ID;

export interface KeptFactsOptions {
  readonly maxBytes?: number;
  /** Counts the requests whose viewer was kept. */
  readonly use?: CacheUse;
}

/**
 * Facts kept across requests, under the account's revision and stamp: a state that was read after the request arrived
 * says which of them count, and what was read of another state is not found, be it of a database that was made anew or
 * restored since, in which a revision comes again [O15]. Nothing kept is ever changed, and nothing has to be told of a
 * change.
 */
export class KeptFacts {
  readonly #viewers: LRUCache<string, Entry>;

  readonly #use: CacheUse;

  constructor({ maxBytes = DEFAULT_KEPT_BYTES, use = new CacheUse() }: KeptFactsOptions = {}) {
    this.#use = use;
    this.#viewers = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: ({ facts }, key) => facts.bytes + bytesOf(key),
    });
  }

  /** What this viewer has read of this state; nothing at first. */
  of({ id, revision, stamp }: KeptState, userId: string): ViewerFacts {
    const key = JSON.stringify([id, revision, stamp, userId]);
    const kept = this.#viewers.get(key);
    this.#use.note(kept !== undefined);
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
 * takes tells nothing of what others may see; and an id that nobody has is kept like any other, as having nothing, but
 * for a text that could be no id, which may be of any length.
 */
export class ViewerFacts implements Keeping {
  readonly #whenGrown: () => void;
  #user: UserRecord | null | undefined;
  readonly #integrations = new Map<string, IntegrationRecord | null>();
  readonly #permissions = new Map<string, readonly PermissionRecord[]>();
  #bytes = VIEWER_BYTES;

  constructor(whenGrown: () => void) {
    this.#whenGrown = whenGrown;
  }

  /** Of all that is kept, and of what others keep beside it. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Undefined: not read yet. Null: there is no such user. */
  get user(): UserRecord | null | undefined {
    return this.#user;
  }

  keepUser(user: UserRecord | null): void {
    this.#user = user;
    this.makeRoomFor(bytesOf(user));
  }

  /** Without details. Undefined: not read yet. Null: there is none. */
  integration(id: string): IntegrationRecord | null | undefined {
    return this.#integrations.get(id);
  }

  /** Those of the ids that have none among the records are kept as having none. */
  keepIntegrations(ids: readonly string[], records: readonly IntegrationRecord[]): void {
    const found = new Map(records.map((record) => [record.id, record]));
    let bytes = 0;
    for (const id of new Set(ids)) {
      const record = found.get(id) ?? null;
      if (record === null && !isId(id)) continue;
      // Two requests of the viewer may have read the same at once.
      if (!this.#integrations.has(id)) bytes += PLACE_BYTES + bytesOf(id) + bytesOf(record);
      this.#integrations.set(id, record);
    }
    this.makeRoomFor(bytes);
  }

  /** What the viewer's principals hold on an RBAC id. Undefined: not read yet. */
  permissions(rbacId: string): readonly PermissionRecord[] | undefined {
    return this.#permissions.get(rbacId);
  }

  keepPermissions(held: ReadonlyMap<string, readonly PermissionRecord[]>): void {
    let bytes = 0;
    for (const [rbacId, permissions] of held) {
      if (this.#permissions.has(rbacId)) continue;
      if (permissions.length === 0 && rbacId.length > LONGEST_RBAC_ID) continue;
      this.#permissions.set(rbacId, permissions);
      bytes += PLACE_BYTES + bytesOf(rbacId) + bytesOf(permissions);
    }
    this.makeRoomFor(bytes);
  }

  makeRoomFor(bytes: number): void {
    this.#bytes += bytes;
    this.#whenGrown();
  }
}
