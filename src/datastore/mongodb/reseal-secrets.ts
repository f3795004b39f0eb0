import type { AnyBulkWriteOperation } from 'mongoose';
import { rbacIdOf } from '../../decision/rbac-id.js';
import { resealedSecrets } from '../common/resealed-secrets.js';
import type { PageRequest, Reseal, ResealedPage } from '../contract/datastore.js';
import { parseRow, secretsSchema } from '../contract/record-schemas.js';
import { COLLECTION_NAMES } from './collections.js';
import type { Collections } from './collections.js';
import type { Database } from './database.js';
import type { AccountDocument, IntegrationDocument } from './documents.js';
import { oneCommand } from './one-command.js';
import { batchFor, rowLimit } from './reading.js';
import { idsOfGeneration, resourceRowId } from './row-ids.js';

type Row = Pick<IntegrationDocument, '_id' | 'id' | 'secrets'>;

/**
 * Without a transaction: each row is written where its secrets still are those that were read. A change that comes
 * between has the last word, and one that read the row before it was written runs again.
 */
export async function resealSecrets(
  { collections }: Database,
  { accountId, page }: { readonly accountId: string; readonly page: PageRequest },
  reseal: Reseal,
): Promise<ResealedPage | undefined> {
  const account = await oneCommand((options) =>
    collections.accounts
      .findOne({ _id: accountId }, { generation: 1 }, options)
      .lean<Pick<AccountDocument, 'generation'>>(),
  );
  if (account === null) return undefined;
  const { generation } = account;
  const rows = await readPage(collections.integrations, generation, page);
  const shown = rows.slice(0, page.first);
  const writes = shown.flatMap((row) => writeOf(row, reseal));
  const next = rows.length > page.first ? shown.at(-1)?.id : undefined;
  if (writes.length === 0) return { next, resealed: 0 };
  const { modifiedCount } = await oneCommand((options) =>
    collections.integrations.bulkWrite(writes, options),
  );
  return { next, resealed: modifiedCount };
}

function readPage(
  integrations: Collections['integrations'],
  generation: string,
  page: PageRequest,
): Promise<Row[]> {
  const { after } = page;
  const ids = idsOfGeneration(generation);
  const behind = after === undefined ? ids : { ...ids, $gt: resourceRowId(generation, rbacIdOf(after)) };
  return oneCommand((options) =>
    integrations
      .find({ _id: behind }, { id: 1, secrets: 1 }, options)
      .sort({ _id: 1 })
      .limit(rowLimit(page))
      .batchSize(batchFor(rowLimit(page)))
      .lean<Row[]>(),
  );
}

/** Nothing else of the row: its lists and its version stay as they are. */
function writeOf(
  { _id, id, secrets: stored }: Row,
  reseal: Reseal,
): AnyBulkWriteOperation<IntegrationDocument>[] {
  const value = parseRow(secretsSchema, { collection: COLLECTION_NAMES.integrations, id, value: stored });
  const secrets = resealedSecrets(id, value, reseal);
  return secrets === undefined
    ? []
    : [{ updateOne: { filter: { _id, secrets: stored }, update: { $set: { secrets } } } }];
}
