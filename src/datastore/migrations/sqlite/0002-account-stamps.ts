import { newCursorKey, newStamp } from '../../common/random-keys.js';
import type { SqliteMigration } from './migrations.js';

/** Made anew, because a column that is added can only be required when it has a default, and a key must have none. */
const CREATE = `
create table accounts_with_stamps (
  id text primary key,
  generation integer not null,
  name text not null,
  plan text not null,
  permission_sets text not null,
  access_model text not null,
  residual_read integer not null,
  root_team_id text not null,
  everyone_group_id text not null,
  administrators_group_id text not null,
  system_integration_id text not null,
  revision integer not null,
  wildcard_permissions_revision integer not null,
  import_revision integer not null,
  stamp text not null,
  cursor_key text not null
) strict, without rowid;
`;
const COPY = `
insert into accounts_with_stamps
select id, generation, name, plan, permission_sets, access_model, residual_read, root_team_id, everyone_group_id,
  administrators_group_id, system_integration_id, revision, wildcard_permissions_revision, import_revision,
  :stamp, :cursorKey
from accounts where id = :id
`;
const REPLACE = `
drop table accounts;
alter table accounts_with_stamps rename to accounts;
`;

/** Accounts get a stamp beside their revision and a key for their cursors [O10, O15]. */
export const accountStamps: SqliteMigration = {
  version: 2,
  name: 'account stamps',
  up: (connection) =>
    new Promise((resolve) => {
      connection.execute(CREATE);
      for (const { id } of connection.all('select id from accounts')) {
        connection.run(COPY, { id: String(id), stamp: newStamp(), cursorKey: newCursorKey() });
      }
      connection.execute(REPLACE);
      resolve();
    }),
};
