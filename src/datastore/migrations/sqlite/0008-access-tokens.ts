import type { SqliteMigration } from './migrations.js';

const CREATE = `
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
alter table audit_events add column access_token_id text;
`;

/** Users have access tokens, and the trail tells which was used [A19]. */
export const accessTokens: SqliteMigration = {
  version: 8,
  name: 'access tokens',
  up: (connection) =>
    new Promise((resolve) => {
      connection.execute(CREATE);
      resolve();
    }),
};
