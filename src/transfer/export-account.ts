import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Datastore, Snapshot } from '../datastore/contract/datastore.js';
import { accountText } from './export/account-text.js';

export interface ExportOptions {
  readonly datastore: Datastore;
  readonly accountId: string;
  /** Is ended when everything was written, but for the standard output of the process, which cannot be. */
  readonly output: NodeJS.WritableStream;
  /** Told after each page of rows how many were written. */
  readonly onProgress?: ((progress: { readonly rows: number }) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** There is no such account to export. */
export class AccountNotFoundError extends Error {
  constructor(readonly accountId: string) {
    super(`There is no account ${accountId}`);
    this.name = new.target.name;
  }
}

/**
 * Writes one state of an account in the import format, one row on a line, in bounded memory. Importing the text gives
 * the same answers everywhere, and exporting that again gives the same bytes. The audit trail is not part of it, and
 * secrets stay sealed.
 *
 * @throws AccountNotFoundError before anything is written.
 */
export async function exportAccount(options: ExportOptions): Promise<void> {
  const { datastore, accountId, output, signal } = options;
  const snapshot = await datastore.openSnapshot(accountId);
  if (snapshot === undefined) throw new AccountNotFoundError(accountId);
  try {
    await pipeline(textOf(snapshot, options), output, signal === undefined ? {} : { signal });
  } finally {
    await snapshot.close();
  }
}

/** Pieces of a page each: the next page is asked for when the output has taken the one before. */
function textOf(snapshot: Snapshot, { onProgress }: ExportOptions): Readable {
  return Readable.from(
    accountText(snapshot, (rows) => onProgress?.({ rows })),
    { highWaterMark: 1 },
  );
}
