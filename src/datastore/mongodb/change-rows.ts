import { changeRowSchema, couldJoin, joinedChain } from '../contract/change-chain.js';
import type { ChangeRow, StateId } from '../contract/datastore.js';
import { parseRow } from '../contract/record-schemas.js';
import { COLLECTION_NAMES } from './collections.js';
import type { ChangeDocument } from './documents.js';
import { CHANGES } from './indexes.js';
import { fromJsonText } from './json-text.js';
import { allOf, batchFor, commandOptions } from './reading.js';
import type { Reading } from './reading.js';
import { changeRowId } from './row-ids.js';

export const CHANGE_FIELDS = { _id: 0, revision: 1, stamp: 1, follows: 1, touched: 1 } as const;

/** A row of that revision is of an account that was there before, and counts no more. */
export async function writeChangeRow(reading: Reading, row: ChangeRow): Promise<void> {
  const { collections, accountId } = reading;
  const _id = changeRowId(accountId, row.revision);
  const document = { ...row, accountId, touched: JSON.stringify(row.touched), at: new Date() };
  await collections.changes.replaceOne({ _id }, document, { ...commandOptions(reading), upsert: true });
}

export async function readChangesBetween(
  reading: Reading,
  from: StateId,
  to: StateId,
): Promise<readonly ChangeRow[] | undefined> {
  if (!couldJoin(from, to)) return joinedChain(from, to, []);
  const { collections, accountId } = reading;
  const between = { revision: { $gt: from.revision, $lte: to.revision } };
  const rows = await collections.changes
    .find(allOf<ChangeDocument>({ accountId }, between), CHANGE_FIELDS, commandOptions(reading))
    .hint(CHANGES)
    .sort({ revision: 1 })
    .batchSize(batchFor(to.revision - from.revision))
    .lean<Omit<ChangeDocument, '_id' | 'accountId' | 'at'>[]>();
  return joinedChain(from, to, rows.map(changeRow));
}

function changeRow(row: Omit<ChangeDocument, '_id' | 'accountId' | 'at'>): ChangeRow {
  const value = { ...row, touched: fromJsonText(row.touched) };
  return parseRow(changeRowSchema, { collection: COLLECTION_NAMES.changes, id: String(row.revision), value });
}
