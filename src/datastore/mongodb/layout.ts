import type { Connection } from 'mongoose';
import { DatastoreUnusableError } from '../contract/errors.js';
import { latestLayout } from '../migrations/migration.js';
import { MONGODB_MIGRATIONS } from '../migrations/mongodb/migrations.js';
import { runMigrations } from '../migrations/run-migrations.js';
import { COLLECTION_NAMES } from './collections.js';
import type { Collections } from './collections.js';
import { databaseOf } from './connect.js';
import { INDEXES } from './indexes.js';
import { MigrationLock } from './migration-lock.js';
import { oneCommand } from './one-command.js';

const LAYOUT_ID = 'latchkey';
/** Whoever changes documents adds the migration that changes those that are there. */
export const LAYOUT_VERSION = latestLayout(MONGODB_MIGRATIONS);

/**
 * Migrates a database of an older version. Several processes may ask for it at once: one does it, and the others wait
 * until it is done, or go on where it was ended [O21].
 * @throws DatastoreUnusableError when a newer version of Latchkey wrote the database.
 */
export async function migrateLayout(connection: Connection, collections: Collections): Promise<void> {
  if ((await storedVersion(collections)) === LAYOUT_VERSION) return;
  const database = databaseOf(connection);
  const lock = new MigrationLock(database, { name: COLLECTION_NAMES.layout, id: LAYOUT_ID });
  await lock.hold((held) =>
    runMigrations({
      migrations: MONGODB_MIGRATIONS,
      context: database,
      stored: { read: () => storedVersion(collections), write: (version) => held.write(version) },
    }),
  );
}

/**
 * Creates the collections and indexes that are missing. Several processes may do so at once: what exists as it should
 * is left alone.
 */
export async function createLayout(connection: Connection, collections: Collections): Promise<void> {
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

/** That of the database; a new one is of the latest. */
async function storedVersion({ layout }: Collections): Promise<number> {
  const { version } = await oneCommand((options) =>
    layout
      .findOneAndUpdate(
        { _id: LAYOUT_ID },
        { $setOnInsert: { version: LAYOUT_VERSION } },
        { ...options, upsert: true, returnDocument: 'after', projection: { version: 1 } },
      )
      .orFail()
      .lean(),
  );
  if (version >= 1 && version <= LAYOUT_VERSION) return version;
  throw new DatastoreUnusableError(
    `The database has layout ${version} and this version of Latchkey knows layout ${LAYOUT_VERSION}; start the version that wrote it`,
  );
}
