import { latestLayout } from '../migrations/migration.js';
import { SQLITE_MIGRATIONS } from '../migrations/sqlite/migrations.js';

/** Written into the file's header ("LKEY"), so that the database of another program is told from ours. */
export const APPLICATION_ID = 0x4c4b4559;
/**
 * The layout below, which the last migration leads to. A file with a higher one was written by a newer version and is
 * refused. Whoever changes a table here adds the migration that changes it in a database that is there.
 */
export const LAYOUT_VERSION = latestLayout(SQLITE_MIGRATIONS);

/**
 * The tables. Each account points to one `generation` of rows; an import writes a new generation beside it and then
 * moves the pointer. Lists and objects that are never searched are JSON text. Values are checked when they are read,
 * by the contract's schemas, so the tables only state types.
 */
export const SCHEMA = `
create table accounts (
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
  cursor_key text not null,
  settings_revision integer not null default 0,
  deletions text not null default '[]'
) strict, without rowid;

-- Generations to which no account points: one that is being imported, or one that was replaced and is to be removed.
-- AUTOINCREMENT: a number is never given twice, also after its rows are gone.
create table unread_generations (
  generation integer primary key autoincrement,
  account_id text not null,
  state text not null,
  touched_at integer not null
) strict;

create table directory (
  generation integer not null,
  kind text not null,
  id text not null,
  name text not null,
  sort_key text not null,
  email text,
  active integer,
  memberships text,
  group_ids text,
  built_in text,
  version integer not null default 1,
  created_at integer not null default 0,
  user_kind text,
  user_name text,
  folded_user_name text,
  external_id text,
  unique (generation, kind, id)
) strict;
create unique index directory_by_user_name on directory (generation, folded_user_name)
  where folded_user_name is not null;
create index directory_by_name on directory (generation, kind, sort_key);
create index active_users_by_name on directory (generation, sort_key) where kind = 'USER' and active = 1;

create table group_members (
  generation integer not null,
  group_id text not null,
  sort_key text not null,
  user_id text not null,
  primary key (generation, group_id, sort_key)
) strict, without rowid;

create table team_members (
  generation integer not null,
  team_id text not null,
  sort_key text not null,
  user_id text not null,
  role text not null,
  primary key (generation, team_id, sort_key)
) strict, without rowid;

-- The tokens stand last: they can be long, and pages of a list never read them.
create table integrations (
  generation integer not null,
  id text not null,
  name text not null,
  type text not null,
  system integer not null,
  team_ids text not null,
  created_by_id text,
  created_at integer not null,
  updated_at integer not null,
  version integer not null,
  permissions_revision integer not null,
  sort_key text not null,
  details text not null,
  tokens text not null,
  unique (generation, id)
) strict;

-- The lists of integrations: for each token its integrations in order, once for all types ('') and once for the own
-- type, so that a page filtered by type costs the same as one that is not.
create table visible (
  generation integer not null,
  listed_type text not null,
  token text not null,
  sort_key text not null,
  integration_id text not null,
  primary key (generation, listed_type, token, sort_key)
) strict, without rowid;

-- At most 200 permissions stand on one RBAC id, so what is asked by RBAC id is sorted when it is read.
create table permissions (
  generation integer not null,
  id text not null,
  rbac_id text not null,
  principal_type text not null,
  principal_id text not null,
  permission_set_id text not null,
  source text not null,
  granted_by_id text,
  granted_at integer not null,
  reason text,
  sort_key text not null,
  unique (generation, id),
  unique (generation, rbac_id, principal_type, principal_id, permission_set_id)
) strict;
create index permissions_by_holder on permissions (generation, principal_type, principal_id, sort_key);

-- What each of the last changes touched, and which state it follows.
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

-- By account, not by generation: the trail outlives an import.
create table audit_events (
  account_id text not null,
  sort_key text not null,
  id text not null,
  at integer not null,
  actor_id text,
  actor_name text,
  kind text not null,
  rbac_id text,
  before text,
  after text,
  reason text,
  request_id text not null,
  revision integer not null,
  target_kind text,
  target_id text,
  target_name text,
  access_token_id text,
  unique (account_id, sort_key)
) strict;
create index audit_events_by_time on audit_events (account_id, sort_key, at);
create index audit_events_by_target_kind on audit_events (account_id, target_kind, sort_key);
create index audit_events_by_target on audit_events (account_id, target_id, sort_key);
create index audit_events_by_rbac_id on audit_events (account_id, rbac_id, sort_key);
create index audit_events_by_actor on audit_events (account_id, actor_id, sort_key);

-- By account, not by generation: users keep theirs when the account is replaced.
create table access_tokens (
  account_id text not null,
  id text not null,
  user_id text not null,
  name text not null,
  token_hash text not null,
  created_at integer not null,
  expires_at integer not null,
  revoked integer not null,
  last_used_on text,
  sort_key text not null,
  unique (account_id, id)
) strict;
create index access_tokens_by_user on access_tokens (account_id, user_id, revoked, sort_key);
create index live_access_tokens_by_user on access_tokens (account_id, user_id, revoked, expires_at);

-- What is kept of requests under their idempotency keys, by account like the trail.
create table keyed_requests (
  account_id text not null,
  user_id text not null,
  key text not null,
  request_hash text not null,
  outcomes text not null,
  kept_at integer not null,
  expires_at integer not null,
  primary key (account_id, user_id, key)
) strict, without rowid;
create index keyed_requests_by_expiry on keyed_requests (expires_at);

-- Whoever keeps one removes some that nobody asks for any more: they are fewer and fewer, and no change takes long.
create trigger keyed_requests_expire after insert on keyed_requests
begin
  delete from keyed_requests where (account_id, user_id, key) in (
    select account_id, user_id, key from keyed_requests
    where expires_at <= new.kept_at order by expires_at limit 16
  );
end;
`;

/**
 * The lists follow the tokens of each integration, whatever changes it, within the same statement. A generation that
 * nobody reads is left out: an import fills its lists in sorted runs, many times faster. Only what differs is written,
 * and "insert or ignore" is no way to say so: the statement that fires a trigger decides about its conflicts.
 */
export const VISIBLE_TRIGGERS = `
create trigger visible_after_insert after insert on integrations
when not exists (select 1 from unread_generations where generation = new.generation)
begin
  insert into visible
  select distinct new.generation, listed.value, token.value, new.sort_key, new.id
  from json_each(new.tokens) as token, json_each(json_array('', new.type)) as listed;
end;

create trigger visible_after_update after update on integrations
when not exists (select 1 from unread_generations where generation = new.generation)
begin
  delete from visible
  where generation = old.generation and listed_type in ('', old.type) and sort_key = old.sort_key
    and token in (
      select value from json_each(old.tokens)
      where old.sort_key <> new.sort_key or old.type <> new.type
        or value not in (select value from json_each(new.tokens))
    );
  insert into visible
  select distinct new.generation, listed.value, token.value, new.sort_key, new.id
  from json_each(new.tokens) as token, json_each(json_array('', new.type)) as listed
  where old.sort_key <> new.sort_key or old.type <> new.type
    or token.value not in (select value from json_each(old.tokens));
end;

create trigger visible_after_delete after delete on integrations
when not exists (select 1 from unread_generations where generation = old.generation)
begin
  delete from visible
  where generation = old.generation and listed_type in ('', old.type) and sort_key = old.sort_key
    and token in (select value from json_each(old.tokens));
end;
`;
