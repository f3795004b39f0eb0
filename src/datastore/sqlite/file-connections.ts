import { pathToFileURL } from 'node:url';
import { DatastoreError, DatastoreUnavailableError, DatastoreUnusableError } from '../contract/errors.js';
import { Connection } from './connection.js';
import type { CommandCounter } from './connection.js';
import { createFile, identityOf, logOf, removeLog } from './database-file.js';
import { isEmpty, prepareLayout } from './layout.js';

export interface FileConnectionsOptions {
  readonly file: string;
  readonly counter: CommandCounter;
  /** Whether a missing or empty file becomes a new database. */
  readonly create: boolean;
}

/**
 * `synchronous = full`: an acknowledged change is on the disk, so it outlives a killed process and a power failure
 * alike. The log may grow to 32 MB before it is moved into the file: the random pages that an import touches are
 * then written there once, and not once for each of its batches.
 */
const WRITER_SETTINGS = `
pragma synchronous = full;
pragma wal_autocheckpoint = 8000;
pragma journal_size_limit = 67108864;
pragma cache_size = -16000;
`;
/**
 * A page of a list looks up each token in a leaf of its own, so that a viewer with 1,000 tokens touches some 4 MB of a
 * large account. One that does not fit is read from the file for each page again, which took it 1.8 times as long.
 */
const READER_SETTINGS = `
pragma query_only = on;
pragma cache_size = -8000;
`;

/** The connections to one file: one that writes, and those that read. */
export class FileConnections {
  readonly #options: FileConnectionsOptions;
  readonly #idle: Connection[] = [];
  readonly #reading = new Set<Connection>();
  /** Which file they were opened on, and with which log. */
  readonly identity: string;
  readonly #logIdentity: string;
  #isClosed = false;

  private constructor(
    options: FileConnectionsOptions,
    readonly writer: Connection,
    { file, log }: { readonly file: string; readonly log: string },
  ) {
    this.#options = options;
    this.identity = file;
    this.#logIdentity = log;
  }

  /**
   * @throws DatastoreUnusableError when the file is not a database of this version or an older one.
   * @throws DatastoreUnavailableError when it is locked, or goes away at this moment.
   */
  static async open(options: FileConnectionsOptions): Promise<FileConnections> {
    const { file, create } = options;
    if (create) createFile(file);
    const writer = connect(options, create ? 'rwc' : 'rw');
    try {
      const isNew = isEmpty(writer);
      if (isNew && !create)
        throw new DatastoreUnusableError(`The database ${file} was replaced by an empty file`);
      // Not yet: the log must not be switched on in the database of another program.
      if (!isNew) await prepareLayout(writer, file);
      useWriteAheadLog(writer, file);
      writer.execute(WRITER_SETTINGS);
      await prepareLayout(writer, file);
      assertWritable(writer);
      const identity = identityOf(file);
      // There is one since the log was switched on and a transaction begun.
      const log = identityOf(logOf(file));
      if (identity === undefined || log === undefined)
        throw new DatastoreUnavailableError(`The database file ${file} went away`);
      return new FileConnections(options, writer, { file: identity, log });
    } catch (error) {
      writer.close();
      throw error;
    }
  }

  /** A connection for one reader, who gives it back. */
  takeReader(): Connection {
    const reader = this.#idle.pop() ?? this.#newReader();
    this.#reading.add(reader);
    return reader;
  }

  giveBack(reader: Connection): void {
    this.#reading.delete(reader);
    if (this.#isClosed) {
      reader.close();
    } else {
      reader.rollback();
      this.#idle.push(reader);
    }
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Whether another log stands at its place, of a process that began a second history; or none, as it was removed. */
  get hasLostLog(): boolean {
    return this.#presentLog !== this.#logIdentity;
  }

  get areOnPresentFile(): boolean {
    return identityOf(this.#options.file) === this.identity && !this.hasLostLog;
  }

  /**
   * Before another file of the same name is opened: takes the log away that was left beside it, which belongs to the
   * file of these connections, with what stands in the log alone put into that file.
   * @throws DatastoreUnavailableError while somebody still reads from it.
   */
  takeLogAway(): void {
    const { file } = this.#options;
    if (this.#isClosed || this.hasLostLog) return;
    if (!moveLogIntoFile(this.writer)) {
      throw new DatastoreUnavailableError(`The database file ${file} was replaced while it was read`);
    }
    this.close();
    removeLog(file);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const reader of [...this.#reading, ...this.#idle]) reader.close();
    this.writer.rollback();
    // A log of others is left to them. When there is none any more, what was acknowledged is in ours alone.
    if (this.#presentLog === undefined || !this.hasLostLog) moveLogIntoFile(this.writer);
    this.writer.close();
  }

  get #presentLog(): string | undefined {
    return identityOf(logOf(this.#options.file));
  }

  #newReader(): Connection {
    const reader = connect(this.#options, 'rw');
    reader.execute(READER_SETTINGS);
    return reader;
  }
}

/** As a URL, because only there SQLite can be told not to create the file. */
function connect({ file, counter }: FileConnectionsOptions, mode: 'rw' | 'rwc'): Connection {
  return new Connection({ address: `${pathToFileURL(file).href}?mode=${mode}`, label: file, counter });
}

/** Readers and the writer do not wait for each other with a write-ahead log; some network file systems have none. */
function useWriteAheadLog(connection: Connection, file: string): void {
  if (connection.pragma('journal_mode = wal') === 'wal') return;
  throw new DatastoreUnusableError(
    `The file system of ${file} cannot hold a SQLite write-ahead log; use a local disk`,
  );
}

/**
 * So that the file alone is the whole database, for whoever copies it. SQLite would do so with the last connection, but
 * libsql ends that one only some time later. Others who still read keep the log; nothing is lost by that. Tells whether
 * it was done.
 */
function moveLogIntoFile(connection: Connection): boolean {
  try {
    return connection.pragma('wal_checkpoint(truncate)') === 0;
  } catch (error) {
    if (!(error instanceof DatastoreError)) throw error;
    return false;
  }
}

/** SQLite opens a file that it may not write for reading, without a word. */
function assertWritable(connection: Connection): void {
  connection.begin('IMMEDIATE');
  connection.rollback();
}
