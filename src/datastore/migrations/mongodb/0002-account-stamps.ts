import { newCursorKey, newStamp } from '../../common/random-keys.js';
import { oneCommand } from '../../mongodb/one-command.js';
import type { MongodbMigration } from './migrations.js';

/** Accounts get a stamp beside their revision and a key for their cursors [O10, O15]. */
export const accountStamps: MongodbMigration = {
  version: 2,
  name: 'account stamps',
  up: async (database) => {
    const accounts = database.collection<{ readonly _id: string; readonly cursorKey?: string }>('accounts');
    const hasNone = { cursorKey: { $exists: false } };
    const left = await oneCommand((options) =>
      accounts.find(hasNone, { ...options, projection: { _id: 1 } }).toArray(),
    );
    for (const { _id } of left) {
      const added = { $set: { stamp: newStamp(), cursorKey: newCursorKey() } };
      await oneCommand((options) => accounts.updateOne({ _id, ...hasNone }, added, options));
    }
  },
};
