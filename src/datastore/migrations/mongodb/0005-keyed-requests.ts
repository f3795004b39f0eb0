import type { MongodbMigration } from './migrations.js';

/** Requests are kept under their idempotency keys [O17]: in a collection of its own, which is made with its indexes. */
export const keyedRequests: MongodbMigration = {
  version: 5,
  name: 'keyed requests',
  up: () => Promise.resolve(),
};
