import { keyedRequestSchema, parseRow } from '../contract/record-schemas.js';
import type { KeyedRequest } from '../contract/records.js';
import type { Connection } from './connection.js';
import { fromJson, toJson } from './values.js';
import type { Scope } from './scope.js';

/** A key, of whom. */
export interface KeyOf {
  readonly accountId: string;
  readonly userId: string;
  readonly key: string;
}

const SELECT = `
select request_hash, outcomes, kept_at, expires_at from keyed_requests
where account_id = :accountId and user_id = :userId and key = :key
`;

/** What is kept under a key; undefined when nothing is. One command. */
export function readKeyedRequest(connection: Connection, of: KeyOf): KeyedRequest | undefined {
  const [row] = connection.all(SELECT, { ...of });
  if (row === undefined) return undefined;
  const value = {
    requestHash: row.request_hash,
    keptAt: row.kept_at,
    expiresAt: row.expires_at,
    outcomes: fromJson(row.outcomes),
  };
  return parseRow(keyedRequestSchema, { collection: 'keyed_requests', id: of.key, value });
}

/** A conflict is replaced, not updated: what is inserted removes some of what has expired. */
const REPLACE = `
insert or replace into keyed_requests (account_id, user_id, key, request_hash, outcomes, kept_at, expires_at)
values (:accountId, :userId, :key, :requestHash, :outcomes, :keptAt, :expiresAt)
`;

/** Replaces what is kept under a key. One command. */
export function writeKeyedRequest(
  connection: Connection,
  of: KeyOf,
  { outcomes, ...request }: KeyedRequest,
): void {
  connection.run(REPLACE, { ...of, ...request, outcomes: toJson(outcomes) });
}

const DELETE_OF_USER = `delete from keyed_requests where account_id = :accountId and user_id = :userId`;

export function deleteKeyedRequestsOf(
  { connection, accountId }: Pick<Scope, 'connection' | 'accountId'>,
  userId: string,
): void {
  connection.run(DELETE_OF_USER, { accountId, userId });
}
