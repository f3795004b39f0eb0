import type {
  AccountImport,
  Around,
  ChangeOutcome,
  ChangePlan,
  ChangeTarget,
  Datastore,
  Page,
  PageRequest,
  Snapshot,
} from '../contract/datastore.js';
import type { AccountRecord, UserRecord } from '../contract/records.js';
import { HeldSnapshot } from './held-snapshot.js';
import { KeepingSnapshot } from './keeping-snapshot.js';
import { KeptFacts } from './kept-facts.js';
import { SharedOpenings } from './shared-openings.js';
import type { SharedState } from './shared-openings.js';

/**
 * A datastore that reads less: requests that wait together share one opened state, and what a viewer has read of a
 * revision is kept for as long as that revision is the account's. Changes and imports see the datastore itself.
 */
export function keepFacts(datastore: Datastore, options: { readonly maxBytes?: number } = {}): Datastore {
  return new KeepingDatastore(datastore, new KeptFacts(options));
}

class KeepingDatastore implements Datastore {
  readonly #datastore: Datastore;
  readonly #openings: SharedOpenings;
  readonly #kept: KeptFacts;

  constructor(datastore: Datastore, kept: KeptFacts) {
    this.#datastore = datastore;
    this.#kept = kept;
    this.#openings = new SharedOpenings((accountId, userId) => datastore.openSnapshot(accountId, userId));
  }

  get commandCount(): number {
    return this.#datastore.commandCount;
  }

  open(): Promise<void> {
    return this.#datastore.open();
  }

  close(): Promise<void> {
    return this.#datastore.close();
  }

  ping(): Promise<void> {
    return this.#datastore.ping();
  }

  async openSnapshot(accountId: string, userId?: string, around?: Around): Promise<Snapshot | undefined> {
    const shared = await this.#openings.join(accountId, userId);
    try {
      return await this.#hold(shared, userId, around);
    } catch (error) {
      await shared.release();
      throw error;
    }
  }

  change<T>(target: ChangeTarget, plan: ChangePlan<T>): Promise<ChangeOutcome<T> | undefined> {
    return this.#datastore.change(target, plan);
  }

  beginImport(accountId: string, options: { readonly replace: boolean }): Promise<AccountImport> {
    return this.#datastore.beginImport(accountId, options);
  }

  accountPage(page: PageRequest): Promise<Page<AccountRecord>> {
    return this.#datastore.accountPage(page);
  }

  deleteAccount(accountId: string): Promise<boolean> {
    return this.#datastore.deleteAccount(accountId);
  }

  async #hold(
    shared: SharedState,
    userId: string | undefined,
    around: Around | undefined,
  ): Promise<Snapshot | undefined> {
    const { snapshot, release } = shared;
    const hold = { release, around };
    if (snapshot === undefined) return undefined;
    if (userId === undefined) return new HeldSnapshot(snapshot, undefined, hold);
    const facts = this.#kept.of(snapshot.account, userId);
    if (facts.user === undefined) facts.keepUser(await readUser(shared, userId));
    const user = facts.user ?? undefined;
    return user === undefined
      ? new HeldSnapshot(snapshot, undefined, hold)
      : new KeepingSnapshot(snapshot, { user, facts }, hold);
  }
}

/** Null when there is no such user. */
async function readUser({ snapshot, hasUser }: SharedState, userId: string): Promise<UserRecord | null> {
  if (hasUser) return snapshot?.user ?? null;
  const [found] = (await snapshot?.directory([{ kind: 'USER', id: userId }])) ?? [];
  return found?.kind === 'USER' ? found : null;
}
