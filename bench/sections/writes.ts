import { withOwnDatabase } from '../measure/own-database.js';
import { withTemporaryFolder } from '../measure/temporary-folder.js';
import type { BenchContext, GoalTable, Section } from '../section.js';
import { costOfGrants } from './writes/cost-of-grants.js';
import { distinctDocuments } from './writes/distinct-documents.js';
import { openMongodb, openSqlite } from './writes/stores.js';

/** Goal 10: what a change writes does not grow with the account, and hostile documents cost what they may. */
export const writesSection: Section = { name: 'writes', run: runWrites };

async function runWrites({ mongodbUri, say }: BenchContext): Promise<readonly GoalTable[]> {
  const onSqlite = await withTemporaryFolder((folder) =>
    costOfGrants({ name: 'SQLite', open: (name) => openSqlite(folder, name) }, say),
  );
  const onMongodb =
    mongodbUri === undefined
      ? []
      : [
          // A database for each size, since the profile is a database's.
          await withOwnDatabase(mongodbUri, (small) =>
            withOwnDatabase(mongodbUri, (large) => {
              const uris = [small, large];
              return costOfGrants({ name: 'MongoDB', open: () => openMongodb(uris.shift() ?? large) }, say);
            }),
          ),
        ];
  return [onSqlite, ...onMongodb, await distinctDocuments(say)];
}
