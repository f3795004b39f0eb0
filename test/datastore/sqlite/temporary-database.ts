import Libsql from 'libsql';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of its own for a test; `remove` it afterwards. */
export interface TemporaryDatabase {
  readonly folder: string;
  readonly file: string;
  remove(): void;
}

export function temporaryDatabase(name = 'latchkey.db'): TemporaryDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-sqlite-'));
  return {
    folder,
    file: join(folder, name),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Another program's connection to the file: what it does, no code of ours has a hand in. */
export function rawConnection(file: string): Libsql.Database {
  return new Libsql(file, { timeout: 1_000 });
}

export function countRows(file: string, table: string): number {
  const connection = rawConnection(file);
  const [row] = connection.prepare(`select count(*) as rows from ${table}`).all([]) as { rows: number }[];
  connection.close();
  return row?.rows ?? -1;
}
