import type { Model, QueryFilter } from 'mongoose';
import type { Collections } from './collections.js';
import { oneCommand } from './one-command.js';
import { batchFor, commandOptions } from './reading.js';
import type { Reading } from './reading.js';
import { idsOfGeneration } from './row-ids.js';

/** An import that did not show itself for so long is taken for dead. */
const DEAD_AFTER_MS = 3_600_000;
const ROWS_PER_BATCH = 1_000;

/** Notes a generation, so that it can be removed when its import never ends. */
export async function noteGeneration(collections: Collections, generation: string): Promise<void> {
  await oneCommand((options) =>
    collections.generations.updateOne(
      { _id: generation },
      { $set: { state: 'WRITING' }, $currentDate: { seenAt: true } },
      { ...options, upsert: true },
    ),
  );
}

/** Shows that the import goes on. False when it was taken for dead meanwhile. */
export async function showAlive(collections: Collections, generation: string): Promise<boolean> {
  const { matchedCount } = await oneCommand((options) =>
    collections.generations.updateOne(
      { _id: generation, state: 'WRITING' },
      { $currentDate: { seenAt: true } },
      options,
    ),
  );
  return matchedCount === 1;
}

/** Inside the transaction that switches an account. False when the new generation was taken for dead meanwhile. */
export async function switchGenerations(
  transaction: Pick<Reading, 'collections' | 'session' | 'deadline'>,
  { from, to }: { readonly from: string | undefined; readonly to: string },
): Promise<boolean> {
  const { generations } = transaction.collections;
  const options = commandOptions(transaction);
  const { matchedCount } = await generations.updateOne(
    { _id: to, state: 'WRITING' },
    { $set: { state: 'LIVE' } },
    options,
  );
  if (matchedCount === 0) return false;
  if (from !== undefined) {
    await generations.updateOne({ _id: from }, { $set: { state: 'REMOVED' } }, options);
  }
  return true;
}

/** Takes it from its import, unless an account was switched to it: what `discard` must not touch. */
export async function giveUpGeneration(collections: Collections, generation: string): Promise<void> {
  const { matchedCount } = await oneCommand((options) =>
    collections.generations.updateOne(
      { _id: generation, state: 'WRITING' },
      { $set: { state: 'REMOVED' } },
      options,
    ),
  );
  if (matchedCount === 1) await removeGeneration(collections, generation);
}

/** Removes what imports left behind that never ended, and old states that were not removed to their end. */
export async function removeLeftovers(collections: Collections): Promise<void> {
  const isDead = { $lt: ['$seenAt', { $subtract: ['$$NOW', DEAD_AFTER_MS] }] };
  await oneCommand((options) =>
    collections.generations.updateMany(
      { state: 'WRITING', $expr: isDead },
      { $set: { state: 'REMOVED' } },
      options,
    ),
  );
  const removed = await oneCommand((options) =>
    collections.generations.find({ state: 'REMOVED' }, { _id: 1 }, options).lean(),
  );
  for (const { _id } of removed) await removeGeneration(collections, _id);
}

/** Its note goes last, so that a removal that was cut short is taken up again. */
export async function removeGeneration(collections: Collections, generation: string): Promise<void> {
  await removeRows(collections.permissions, generation);
  await removeRows(collections.integrations, generation);
  await removeRows(collections.directory, generation);
  await oneCommand((options) =>
    collections.generations.deleteOne({ _id: generation, state: 'REMOVED' }, options),
  );
}

async function removeRows<T extends { readonly _id: string }>(
  collection: Model<T>,
  generation: string,
): Promise<void> {
  const filter: QueryFilter<{ readonly _id: string }> = { _id: idsOfGeneration(generation) };
  for (;;) {
    const rows = await oneCommand((options) =>
      collection
        .find(filter as QueryFilter<T>, { _id: 1 }, options)
        .limit(ROWS_PER_BATCH)
        .batchSize(batchFor(ROWS_PER_BATCH))
        .lean<{ readonly _id: string }[]>(),
    );
    if (rows.length === 0) return;
    const removed: QueryFilter<{ readonly _id: string }> = { _id: { $in: rows.map(({ _id }) => _id) } };
    await oneCommand((options) => collection.deleteMany(removed as QueryFilter<T>, options));
  }
}
