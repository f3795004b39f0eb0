import { DatastoreError } from '../contract/errors.js';
import type { AccountDocument } from './documents.js';
import type { Database } from './database.js';
import { removeGeneration } from './generations.js';
import { oneCommand } from './one-command.js';
import { batchFor, commandOptions } from './reading.js';
import type { Reading } from './reading.js';
import { idsOfAccount } from './row-ids.js';
import { assertAllStorable } from './storable.js';
import { inTransaction } from './transaction.js';

const EVENTS_PER_BATCH = 1_000;

interface DeletedAccount {
  readonly accountId: string;
  readonly generation: string;
}

/** Removes the account in one transaction, and what it held in batches after it. */
export async function deleteAccount(database: Database, accountId: string): Promise<boolean> {
  assertAllStorable(accountId);
  const generation = await inTransaction(database, {
    accountId,
    body: async (within) => {
      const { accessTokens, accounts, changes, generations, keyedRequests } = database.collections;
      const options = commandOptions(within);
      const present = await accounts
        .findOneAndDelete({ _id: accountId }, { ...options, projection: { generation: 1 } })
        .lean<Pick<AccountDocument, 'generation'>>();
      if (present === null) return { result: undefined, hasWritten: false };
      const note = { $set: { state: 'DELETED', accountId } } as const;
      await generations.updateOne({ _id: present.generation }, note, { ...options, upsert: true });
      // A later account of the id answers nobody from what was kept for this one, and lets nobody in by it.
      await accessTokens.deleteMany({ _id: idsOfAccount(accountId) }, options);
      await keyedRequests.deleteMany({ _id: idsOfAccount(accountId) }, options);
      await changes.deleteMany({ _id: idsOfAccount(accountId) }, options);
      return { result: present.generation, hasWritten: true };
    },
  });
  if (generation === undefined) return false;
  try {
    await removeDeleted(database, { accountId, generation });
  } catch (error) {
    // The account is gone either way; the next import removes what is left of it.
    if (!(error instanceof DatastoreError)) throw error;
  }
  return true;
}

/** Goes on with deletions whose process ended. */
export async function removeDeletedAccounts(database: Database): Promise<void> {
  const { generations } = database.collections;
  const found = await oneCommand((options) =>
    generations
      .find({ state: 'DELETED' }, { accountId: 1 }, options)
      .lean<{ readonly _id: string; readonly accountId: string }[]>(),
  );
  for (const { _id: generation, accountId } of found)
    await removeDeleted(database, { accountId, generation });
}

/** In the transaction that makes an account of an id: what is left of the trail of one that was deleted goes at once. */
export async function removeFormerTrail(
  transaction: Pick<Reading, 'collections' | 'session' | 'deadline'>,
  accountId: string,
): Promise<void> {
  const { generations, auditEvents } = transaction.collections;
  const options = commandOptions(transaction);
  const { matchedCount } = await generations.updateMany(
    { accountId, state: 'DELETED' },
    { $set: { state: 'REMOVED' } },
    options,
  );
  if (matchedCount > 0) await auditEvents.deleteMany({ accountId }, options);
}

async function removeDeleted(database: Database, deleted: DeletedAccount): Promise<void> {
  while (await removeTrailBatch(database, deleted));
  await removeGeneration(database.collections, deleted.generation);
}

/**
 * False when nothing is left to do. It writes the note too, so that it runs into whoever makes an account of that id
 * meanwhile, and can never remove an event of that one.
 */
function removeTrailBatch(database: Database, { accountId, generation }: DeletedAccount): Promise<boolean> {
  const { auditEvents, generations } = database.collections;
  return inTransaction(database, {
    accountId,
    body: async (within) => {
      const options = commandOptions(within);
      const rows = await auditEvents
        .find({ accountId }, { _id: 1 }, options)
        .limit(EVENTS_PER_BATCH)
        .batchSize(batchFor(EVENTS_PER_BATCH))
        .lean<{ readonly _id: string }[]>();
      const hasMore = rows.length === EVENTS_PER_BATCH;
      const { matchedCount } = await generations.updateOne(
        { _id: generation, state: 'DELETED' },
        { $set: { state: hasMore ? 'DELETED' : 'REMOVED' }, $currentDate: { seenAt: true } },
        options,
      );
      if (matchedCount === 0) return { result: false, hasWritten: false };
      await auditEvents.deleteMany({ _id: { $in: rows.map(({ _id }) => _id) } }, options);
      return { result: hasMore, hasWritten: true };
    },
  });
}
