import type { SqliteMigration } from './migrations.js';

const CREATE = `
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
create trigger keyed_requests_expire after insert on keyed_requests
begin
  delete from keyed_requests where (account_id, user_id, key) in (
    select account_id, user_id, key from keyed_requests
    where expires_at <= new.kept_at order by expires_at limit 16
  );
end;
`;

/** Requests are kept under their idempotency keys [O17]. */
export const keyedRequests: SqliteMigration = {
  version: 5,
  name: 'keyed requests',
  up: (connection) =>
    new Promise((resolve) => {
      connection.execute(CREATE);
      resolve();
    }),
};
