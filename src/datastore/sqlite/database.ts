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
   * @throws DatastoreUnavailableError when its turn does not come in time.
   */
  beginRead<T>(pin: (connection: Connection) => T): Promise<Reading<T>>;
  /**
   * One transaction that writes, after those before it. Commits when `work` is done, and rolls back when it throws.
   * @throws DatastoreUnavailableError when its turn does not come in time.
   */
  write<T>(scope: WriteScope, work: (connection: Connection) => T | Promise<T>): Promise<T>;
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
): Promise<T> {
  try {
    const result = await work(connection);
    connection.commit();
    return result;
  } catch (error) {
    connection.rollback();
    throw error;
  }
}
