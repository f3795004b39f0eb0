import { rbacIdOf } from '../../decision/rbac-id.js';
import { newStamp } from '../common/random-keys.js';
import type { CleaningPlan, CleaningWrites } from '../contract/datastore.js';
import { readState } from './account-reads.js';
import {
  addPermissions,
  removePermissions,
  saveDirectory,
  saveOf,
  whenAny,
  writeIntegrations,
} from './apply-changes.js';
import type { IntegrationUpdate } from './apply-changes.js';
import { oneByOne } from './change.js';
import type { Database } from './database.js';
import { commandOptions } from './reading.js';
import type { Reading } from './reading.js';
import { keyedRequestsOfUser, resourceRowId } from './row-ids.js';
import { MongodbSnapshot } from './snapshot.js';
import { assertAllStorable } from './storable.js';
import { inTransaction } from './transaction.js';

/** One batch of a clean-up. It writes the account's row, so that no change is made on what it is about to write. */
export async function cleanUp(database: Database, accountId: string, plan: CleaningPlan): Promise<boolean> {
  assertAllStorable(accountId);
  const { collections } = database;
  return inTransaction(database, {
    accountId,
    body: async (within) => {
      const transaction = { collections, accountId, ...within };
      const state = await readState(transaction, {});
      if (state === undefined) return { result: false, hasWritten: false };
      const reading: Reading = { ...transaction, generation: state.generation };
      const close = () => Promise.resolve();
      const writes = await plan(new MongodbSnapshot({ ...state, read: oneByOne(reading), close }));
      if (writes !== undefined) await write(reading, writes);
      return { result: writes !== undefined, hasWritten: writes !== undefined };
    },
  });
}

async function write(reading: Reading, writes: CleaningWrites): Promise<void> {
  const { collections, accountId } = reading;
  const options = commandOptions(reading);
  await whenAny(writes.saveDirectory, (records) => saveDirectory(reading, records));
  await whenAny(integrationUpdates(reading, writes), (updates) => writeIntegrations(reading, updates));
  await whenAny(writes.removePermissionIds, (ids) => removePermissions(reading, ids));
  await whenAny(writes.addPermissions, (permissions) => addPermissions(reading, permissions));
  if (writes.forgetRequestsOf !== undefined) {
    const _id = keyedRequestsOfUser(accountId, writes.forgetRequestsOf);
    await collections.keyedRequests.deleteMany({ _id }, options);
  }
  const left = { deletions: writes.deletions, ...(writes.changesAnswers && { stamp: newStamp() }) };
  await collections.accounts.updateOne({ _id: accountId }, { $set: left }, options);
}

/** Revisions of permissions stay as they are. */
function integrationUpdates(
  { generation }: Reading,
  { saveIntegrations = [], tokens = new Map() }: CleaningWrites,
): readonly IntegrationUpdate[] {
  const saves = saveIntegrations.map((integration) =>
    saveOf(integration, undefined, { generation, revision: 0 }),
  );
  const others = [...tokens].map(([id, carried]) => ({
    updateOne: {
      filter: { _id: resourceRowId(generation, rbacIdOf(id)) },
      update: { $set: { tokens: carried } },
    },
  }));
  return [...saves, ...others];
}
