import { setTimeout } from 'node:timers/promises';
import { DatastoreUnavailableError } from '../contract/errors.js';
import type { Connection } from './connection.js';
import type { Database } from './database.js';

/**
 * The generations to which no account points: of an import that is at work or that crashed (WRITING), or replaced by
 * a later one (RETIRED).
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
values (:generation, :accountId, 'RETIRED', :now)
`;

/** Notes that the account points elsewhere from now on, in the transaction that points it there. */
export function noteReplaced(
  connection: Connection,
  of: { readonly accountId: string; readonly generation: number },
): void {
  connection.run(REPLACED, { ...of, now: Date.now() });
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
select generation from unread_generations where state = 'RETIRED' or touched_at < :before
`;

/** Removes what crashed imports and interrupted removals left, of any account. */
export async function removeLeftBehind(database: Database): Promise<void> {
  const found = await database.write('UNREAD', (connection) =>
    connection.all(LEFT_BEHIND, { before: Date.now() - DEAD_AFTER_MS }),
  );
  for (const { generation } of found) await removeUnread(database, Number(generation));
}

const ROWS_PER_BATCH = 5_000;

const DELETE_BATCHES = [
  `delete from visible where (generation, listed_type, token, sort_key) in (
    select generation, listed_type, token, sort_key from visible where generation = :generation limit :limit)`,
  `delete from group_members where (generation, group_id, sort_key) in (
    select generation, group_id, sort_key from group_members where generation = :generation limit :limit)`,
  ...['integrations', 'permissions', 'directory'].map(
    (table) => `delete from ${table} where rowid in (
      select rowid from ${table} where generation = :generation limit :limit)`,
  ),
];

/** In batches, between which others get their turn. */
async function removeRows(database: Database, generation: number): Promise<void> {
  for (const sql of DELETE_BATCHES) {
    let removed: number;
    do {
      removed = await database.write('UNREAD', (connection) =>
        connection.run(sql, { generation, limit: ROWS_PER_BATCH }),
      );
      await pauseForOthers();
    } while (removed === ROWS_PER_BATCH);
  }
  await database.write('UNREAD', (connection) => {
    forgetGeneration(connection, generation);
  });
}

const PAUSE_MS = 5;

/** SQLite hands its write lock to whoever asks at the right moment: batch after batch would starve the others. */
export async function pauseForOthers(): Promise<void> {
  await setTimeout(PAUSE_MS);
}
