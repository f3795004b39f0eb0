import type { DatastoreSettings } from '../config/settings.js';
import type { Datastore } from '../datastore/contract/datastore.js';

/** Opens the datastore for `use`, and closes it when that ends, whichever way. */
export async function withDatastore<T>(
  settings: DatastoreSettings,
  use: (datastore: Datastore) => Promise<T>,
): Promise<T> {
  return whileOpen(await createDatastore(settings), use);
}

/** The same for one that was created before. */
export async function whileOpen<T>(
  datastore: Datastore,
  use: (datastore: Datastore) => Promise<T>,
): Promise<T> {
  try {
    await datastore.open();
    return await use(datastore);
  } finally {
    await datastore.close();
  }
}

/** Not open yet. Loads one engine's driver alone: each takes its time, and no process needs both. */
export async function createDatastore(settings: DatastoreSettings): Promise<Datastore> {
  if (settings.engine === 'SQLITE') {
    const { createSqliteDatastore } = await import('../datastore/sqlite/sqlite-datastore.js');
    return createSqliteDatastore({ file: settings.file });
  }
  const { createMongodbDatastore } = await import('../datastore/mongodb/mongodb-datastore.js');
  return createMongodbDatastore({ uri: settings.uri });
}
