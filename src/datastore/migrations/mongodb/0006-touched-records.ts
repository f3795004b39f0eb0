import type { MongodbMigration } from './migrations.js';

/** Every change leaves what it touched, in a collection that is created with its indexes when it is missing. */
export const touchedRecords: MongodbMigration = {
  version: 6,
  name: 'touched records',
  up: () => Promise.resolve(),
};
