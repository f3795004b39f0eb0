import type { ClientSession } from 'mongoose';
import type { ChangeOutcome, ChangePlan, ChangeTarget } from '../contract/datastore.js';
import { readState } from './account-reads.js';
import { applyChanges } from './apply-changes.js';
import type { Database } from './database.js';
import { withNamedErrors } from './driver-errors.js';
import type { Reading } from './reading.js';
import { MongodbSnapshot } from './snapshot.js';
import type { SnapshotState } from './snapshot.js';
import { assertAllStorable } from './storable.js';
import { TaskQueue } from './task-queue.js';
import { Deadline } from './time-limits.js';
import { inTransaction } from './transaction.js';

export async function change<T>(
  database: Database,
  target: ChangeTarget,
  plan: ChangePlan<T>,
): Promise<ChangeOutcome<T> | undefined> {
  assertAllStorable(target);
  const { accountId } = target;
  const deadline = new Deadline();
  const body = (session: ClientSession): Promise<ChangeOutcome<T> | undefined> =>
    planAndApply({ collections: database.collections, session, accountId, deadline }, target.userId, plan);
  return inTransaction(database, { accountId, deadline, body });
}

async function planAndApply<T>(
  transaction: Omit<Reading, 'generation'>,
  userId: string,
  plan: ChangePlan<T>,
): Promise<ChangeOutcome<T> | undefined> {
  const state = await readState(transaction, userId);
  if (state === undefined) return undefined;
  const { account, user, generation } = state;
  const reading: Reading = { ...transaction, generation };
  const { result, changes } = await plan(
    new MongodbSnapshot({ account, user, read: oneByOne(reading), close: () => Promise.resolve() }),
  );
  if (changes === undefined) return { result, revision: account.revision };
  assertAllStorable(changes);
  const revision = account.revision + 1;
  await applyChanges({ ...reading, revision }, changes);
  return { result, revision };
}

/** A plan may ask for several things at once, but a transaction takes one command at a time. */
function oneByOne(reading: Reading): SnapshotState['read'] {
  const queue = new TaskQueue();
  return (work) => withNamedErrors(() => queue.run(() => work(reading)));
}
