import { newStamp } from '../common/random-keys.js';
import type { StateViewer } from '../common/state-viewer.js';
import type { ChangeOutcome, ChangePlan, ChangeTarget, PlannedChange } from '../contract/datastore.js';
import { IdempotencyKeyInUseError } from '../contract/errors.js';
import { readState } from './account-reads.js';
import { applyChanges } from './apply-changes.js';
import type { Database } from './database.js';
import { isLostRace, withNamedErrors } from './driver-errors.js';
import { readKeyedRequest, writeKeyedRequest } from './keyed-requests.js';
import type { KeyOf } from './keyed-requests.js';
import { OneByOne } from './one-by-one.js';
import type { Reading } from './reading.js';
import { MongodbSnapshot } from './snapshot.js';
import type { SnapshotState } from './snapshot.js';
import { assertAllStorable } from './storable.js';
import { inTransaction } from './transaction.js';
import type { Written } from './transaction.js';
import { withoutDeleted } from '../deletions/without-deleted.js';

export async function change<T>(
  database: Database,
  target: ChangeTarget,
  plan: ChangePlan<T>,
): Promise<ChangeOutcome<T> | undefined> {
  const { accountId, userId, accessTokenId, idempotencyKey = null, signal, startBy, sent } = target;
  assertAllStorable({ accountId, userId, accessTokenId, idempotencyKey });
  const { collections } = database;
  const change = new Change({ userId, accessTokenId }, idempotencyKey, plan);
  return inTransaction(database, {
    accountId,
    signal,
    startBy,
    sent,
    body: (within) => change.planAndApply({ collections, accountId, ...within }),
  });
}

/** How often a key is seen at work before that is told: the other change may be done just then. */
const TRIES_FOR_KEY = 2;

class Change<T> {
  readonly #key: KeyOf | undefined;
  #triesForKey = 0;

  constructor(
    private readonly viewer: StateViewer,
    key: string | null,
    private readonly plan: ChangePlan<T>,
  ) {
    const { userId } = viewer;
    this.#key = key === null || userId === undefined ? undefined : { userId, key };
  }

  /** May run several times. */
  async planAndApply(
    transaction: Omit<Reading, 'generation'>,
  ): Promise<Written<ChangeOutcome<T> | undefined>> {
    const state = await readState(transaction, this.viewer);
    if (state === undefined) return { result: undefined, hasWritten: false };
    const { account, generation } = state;
    const reading: Reading = { ...transaction, generation };
    const kept = this.#key && (await readKeyedRequest(reading, this.#key));
    const close = () => Promise.resolve();
    const snapshot = new MongodbSnapshot({ ...state, read: oneByOne(reading), close });
    const planned = await this.plan(withoutDeleted(snapshot), kept);
    await this.#keep(reading, planned);
    const { result, changes, keep } = planned;
    if (changes === undefined) {
      return { result: { result, revision: account.revision }, hasWritten: keep !== undefined };
    }
    assertAllStorable(changes);
    const revision = account.revision + 1;
    await applyChanges({ ...reading, revision, stamp: newStamp(), follows: account.stamp }, changes);
    return { result: { result, revision }, hasWritten: true };
  }

  /** Before anything else is written, so that whoever runs into it knows that the key is at work. */
  async #keep(reading: Reading, { keep }: PlannedChange<T>): Promise<void> {
    if (keep === undefined || this.#key === undefined) return;
    assertAllStorable(keep);
    try {
      await writeKeyedRequest(reading, this.#key, keep);
    } catch (error) {
      if (!isLostRace(error)) throw error;
      this.#triesForKey += 1;
      if (this.#triesForKey < TRIES_FOR_KEY) throw error;
      throw new IdempotencyKeyInUseError('Another change under the key is at work', { cause: error });
    }
  }
}

/** A plan may ask for several things at once, but a transaction takes one command at a time. */
export function oneByOne(reading: Reading): SnapshotState['read'] {
  const turns = new OneByOne();
  return (work) => withNamedErrors(() => turns.run(() => work(reading)));
}
