import type { SqliteMigration } from './migrations.js';

const COLUMN = `alter table accounts add column deletions text not null default '[]'`;

/** Accounts say what of them is deleted and not cleaned up yet. */
export const deletions: SqliteMigration = {
  version: 9,
  name: 'deletions',
  up: (connection) =>
    new Promise((resolve) => {
      connection.execute(COLUMN);
      resolve();
    }),
};
