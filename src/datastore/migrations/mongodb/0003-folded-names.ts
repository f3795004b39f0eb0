import { directorySortKey, fold, integrationSortKey } from '../../contract/sort-keys.js';
import type { RawDatabase } from '../../mongodb/connect.js';
import { oneCommand } from '../../mongodb/one-command.js';
import type { MongodbMigration } from './migrations.js';

/** Rows of one command, and in memory at once. */
const BATCH = 1_000;

interface NamedRow {
  readonly _id: string;
  readonly id: string;
  readonly name: string;
  readonly system?: boolean;
  readonly foldedName: string;
  readonly sortKey: string;
}

type SortKeyOf = (row: NamedRow) => string;

/** A final sigma is folded like any other. */
export const foldedNames: MongodbMigration = {
  version: 3,
  name: 'folded names',
  up: async (database) => {
    await foldNames(database, 'directory', directorySortKey);
    await foldNames(database, 'integrations', ({ id, name, system = false }) =>
      integrationSortKey({ id, name, system }),
    );
  },
};

async function foldNames(database: RawDatabase, collection: string, sortKeyOf: SortKeyOf): Promise<void> {
  const rows = database.collection<NamedRow>(collection);
  const projection = { id: 1, name: 1, system: 1, foldedName: 1, sortKey: 1 };
  let after = '';
  for (;;) {
    const batch = await oneCommand((options) =>
      rows
        .find(
          { _id: { $gt: after } },
          { ...options, projection, sort: { _id: 1 }, limit: BATCH, batchSize: BATCH + 1 },
        )
        .toArray(),
    );
    const updates = batch.flatMap((row) => updateOf(row, sortKeyOf(row)));
    if (updates.length > 0)
      await oneCommand((options) => rows.bulkWrite(updates, { ...options, ordered: false }));
    const last = batch.at(-1);
    if (last === undefined || batch.length < BATCH) return;
    after = last._id;
  }
}

/** Only where the name is still what was folded: whoever writes another folds it too. */
function updateOf({ _id, name, foldedName, sortKey: before }: NamedRow, sortKey: string) {
  const folded = fold(name);
  if (folded === foldedName && sortKey === before) return [];
  return [{ updateOne: { filter: { _id, name }, update: { $set: { foldedName: folded, sortKey } } } }];
}
