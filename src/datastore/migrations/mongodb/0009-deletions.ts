import type { RawDatabase } from '../../mongodb/connect.js';
import { oneCommand } from '../../mongodb/one-command.js';
import type { MongodbMigration } from './migrations.js';

/** Accounts say what of them is deleted and not cleaned up yet. */
export const deletions: MongodbMigration = {
  version: 9,
  name: 'deletions',
  up: async (database: RawDatabase) => {
    const withoutThem = { deletions: { $exists: false } };
    await oneCommand((options) =>
      database.collection('accounts').updateMany(withoutThem, { $set: { deletions: [] } }, options),
    );
  },
};
