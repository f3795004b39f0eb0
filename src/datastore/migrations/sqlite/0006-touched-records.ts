import type { SqliteMigration } from './migrations.js';

const CREATE = `
create table changes (
  account_id text not null,
  revision integer not null,
  stamp text not null,
  follows text not null,
  touched text not null,
  primary key (account_id, revision)
) strict, without rowid;
create trigger changes_horizon after insert on changes
begin
  delete from changes where account_id = new.account_id and revision <= new.revision - 10000;
end;
`;

/** Every change leaves what it touched. Of those before nothing is known, so that no chain reaches back to them. */
export const touchedRecords: SqliteMigration = {
  version: 6,
  name: 'touched records',
  up: (connection) =>
    new Promise((resolve) => {
      connection.execute(CREATE);
      resolve();
    }),
};
