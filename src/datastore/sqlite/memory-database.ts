import { DatastoreUnavailableError } from '../contract/errors.js';
import { Connection } from './connection.js';
import type { CommandCounter } from './connection.js';
import { commitAfter } from './database.js';
import type { Database, Reading, WriteScope } from './database.js';
import { FairSemaphore } from '../turns/fair-semaphore.js';
import type { TurnEnd } from '../turns/fair-semaphore.js';
import { prepareLayout } from './layout.js';
import { deadlineFromNow } from './patience.js';
import type { Patience } from './patience.js';

const LABEL = ':memory:';

/**
 * A database in memory has one connection, which has one transaction at most. So a snapshot shares a lock until it is
 * closed, and a change takes it alone: a change waits for the snapshots before it, and later snapshots wait for the
 * change. Whoever starts a change while holding a snapshot open waits for himself, until his patience ends.
 */
export class MemoryDatabase implements Database {
  readonly #patienceMs: number | undefined;
  readonly #counter: CommandCounter = { count: 0 };
  readonly #writers = new FairSemaphore(1);
  readonly #state = new FairSemaphore(Number.MAX_SAFE_INTEGER);
  #connection: Connection | undefined;

  constructor({ patienceMs }: Patience) {
    this.#patienceMs = patienceMs;
  }

  get commandCount(): number {
    return this.#counter.count;
  }

  async open(): Promise<void> {
    this.#connection ??= new Connection({ address: LABEL, label: LABEL, counter: this.#counter });
    await prepareLayout(this.#connection, LABEL);
  }

  close(): void {
    this.#connection?.close();
    this.#connection = undefined;
  }

  async beginRead<T>(pin: (connection: Connection) => T): Promise<Reading<T>> {
    const end = await this.#state.acquire(1, { deadline: deadlineFromNow(this.#patienceMs) });
    try {
      const connection = this.#opened();
      return { pinned: pin(connection), connection, end };
    } catch (error) {
      end();
      throw error;
    }
  }

  async write<T>(
    scope: WriteScope,
    work: (connection: Connection) => T | Promise<T>,
    { signal, startBy }: TurnEnd = {},
  ): Promise<T> {
    const patience = { deadline: Math.min(deadlineFromNow(this.#patienceMs), startBy ?? Infinity), signal };
    const endTurn = await this.#writers.acquire(1, patience);
    try {
      // Rows that no snapshot can see may be written beside open snapshots.
      const share =
        scope === 'UNREAD' ? undefined : await this.#state.acquire(this.#state.capacity, patience);
      try {
        const connection = this.#opened();
        connection.begin('IMMEDIATE');
        return await commitAfter(connection, work, signal);
      } finally {
        share?.();
      }
    } finally {
      endTurn();
    }
  }

  #opened(): Connection {
    if (this.#connection === undefined) throw new DatastoreUnavailableError('The datastore is not open');
    return this.#connection;
  }
}
