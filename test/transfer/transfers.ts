import { Writable } from 'node:stream';
import { createSqliteDatastore } from '../../src/datastore/sqlite/sqlite-datastore.js';
import type { Datastore, Snapshot } from '../../src/datastore/contract/datastore.js';
import { exportAccount } from '../../src/transfer/export-account.js';
import { importAccount } from '../../src/transfer/import-account.js';
import type { ImportOptions } from '../../src/transfer/import-account.js';
import { ImportRejectedError } from '../../src/transfer/mistakes.js';
import type { Mistake } from '../../src/transfer/mistakes.js';
import type { ImportSummary } from '../../src/transfer/progress.js';

export const IMPORTED_AT = Date.parse('2026-02-03T04:05:06.789Z');

/** Runs a test with an empty datastore in memory. */
export async function withDatastore<T>(use: (datastore: Datastore) => Promise<T>): Promise<T> {
  const datastore = createSqliteDatastore({ file: ':memory:' });
  await datastore.open();
  try {
    return await use(datastore);
  } finally {
    await datastore.close();
  }
}

export type Source = string | Buffer | object;

/** Imports a document, or a text as it stands; it replaces what is there unless told otherwise. */
export function importInto(
  datastore: ImportOptions['datastore'],
  source: Source,
  options: Partial<ImportOptions> = {},
): Promise<ImportSummary> {
  return importAccount({
    datastore,
    source: inPieces(source, Number.MAX_SAFE_INTEGER),
    replace: true,
    now: () => IMPORTED_AT,
    newId: () => 'evt_1',
    ...options,
  });
}

export async function* inPieces(source: Source, size: number): AsyncGenerator<Buffer> {
  const bytes = bytesOf(source);
  for (let from = 0; from < bytes.length; from += size)
    yield await Promise.resolve(bytes.subarray(from, from + size));
}

function bytesOf(source: Source): Buffer {
  if (Buffer.isBuffer(source)) return source;
  return Buffer.from(typeof source === 'string' ? source : JSON.stringify(source));
}

/** The mistakes for which a document is refused; none when it is imported. */
export function mistakesIn(
  source: Source,
  options: Partial<ImportOptions> = {},
): Promise<readonly Mistake[]> {
  return withDatastore(async (datastore) => {
    try {
      await importInto(datastore, source, options);
      return [];
    } catch (error) {
      if (error instanceof ImportRejectedError) return error.mistakes;
      throw error;
    }
  });
}

export async function exportFrom(datastore: Datastore, accountId: string): Promise<string> {
  const pieces: Buffer[] = [];
  const output = new Writable({
    write(piece: Buffer, _encoding, done) {
      pieces.push(piece);
      done();
    },
  });
  await exportAccount({ datastore, accountId, output });
  return Buffer.concat(pieces).toString('utf8');
}

/** One state of the account of the sample document. */
export async function withSnapshot<T>(
  datastore: Datastore,
  use: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  const snapshot = await datastore.openSnapshot('acme');
  if (snapshot === undefined) throw new Error('There is no such account');
  try {
    return await use(snapshot);
  } finally {
    await snapshot.close();
  }
}
