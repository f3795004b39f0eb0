import { createSqliteDatastore } from '../../src/datastore/sqlite/sqlite-datastore.js';
import { describeDatastore } from './conformance/describe-datastore.js';

describeDatastore('SQLite in memory', async () => {
  const datastore = createSqliteDatastore({ file: ':memory:' });
  await datastore.open();
  return { datastore, stop: () => datastore.close() };
});
