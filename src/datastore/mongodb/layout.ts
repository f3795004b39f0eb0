import type { Connection } from 'mongoose';
import { DatastoreUnusableError } from '../contract/errors.js';
import { COLLECTION_NAMES } from './collections.js';
import type { Collections } from './collections.js';
import { databaseOf } from './connect.js';
import { INDEXES } from './indexes.js';

const LAYOUT_ID = 'latchkey';
const LAYOUT_VERSION = 1;

/**
 * Creates the collections and indexes that are missing. Several processes may do so at once: what exists as it should
 * is left alone.
 * @throws DatastoreUnusableError when another version of Latchkey wrote the database.
 */
export async function createLayout(connection: Connection, collections: Collections): Promise<void> {
  await checkVersion(collections);
  const names = Object.keys(COLLECTION_NAMES) as (keyof Collections)[];
  await Promise.all(
    names.map(async (name) => {
      await collections[name].createCollection();
      const indexes = INDEXES[name].map(({ key, ...options }) => ({ key: { ...key }, ...options }));
      if (indexes.length === 0) return;
      await databaseOf(connection).collection(COLLECTION_NAMES[name]).createIndexes(indexes);
    }),
  );
}

async function checkVersion({ layout }: Collections): Promise<void> {
  const { version } = await layout
    .findOneAndUpdate(
      { _id: LAYOUT_ID },
      { $setOnInsert: { version: LAYOUT_VERSION } },
      { upsert: true, returnDocument: 'after', projection: { version: 1 } },
    )
    .orFail()
    .lean();
  if (version === LAYOUT_VERSION) return;
  throw new DatastoreUnusableError(
    `The database has layout ${version} and this version of Latchkey reads layout ${LAYOUT_VERSION}`,
  );
}
