/**
 * The rows of a file, each with its position in its list. Columns are what rows tell each other; `record` is the rest,
 * ready to be stored, and null in a row with mistakes. What the file leaves out stands before position 0.
 */
export const CREATE_TABLES = [
  `create temp table teams (position integer primary key, id text, root integer, record text) strict`,
  `create temp table users (position integer primary key, id text, folded_user_name text,
     memberships text not null, record text) strict`,
  `create temp table groups (position integer primary key, id text, built_in text, record text) strict`,
  `create temp table members (group_position integer not null, place integer not null, user_id text not null) strict`,
  `create temp table integrations (position integer primary key, id text, system integer, team_ids text not null,
     created_by_id text, record text, says_secrets integer not null) strict`,
  `create temp table permissions (position integer primary key, id text, rbac_id text, integration_id text,
     principal_type text, principal_id text, permission_set_id text, source text,
     granted_by_id text, granted_at integer, reason text) strict`,
  `create temp table built_ins (root_team_id text, everyone_group_id text, administrators_group_id text,
     system_integration_id text) strict`,
] as const;

/** Made when all rows are there: that is faster than keeping them while rows come, and sorts in bounded memory. */
export const CREATE_INDEXES = [
  `create index temp.teams_by_id on teams (id, position)`,
  `create index temp.users_by_id on users (id, position)`,
  `create index temp.users_by_user_name on users (folded_user_name, position)`,
  `create index temp.groups_by_id on groups (id, position)`,
  `create index temp.integrations_by_id on integrations (id, position)`,
  `create index temp.permissions_by_id on permissions (id, position)`,
  `create index temp.permissions_by_grant on permissions
     (rbac_id, principal_type, principal_id, permission_set_id, position)`,
  `create index temp.members_by_group on members (group_position, user_id, place)`,
  `create index temp.members_by_user on members (user_id, group_position)`,
] as const;
