import type { AccountImport } from '../datastore/contract/datastore.js';
import type { StoredIntegration } from '../datastore/contract/records.js';
import type { ImportProgress } from './progress.js';
import type { StagedRows } from './staging/staged-rows.js';

/** An integration may carry thousands of tokens, so a batch is bounded by them as well. */
const TOKENS_OF_A_BATCH = 20_000;
const INTEGRATIONS_OF_A_BATCH = 500;

export interface WritingOptions {
  readonly rows: StagedRows;
  readonly totalRows: number;
  readonly onProgress: (progress: ImportProgress) => void;
  readonly signal: AbortSignal | undefined;
}

/** Writes every staged row, batch by batch; nobody sees them before the import is committed. */
export async function writeAccount(account: AccountImport, options: WritingOptions): Promise<void> {
  const { rows, totalRows, onProgress, signal } = options;
  let written = 0;
  const write = async <T>(batches: Iterable<readonly T[]>, send: (batch: readonly T[]) => Promise<void>) => {
    for (const batch of batches) {
      signal?.throwIfAborted();
      await send(batch);
      written += batch.length;
      onProgress({ step: 'WRITING', rows: written, totalRows });
    }
  };
  await write(rows.directory(), (batch) => account.writeDirectory(batch));
  await write(batchesByTokens(rows.integrations()), (batch) => account.writeIntegrations(batch));
  await write(rows.permissions(), (batch) => account.writePermissions(batch));
  await account.buildLists((progress) => {
    signal?.throwIfAborted();
    onProgress({ step: 'LISTING', ...progress });
  });
}

function* batchesByTokens(
  pages: Iterable<readonly StoredIntegration[]>,
): IterableIterator<StoredIntegration[]> {
  let batch: StoredIntegration[] = [];
  let tokens = 0;
  for (const page of pages) {
    for (const integration of page) {
      batch.push(integration);
      tokens += integration.tokens.length;
      if (batch.length < INTEGRATIONS_OF_A_BATCH && tokens < TOKENS_OF_A_BATCH) continue;
      yield batch;
      batch = [];
      tokens = 0;
    }
  }
  if (batch.length > 0) yield batch;
}
