import { keepFacts } from '../../src/datastore/facts/keeping-datastore.js';
import { createSqliteDatastore } from '../../src/datastore/sqlite/sqlite-datastore.js';
import { describeDatastore } from './conformance/describe-datastore.js';

describeDatastore('SQLite with kept facts', async () => {
  const datastore = keepFacts(createSqliteDatastore({ file: ':memory:' }));
  await datastore.open();
  return { datastore, stop: () => datastore.close() };
});
