import { DatastoreUnavailableError, OutcomeUnknownError } from '../contract/errors.js';
import type { CommandCounter, Connection } from './connection.js';
import { assertUsablePlace, identityOf, logOf } from './database-file.js';
import { commitAfter } from './database.js';
import type { Database, Reading, WriteScope } from './database.js';
import { FairSemaphore } from '../turns/fair-semaphore.js';
import type { TurnEnd } from '../turns/fair-semaphore.js';
import { FileConnections } from './file-connections.js';
import { deadlineFromNow, retryWhileBusy } from './patience.js';
import type { Patience } from './patience.js';

/**
 * Statements block the process, so more readers gain nothing but open snapshots; a request holds one. Whoever finds
 * all of them taken waits.
 */
const READERS = 16;

export interface FileDatabaseOptions extends Patience {
  /** An absolute path. */
  readonly file: string;
}

interface ReadingParts<T> {
  readonly connections: FileConnections;
  readonly pin: (connection: Connection) => T;
  readonly endTurn: () => void;
}

/**
 * A database file in write-ahead mode: each snapshot is a transaction on a connection of its own, so that it neither
 * waits for changes nor holds them back. Other processes may use the same file.
 */
export class FileDatabase implements Database {
  readonly #options: FileDatabaseOptions;
  readonly #counter: CommandCounter = { count: 0 };
  readonly #writers = new FairSemaphore(1);
  readonly #readers = new FairSemaphore(READERS);
  #connections: FileConnections | undefined;
  #opening: Promise<FileConnections> | undefined;

  constructor(options: FileDatabaseOptions) {
    this.#options = options;
  }

  get commandCount(): number {
    return this.#counter.count;
  }

  async open(): Promise<void> {
    const { file } = this.#options;
    const present = this.#connections;
    if (present !== undefined && present.identity === identityOf(file)) return;
    assertUsablePlace(file);
    const connections = await retryWhileBusy(this.#deadline(), () =>
      FileConnections.open({ file, counter: this.#counter, create: true }),
    );
    this.#connections?.close();
    this.#connections = connections;
  }

  close(): void {
    this.#connections?.close();
    this.#connections = undefined;
  }

  async beginRead<T>(pin: (connection: Connection) => T): Promise<Reading<T>> {
    const deadline = this.#deadline();
    const endTurn = await this.#readers.acquire(1, { deadline });
    try {
      return await retryWhileBusy(deadline, async () =>
        this.#startReading({ connections: await this.#present(), pin, endTurn }),
      );
    } catch (error) {
      endTurn();
      throw error;
    }
  }

  async write<T>(
    _scope: WriteScope,
    work: (connection: Connection) => T | Promise<T>,
    { signal, startBy }: TurnEnd = {},
  ): Promise<T> {
    const deadline = this.#deadline();
    const endTurn = await this.#writers.acquire(1, {
      deadline: Math.min(deadline, startBy ?? Infinity),
      signal,
    });
    try {
      const connections = await retryWhileBusy(deadline, async () => {
        const present = await this.#present();
        present.writer.begin('IMMEDIATE');
        return present;
      });
      const result = await commitAfter(connections.writer, work, signal);
      if (!connections.areOnPresentFile) throw committedElsewhere(this.#options.file);
      return result;
    } finally {
      endTurn();
    }
  }

  #startReading<T>({ connections, pin, endTurn }: ReadingParts<T>): Reading<T> {
    const connection = connections.takeReader();
    try {
      connection.begin('DEFERRED');
      const pinned = pin(connection);
      let isOver = false;
      const end = (): void => {
        if (isOver) return;
        isOver = true;
        connections.giveBack(connection);
        endTurn();
      };
      return { pinned, connection, end };
    } catch (error) {
      connections.giveBack(connection);
      throw error;
    }
  }

  /**
   * The connections to the file that is there now. SQLite goes on in a file that was deleted or replaced, and would
   * acknowledge changes that nobody finds again; so each transaction first looks whether it is still the same.
   */
  async #present(): Promise<FileConnections> {
    const { file } = this.#options;
    if (this.#connections === undefined) throw new DatastoreUnavailableError('The datastore is not open');
    const identity = identityOf(file);
    if (identity === undefined) throw new DatastoreUnavailableError(`The database file ${file} is gone`);
    if (identity !== this.#connections.identity || this.#connections.isClosed) return this.#openAgain();
    if (this.#connections.hasLostLog) throw lostLog(file);
    return this.#connections;
  }

  /** Once for all who find the file replaced at the same time. */
  #openAgain(): Promise<FileConnections> {
    this.#opening ??= this.#replaceConnections().finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async #replaceConnections(): Promise<FileConnections> {
    const { file } = this.#options;
    const stale = this.#connections;
    stale?.takeLogAway();
    const fresh = await FileConnections.open({ file, counter: this.#counter, create: false });
    if (this.#connections !== stale) {
      fresh.close();
      throw new DatastoreUnavailableError('The datastore was closed or opened anew meanwhile');
    }
    stale?.close();
    this.#connections = fresh;
    return fresh;
  }

  #deadline(): number {
    return deadlineFromNow(this.#options.patienceMs);
  }
}

/** It may be found again, when the file is moved back or this process puts the log into it. */
function committedElsewhere(file: string): OutcomeUnknownError {
  return new OutcomeUnknownError(`The database file ${file} or its log was replaced while it was changed`);
}

/** Whoever opens the file now does not see what stands in the log, and this process would not see what they write. */
function lostLog(file: string): DatastoreUnavailableError {
  return new DatastoreUnavailableError(
    `The log ${logOf(file)} was removed or replaced while the database was in use. Stop every process that uses the ` +
      'database; what was acknowledged is put into the file when this one ends, unless another log has taken its place',
  );
}
