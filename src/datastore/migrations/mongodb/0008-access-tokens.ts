import type { MongodbMigration } from './migrations.js';

/**
 * Users have access tokens [A19], in a collection that is created with its indexes when it is missing. An event of the
 * trail without a token is one in which none was used.
 */
export const accessTokens: MongodbMigration = {
  version: 8,
  name: 'access tokens',
  up: () => Promise.resolve(),
};
