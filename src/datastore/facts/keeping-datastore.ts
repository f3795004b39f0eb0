import { ForwardingDatastore } from '../common/forwarding-datastore.js';
import type { Around, Datastore, Snapshot, ViewerRef } from '../contract/datastore.js';
import type { AccessTokenRecord, UserRecord } from '../contract/records.js';
import { HeldSnapshot } from './held-snapshot.js';
import { KeepingSnapshot } from './keeping-snapshot.js';
import { KeptAccessTokens } from './kept-access-tokens.js';
import { KeptFacts } from './kept-facts.js';
import type { KeptFactsOptions } from './kept-facts.js';
import { SharedOpenings } from './shared-openings.js';
import type { SharedState } from './shared-openings.js';

/**
 * A datastore that reads less: requests that wait together share one opened state, and what a viewer has read of a
 * revision is kept for as long as that revision is the account's. Whatever writes sees the datastore itself; secrets are
 * not among what is kept.
 */
export function keepFacts(datastore: Datastore, options: KeptFactsOptions = {}): Datastore {
  return new KeepingDatastore(datastore, new KeptFacts(options));
}

class KeepingDatastore extends ForwardingDatastore {
  readonly #openings: SharedOpenings;
  readonly #kept: KeptFacts;
  readonly #tokens = new KeptAccessTokens();

  constructor(datastore: Datastore, kept: KeptFacts) {
    super(datastore);
    this.#kept = kept;
    this.#openings = new SharedOpenings((accountId, by) => datastore.openSnapshot(accountId, by));
  }

  override async openSnapshot(
    accountId: string,
    by?: ViewerRef,
    around?: Around,
  ): Promise<Snapshot | undefined> {
    const shared = await this.#openings.join(accountId, by);
    try {
      return await this.#hold(shared, by, around);
    } catch (error) {
      await shared.release();
      throw error;
    }
  }

  async #hold(
    shared: SharedState,
    by: ViewerRef | undefined,
    around: Around | undefined,
  ): Promise<Snapshot | undefined> {
    const { snapshot, release } = shared;
    const hold = { release, around };
    if (snapshot === undefined) return undefined;
    const accessToken =
      by === undefined || typeof by === 'string'
        ? undefined
        : await this.#accessToken(snapshot, shared, by.accessTokenId);
    const userId = typeof by === 'string' ? by : accessToken?.userId;
    if (userId === undefined) return new HeldSnapshot(snapshot, {}, hold);
    const facts = this.#kept.of(snapshot.account, userId);
    if (facts.user === undefined) facts.keepUser(await readUser(shared, userId));
    const user = facts.user ?? undefined;
    return user === undefined
      ? new HeldSnapshot(snapshot, { accessToken }, hold)
      : new KeepingSnapshot(snapshot, { user, accessToken, facts }, hold);
  }

  /** Whoever sends what is no token leaves nothing behind. */
  async #accessToken(
    snapshot: Snapshot,
    { hasViewer }: SharedState,
    id: string,
  ): Promise<AccessTokenRecord | undefined> {
    const kept = this.#tokens.of(snapshot.account, id);
    if (kept !== undefined) return kept;
    const token = hasViewer ? snapshot.accessToken : (await snapshot.accessTokens([id]))[0];
    if (token !== undefined) this.#tokens.keep(snapshot.account, token);
    return token;
  }
}

/** Null when there is no such user. */
async function readUser({ snapshot, hasViewer }: SharedState, userId: string): Promise<UserRecord | null> {
  if (hasViewer) return snapshot?.user ?? null;
  const [found] = (await snapshot?.directory([{ kind: 'USER', id: userId }])) ?? [];
  return found?.kind === 'USER' ? found : null;
}
