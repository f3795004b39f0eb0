import { DatastoreError, DatastoreUnavailableError } from '../contract/errors.js';
import type { TurnEnd } from '../turns/fair-semaphore.js';
import type { Connection } from './connection.js';

/**
 * Connections and transactions of one SQLite database: the layer between a connection and the contract. A file and a
 * database in memory keep snapshots apart from changes in different ways.
 */
export interface Database {
  readonly commandCount: number;
  open(): Promise<void>;
  /** Ends everything, also snapshots that somebody forgot: what is still read from them throws. */
  close(): void;
  /**
   * Starts to read one state. `pin` is its first read; it may run again while the database is locked.
   * @throws DatastoreOverloadedError when its turn does not come in time.
   */
  beginRead<T>(pin: (connection: Connection) => T): Promise<Reading<T>>;
  /**
   * One transaction that writes, after those before it. Commits when `work` is done, and rolls back when it throws or
   * the signal was aborted before.
   * @throws DatastoreOverloadedError when its turn does not come in time.
   * @throws OutcomeUnknownError when the commit failed in a way that may have left it on the disk.
   */
  write<T>(scope: WriteScope, work: (connection: Connection) => T | Promise<T>, end?: TurnEnd): Promise<T>;
}

/** STATE: what snapshots see. UNREAD: rows of a generation to which no account points. */
export type WriteScope = 'STATE' | 'UNREAD';

export interface Reading<T> {
  readonly pinned: T;
  readonly connection: Connection;
  /** Safe to call twice. */
  readonly end: () => void;
}

/** Commits the open transaction after `work`, or takes it back. */
export async function commitAfter<T>(
  connection: Connection,
  work: (connection: Connection) => T | Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  try {
    const result = await work(connection);
    if (signal?.aborted === true) {
      throw new DatastoreUnavailableError('The change was given up by who asked for it');
    }
    connection.commit();
    return result;
  } catch (error) {
    rollBackIfPossible(connection);
    throw error;
  }
}

/** What went wrong first is what is told; above all, that a commit may have been made. */
function rollBackIfPossible(connection: Connection): void {
  try {
    connection.rollback();
  } catch (error) {
    if (!(error instanceof DatastoreError)) throw error;
  }
}
