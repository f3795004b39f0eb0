import Libsql from 'libsql';
import { DatastoreError, DatastoreUnavailableError, OutcomeUnknownError } from '../contract/errors.js';
import { assertStorable } from '../contract/well-formed.js';
import { isOutcomeUnknown, toDatastoreError } from './sqlite-errors.js';

export type SqlValue = string | number | boolean | null;
/** Values for the `:names` of a statement. */
export type SqlValues = Readonly<Record<string, SqlValue>>;
export type Row = Readonly<Record<string, string | number | null>>;

/** Counts the commands of all connections of one datastore. */
export interface CommandCounter {
  count: number;
}

export interface ConnectionOptions {
  /** What libsql opens: `:memory:`, or a `file:` URL. */
  readonly address: string;
  /** What messages call it. */
  readonly label: string;
  readonly counter: CommandCounter;
}

/**
 * SQLite's own wait for a lock. It blocks the whole process, so it only bridges the moments in which another
 * connection commits; longer waits are made between attempts, where the event loop goes on.
 */
const LOCK_WAIT_MS = 50;

interface Prepared {
  readonly statement: Libsql.Statement;
  readonly names: readonly string[];
}

/**
 * One connection to SQLite, and the only file that talks to libsql. What libsql would get wrong is refused or
 * converted here: a boolean or a lone object ends the process, a missing value becomes NULL, `get` adds a column, and
 * text is cut at U+0000. Every statement runs to its end at once and names its values as `:name`.
 */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #database: Libsql.Database;
  /** Never grows beyond the statements that the sources write down: no text is built from a value. */
  readonly #prepared = new Map<string, Prepared>();
  #commandCount = 0;

  /** @throws DatastoreUnavailableError when the file cannot be opened. */
  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#database = translated(() => new Libsql(options.address, { timeout: LOCK_WAIT_MS }), options.label);
  }

  /** Commands sent over this connection so far. */
  get commandCount(): number {
    return this.#commandCount;
  }

  /** All rows that a statement gives. One command. */
  all(sql: string, values: SqlValues = {}): readonly Row[] {
    const { statement, names } = this.#prepare(sql);
    const bound = inOrder(names, values);
    this.#count();
    return this.#guard(() => statement.all(bound) as Row[]);
  }

  /** Runs a statement that gives no rows. One command; returns the number of rows it changed, triggers not counted. */
  run(sql: string, values: SqlValues): number {
    const { statement, names } = this.#prepare(sql);
    const bound = inOrder(names, values);
    this.#count();
    return this.#guard(() => statement.run(bound).changes);
  }

  /** Runs a script without values. Not counted. */
  execute(script: string): void {
    this.#guard(() => this.#database.exec(script));
  }

  /** The one value that a pragma answers with. Not counted. */
  pragma(name: string): string | number | null {
    const rows = this.#guard(() => this.#database.prepare(`pragma ${name}`).all([]) as Row[]);
    return Object.values(rows[0] ?? {})[0] ?? null;
  }

  begin(mode: 'DEFERRED' | 'IMMEDIATE'): void {
    this.execute(`begin ${mode}`);
  }

  /** @throws OutcomeUnknownError when it failed in a way that may have left the changes on the disk. */
  commit(): void {
    const { label } = this.#options;
    this.#guard(() => {
      try {
        this.#database.exec('commit');
      } catch (error) {
        throw isOutcomeUnknown(error)
          ? new OutcomeUnknownError(`The database ${label} did not take a commit`, { cause: error })
          : error;
      }
    });
  }

  /** Ends an open transaction without its changes. An error may have ended it before. */
  rollback(): void {
    if (this.#database.open && this.#database.inTransaction) this.execute('rollback');
  }

  /**
   * Statements begin to throw. libsql frees the file itself only when the garbage collector has met the prepared
   * statements; until then it is open, but not locked.
   */
  close(): void {
    if (!this.#database.open) return;
    this.rollback();
    this.#prepared.clear();
    this.#database.close();
  }

  #count(): void {
    this.#commandCount += 1;
    this.#options.counter.count += 1;
  }

  #prepare(sql: string): Prepared {
    let prepared = this.#prepared.get(sql);
    if (prepared === undefined) {
      prepared = { statement: this.#guard(() => this.#database.prepare(sql)), names: namesIn(sql) };
      this.#prepared.set(sql, prepared);
    }
    return prepared;
  }

  #guard<T>(work: () => T): T {
    const { label } = this.#options;
    if (!this.#database.open) throw new DatastoreUnavailableError(`The database ${label} is closed`);
    return translated(work, label);
  }
}

function translated<T>(work: () => T, label: string): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof DatastoreError ? error : toDatastoreError(error, label);
  }
}

/** SQLite numbers `:names` in the order in which each occurs first. */
function namesIn(sql: string): readonly string[] {
  return [...new Set([...sql.matchAll(/:([a-zA-Z]+)/g)].map(([name]) => name.slice(1)))];
}

function inOrder(names: readonly string[], values: SqlValues): readonly (string | number | null)[] {
  const given = Object.keys(values).length;
  if (given !== names.length) throw new TypeError(`${names.length} values expected, ${given} given`);
  return names.map((name) => storable(name, values[name]));
}

function storable(name: string, value: SqlValue | undefined): string | number | null {
  if (typeof value === 'string') {
    assertStorable(value);
    return value;
  }
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value === null || Number.isSafeInteger(value)) return value as number | null;
  throw new TypeError(`The value of ${name} is no text, safe whole number, boolean or null`);
}
