import type { SqliteMigration } from './migrations.js';

const COLUMNS = `
alter table accounts add column settings_revision integer not null default 0;

alter table directory add column version integer not null default 1;
alter table directory add column created_at integer not null default 0;
alter table directory add column user_kind text;
alter table directory add column user_name text;
alter table directory add column folded_user_name text;
alter table directory add column external_id text;
create unique index directory_by_user_name on directory (generation, folded_user_name)
  where folded_user_name is not null;

alter table audit_events add column target_kind text;
alter table audit_events add column target_id text;
alter table audit_events add column target_name text;
create index audit_events_by_time on audit_events (account_id, sort_key, at);
create index audit_events_by_target_kind on audit_events (account_id, target_kind, sort_key);
create index audit_events_by_target on audit_events (account_id, target_id, sort_key);
`;

/** Nothing tells when somebody was created, but that it was not after the last import, which made all of them. */
const VALUES = `
update accounts set settings_revision = import_revision;

update directory set user_kind = 'PERSON' where kind = 'USER';
update directory set created_at = imported.at
from (
  select a.generation, max(e.at) as at from accounts as a
  join audit_events as e on e.account_id = a.id and e.kind = 'ACCOUNT_IMPORTED'
  group by a.generation
) as imported
where imported.generation = directory.generation;

update audit_events set
  target_kind = case
    when kind like 'PERMISSION%' then 'PERMISSION' when kind like 'INTEGRATION%' then 'INTEGRATION' else 'ACCOUNT'
  end,
  target_id = case
    when kind like 'ACCOUNT%' then account_id else coalesce(after ->> '$.id', before ->> '$.id', rbac_id, account_id)
  end,
  target_name = iif(kind like 'INTEGRATION%', coalesce(after ->> '$.name', before ->> '$.name'), null);
`;

/** Users, groups and teams can change: they get what that takes. Audit events name what they are about. */
export const livingRecords: SqliteMigration = {
  version: 4,
  name: 'living records',
  up: (connection) =>
    new Promise((resolve) => {
      connection.execute(COLUMNS);
      connection.execute(VALUES);
      resolve();
    }),
};
