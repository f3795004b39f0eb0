import { accessTokenSchema, parseRow } from '../contract/record-schemas.js';
import type { AccessTokenRef, Page, PageRequest } from '../contract/datastore.js';
import type { AccessTokenRecord } from '../contract/records.js';
import { accessTokenSortKey } from '../contract/sort-keys.js';
import type { Connection, Row } from './connection.js';
import { AFTER_LAST, toPages } from './pages.js';
import { textIn } from './rows.js';
import type { Scope } from './scope.js';
import { fromFlag, toJson } from './values.js';

/** The columns in the order of the values of a row. */
export const ACCESS_TOKEN_COLUMNS = [
  ...['id', 'user_id', 'name', 'token_hash', 'created_at', 'expires_at', 'revoked', 'last_used_on'],
] as const;

/** @throws CorruptRecordError when the row holds a value that is not known. */
export function toAccessToken(row: Row): AccessTokenRecord {
  const value = {
    id: row.id,
    userId: row.user_id,
    name: row.name,
    tokenHash: row.token_hash,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revoked: fromFlag(row.revoked),
    lastUsedOn: row.last_used_on,
  };
  return parseRow(accessTokenSchema, { collection: 'access_tokens', id: textIn(row, 'id'), value });
}

const BY_IDS = `
select * from access_tokens
where account_id = :accountId and id in (select value from json_each(:ids))
`;

export function readAccessTokens(
  { connection, accountId }: Scope,
  ids: readonly string[],
): readonly AccessTokenRecord[] {
  if (ids.length === 0) return [];
  return connection.all(BY_IDS, { accountId, ids: toJson(ids) }).map(toAccessToken);
}

const PAGES = `
select parent.key as place, t.*
from json_each(:userIds) as parent
join access_tokens as t on t.rowid in (
  select rowid from access_tokens
  where account_id = :accountId and user_id = parent.value and revoked = 0 and sort_key < :after
  order by sort_key desc limit :limit
)
order by place, t.sort_key desc
`;

export function readAccessTokenPages(
  { connection, accountId }: Scope,
  userIds: readonly string[],
  { first, after = AFTER_LAST }: PageRequest,
): readonly Page<AccessTokenRecord>[] {
  if (userIds.length === 0) return [];
  const rows = connection.all(PAGES, { userIds: toJson(userIds), accountId, after, limit: first + 1 });
  return toPages(rows, { lists: userIds.length, first }, toAccessToken);
}

const LIVE = `
select count(*) as live from access_tokens
where account_id = :accountId and user_id = :userId and revoked = 0 and expires_at > :at
`;

export function countLiveAccessTokens({ connection, accountId }: Scope, userId: string, at: number): number {
  const [row] = connection.all(LIVE, { accountId, userId, at });
  return Number(row?.live);
}

const INSERT = `
insert into access_tokens (account_id, sort_key, ${ACCESS_TOKEN_COLUMNS.join(', ')})
select :accountId, value ->> 0, ${ACCESS_TOKEN_COLUMNS.map((_, at) => `value ->> ${at + 1}`).join(', ')}
from json_each(:rows)
`;

export function insertAccessTokens(
  { connection, accountId }: Scope,
  tokens: readonly AccessTokenRecord[],
): void {
  const rows = tokens.map((token) => {
    const { id, userId, name, tokenHash, createdAt, expiresAt, revoked, lastUsedOn } = token;
    return [
      accessTokenSortKey(token),
      ...[id, userId, name, tokenHash, createdAt, expiresAt, Number(revoked), lastUsedOn],
    ];
  });
  connection.run(INSERT, { accountId, rows: toJson(rows) });
}

const REVOKE = `
update access_tokens set revoked = 1
where account_id = :accountId and id in (select value from json_each(:ids))
`;

export function revokeAccessTokens({ connection, accountId }: Scope, ids: readonly string[]): void {
  connection.run(REVOKE, { accountId, ids: toJson(ids) });
}

const END = `
delete from access_tokens
where account_id = :accountId and user_id in (select value from json_each(:userIds))
`;

export function endAccessTokensOf({ connection, accountId }: Scope, userIds: readonly string[]): void {
  connection.run(END, { accountId, userIds: toJson(userIds) });
}

const END_OF_GONE = `
delete from access_tokens
where account_id = :accountId and not exists (
  select 1 from directory as d
  where d.generation = :generation and d.kind = 'USER' and d.id = access_tokens.user_id
)
`;

/** Ends those of all users who are not in the generation that the account points to. */
export function endAccessTokensOfGone({ connection, accountId, generation }: Scope): void {
  connection.run(END_OF_GONE, { accountId, generation });
}

const NOTE_USE = `
update access_tokens set last_used_on = :day
where account_id = :accountId and id = :id and (last_used_on is null or last_used_on < :day)
`;

export function noteAccessTokenUse(connection: Connection, token: AccessTokenRef, day: string): void {
  connection.run(NOTE_USE, { ...token, day });
}
