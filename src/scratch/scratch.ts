import Database from 'libsql';

export type ScratchValue = string | number | null;
export type ScratchRow = Readonly<Record<string, ScratchValue>>;

/**
 * A private database for the length of one import, in bounded memory whatever its size. Its tables are temporary ones,
 * so SQLite keeps them in a file without a name, which the operating system removes even when the process is killed.
 */
export class Scratch {
  readonly #database = new Database('');
  readonly #statements = new Map<string, Database.Statement>();

  constructor() {
    // The build keeps temporary tables, and sorts, in memory unless told otherwise.
    this.#execute('pragma temp_store = file');
    this.#execute('pragma temp.cache_size = -32768');
    this.#execute('pragma temp.journal_mode = off');
  }

  /** Begins the one transaction that all of it is. It never ends: nothing is to be kept. */
  begin(statements: readonly string[]): void {
    for (const sql of statements) this.#execute(sql);
    this.#execute('begin');
  }

  run(sql: string, values: readonly ScratchValue[] = []): void {
    this.#prepared(sql).run([...values]);
  }

  all(sql: string, values: readonly ScratchValue[] = []): ScratchRow[] {
    return this.#prepared(sql).all([...values]) as ScratchRow[];
  }

  /** Row by row, for an answer of any size. */
  *each(sql: string): IterableIterator<ScratchRow> {
    yield* this.#database.prepare(sql).iterate([]) as IterableIterator<ScratchRow>;
  }

  /** Safe to call twice. */
  close(): void {
    if (!this.#database.open) return;
    this.#statements.clear();
    this.#database.close();
  }

  #prepared(sql: string): Database.Statement {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #execute(sql: string): void {
    this.#database.exec(sql);
  }
}
