import { keyedRequestSchema, parseRow } from '../contract/record-schemas.js';
import type { KeyedRequest } from '../contract/records.js';
import { COLLECTION_NAMES } from './collections.js';
import { fromJsonText } from './json-text.js';
import { commandOptions } from './reading.js';
import type { Reading } from './reading.js';
import { keyedRequestRowId } from './row-ids.js';

/** A key, of whom. */
export interface KeyOf {
  readonly userId: string;
  readonly key: string;
}

/** What is kept under a key; undefined when nothing is. */
export async function readKeyedRequest(
  reading: Pick<Reading, 'collections' | 'accountId' | 'session' | 'deadline'>,
  { userId, key }: KeyOf,
): Promise<KeyedRequest | undefined> {
  const _id = keyedRequestRowId(reading.accountId, userId, key);
  const found = await reading.collections.keyedRequests
    .findOne({ _id }, { requestHash: 1, keptAt: 1, expiresAt: 1, outcomes: 1 }, commandOptions(reading))
    .lean();
  if (found === null) return undefined;
  const value = {
    requestHash: found.requestHash,
    keptAt: found.keptAt.getTime(),
    expiresAt: found.expiresAt.getTime(),
    outcomes: fromJsonText(found.outcomes),
  };
  return parseRow(keyedRequestSchema, { collection: COLLECTION_NAMES.keyedRequests, id: _id, value });
}

/** Replaces what is kept under a key. */
export async function writeKeyedRequest(
  reading: Pick<Reading, 'collections' | 'accountId' | 'session' | 'deadline'>,
  { userId, key }: KeyOf,
  { requestHash, keptAt, expiresAt, outcomes }: KeyedRequest,
): Promise<void> {
  const { collections, accountId } = reading;
  const fields = {
    accountId,
    requestHash,
    keptAt: new Date(keptAt),
    expiresAt: new Date(expiresAt),
    outcomes: JSON.stringify(outcomes),
  };
  await collections.keyedRequests.updateOne(
    { _id: keyedRequestRowId(accountId, userId, key) },
    { $set: fields },
    { ...commandOptions(reading), upsert: true },
  );
}
