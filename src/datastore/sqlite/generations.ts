import { setTimeout } from 'node:timers/promises';
import { DatastoreUnavailableError } from '../contract/errors.js';
import type { Connection } from './connection.js';
import type { Database } from './database.js';

/**
 * The generations to which no account points: of an import that is at work or that crashed (WRITING), replaced by a
 * later one (RETIRED), or of an account that was deleted and whose trail is to be removed with them (DELETED).
 */
const BEGIN = `
insert into unread_generations (account_id, state, touched_at) values (:accountId, 'WRITING', :now)
returning generation
`;

/** Notes that an import starts, and gives it a generation of its own. */
export function beginGeneration(connection: Connection, accountId: string): number {
  const [row] = connection.all(BEGIN, { accountId, now: Date.now() });
  return Number(row?.generation);
}

const TOUCH = `
update unread_generations set touched_at = :now where generation = :generation and state = 'WRITING'
`;

/**
 * Notes that its import is alive; to be called in each transaction that writes rows of it.
 * @throws DatastoreUnavailableError when it was taken for dead and removed meanwhile.
 */
export function touchGeneration(connection: Connection, generation: number): void {
  if (connection.run(TOUCH, { now: Date.now(), generation }) === 1) return;
  throw new DatastoreUnavailableError('The import rested for so long that a later one removed its rows');
}

const FORGET = `delete from unread_generations where generation = :generation`;

export function forgetGeneration(connection: Connection, generation: number): void {
  connection.run(FORGET, { generation });
}

const REPLACED = `
insert into unread_generations (generation, account_id, state, touched_at)
values (:generation, :accountId, :state, :now)
`;

export interface FormerGeneration {
  readonly accountId: string;
  readonly generation: number;
}

/** Notes that the account points elsewhere from now on, in the transaction that points it there. */
export function noteReplaced(connection: Connection, of: FormerGeneration): void {
  connection.run(REPLACED, { ...of, state: 'RETIRED', now: Date.now() });
}

/** Notes that the account is gone, in the transaction that removes it: its rows and its trail are to go as well. */
export function noteDeleted(connection: Connection, of: FormerGeneration): void {
  connection.run(REPLACED, { ...of, state: 'DELETED', now: Date.now() });
}

const KEEP_TRAIL = `
update unread_generations set state = 'RETIRED' where account_id = :accountId and state = 'DELETED'
`;
const DELETE_TRAIL = `delete from audit_events where account_id = :accountId`;

/** In the transaction that makes an account of an id: what is left of the trail of one that was deleted goes at once. */
export function removeFormerTrail(connection: Connection, accountId: string): void {
  if (connection.run(KEEP_TRAIL, { accountId }) > 0) connection.run(DELETE_TRAIL, { accountId });
}

const DELETE_TRAIL_BATCH = `
delete from audit_events where rowid in (
  select rowid from audit_events
  where account_id = (select account_id from unread_generations
    where generation = :generation and state = 'DELETED')
  limit :limit)
`;

/** Removes the trail of an account that was deleted, unless a later one of its id was faster; then its rows. */
export async function removeDeleted(database: Database, generation: number): Promise<void> {
  await removeInBatches(database, DELETE_TRAIL_BATCH, generation);
  await removeUnread(database, generation);
}

const RETIRE = `update unread_generations set state = 'RETIRED' where generation = :generation`;

/**
 * Removes what an import wrote, when no account points to it: of a commit that seemed to fail nobody knows for sure
 * that it did.
 */
export async function removeUnread(database: Database, generation: number): Promise<void> {
  const isUnread = await database.write(
    'UNREAD',
    (connection) => connection.run(RETIRE, { generation }) === 1,
  );
  if (isUnread) await removeRows(database, generation);
}

/**
 * A crashed import cannot be told from one of another process that is at work, but by the time of its last batch:
 * one batch takes seconds at most, so an hour without any is the end of it, also when the machine was asleep.
 */
const DEAD_AFTER_MS = 60 * 60 * 1000;

const LEFT_BEHIND = `
select generation from unread_generations where state in ('RETIRED', 'DELETED') or touched_at < :before
`;

/** Removes what crashed imports and interrupted removals and deletions left, of any account. */
export async function removeLeftBehind(database: Database): Promise<void> {
  const found = await database.write('UNREAD', (connection) =>
    connection.all(LEFT_BEHIND, { before: Date.now() - DEAD_AFTER_MS }),
  );
  for (const { generation } of found) await removeDeleted(database, Number(generation));
}

const ROWS_PER_BATCH = 5_000;

const DELETE_BATCHES = [
  `delete from visible where (generation, listed_type, token, sort_key) in (
    select generation, listed_type, token, sort_key from visible where generation = :generation limit :limit)`,
  `delete from group_members where (generation, group_id, sort_key) in (
    select generation, group_id, sort_key from group_members where generation = :generation limit :limit)`,
  `delete from team_members where (generation, team_id, sort_key) in (
    select generation, team_id, sort_key from team_members where generation = :generation limit :limit)`,
  ...['integrations', 'permissions', 'directory'].map(
    (table) => `delete from ${table} where rowid in (
      select rowid from ${table} where generation = :generation limit :limit)`,
  ),
];

async function removeRows(database: Database, generation: number): Promise<void> {
  for (const sql of DELETE_BATCHES) await removeInBatches(database, sql, generation);
  await database.write('UNREAD', (connection) => {
    forgetGeneration(connection, generation);
  });
}

/** In batches, between which others get their turn. */
async function removeInBatches(database: Database, sql: string, generation: number): Promise<void> {
  let removed: number;
  do {
    removed = await database.write('UNREAD', (connection) =>
      connection.run(sql, { generation, limit: ROWS_PER_BATCH }),
    );
    await pauseForOthers();
  } while (removed === ROWS_PER_BATCH);
}

const PAUSE_MS = 5;

/** SQLite hands its write lock to whoever asks at the right moment: batch after batch would starve the others. */
export async function pauseForOthers(): Promise<void> {
  await setTimeout(PAUSE_MS);
}
