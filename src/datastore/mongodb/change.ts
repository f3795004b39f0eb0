import type { ChangeOutcome, ChangePlan, ChangeTarget } from '../contract/datastore.js';
import { readState } from './account-reads.js';
import { applyChanges } from './apply-changes.js';
import type { Database } from './database.js';
import { withNamedErrors } from './driver-errors.js';
import { OneByOne } from './one-by-one.js';
import type { Reading } from './reading.js';
import { MongodbSnapshot } from './snapshot.js';
import type { SnapshotState } from './snapshot.js';
import { assertAllStorable } from './storable.js';
import { inTransaction } from './transaction.js';
import type { Written } from './transaction.js';

export async function change<T>(
  database: Database,
  { accountId, userId, signal }: ChangeTarget,
  plan: ChangePlan<T>,
): Promise<ChangeOutcome<T> | undefined> {
  assertAllStorable({ accountId, userId });
  const { collections } = database;
  return inTransaction(database, {
    accountId,
    signal,
    body: (within) => planAndApply({ collections, accountId, ...within }, userId, plan),
  });
}

async function planAndApply<T>(
  transaction: Omit<Reading, 'generation'>,
  userId: string,
  plan: ChangePlan<T>,
): Promise<Written<ChangeOutcome<T> | undefined>> {
  const state = await readState(transaction, userId);
  if (state === undefined) return { result: undefined, hasWritten: false };
  const { account, user, generation } = state;
  const reading: Reading = { ...transaction, generation };
  const { result, changes } = await plan(
    new MongodbSnapshot({ account, user, read: oneByOne(reading), close: () => Promise.resolve() }),
  );
  if (changes === undefined) return { result: { result, revision: account.revision }, hasWritten: false };
  assertAllStorable(changes);
  const revision = account.revision + 1;
  await applyChanges({ ...reading, revision }, changes);
  return { result: { result, revision }, hasWritten: true };
}

/** A plan may ask for several things at once, but a transaction takes one command at a time. */
function oneByOne(reading: Reading): SnapshotState['read'] {
  const turns = new OneByOne();
  return (work) => withNamedErrors(() => turns.run(() => work(reading)));
}
