import { DatastoreUnusableError } from '../contract/errors.js';
import { runMigrations } from '../migrations/run-migrations.js';
import { SQLITE_MIGRATIONS } from '../migrations/sqlite/migrations.js';
import type { Connection } from './connection.js';
import { commitAfter } from './database.js';
import { deadlineFromNow, retryWhileBusy } from './patience.js';
import { APPLICATION_ID, LAYOUT_VERSION, SCHEMA, VISIBLE_TRIGGERS } from './schema.js';

/** How long a process waits for the turn to write the layout; another one may be migrating a large file. */
const PATIENCE_MS = 60_000;

/**
 * Creates the tables in an empty database, migrates one of an older version, and accepts one that is up to date. Only
 * a database of ours is ever written, and all of it in one transaction: a process that is killed leaves what was there,
 * and of several at once one writes while the others wait [O21].
 * @throws DatastoreUnusableError when it belongs to another program or to a newer version.
 * @throws DatastoreUnavailableError when others hold the write lock all the time.
 */
export async function prepareLayout(connection: Connection, label: string): Promise<void> {
  if (layoutOf(connection, label) === LAYOUT_VERSION) return;
  await retryWhileBusy(deadlineFromNow(PATIENCE_MS), () => {
    connection.begin('IMMEDIATE');
  });
  await commitAfter(connection, async () => {
    // Looked at again: another process may have been faster.
    const found = layoutOf(connection, label);
    if (found === 'EMPTY') connection.execute(LAYOUT_SCRIPT);
    else if (found !== LAYOUT_VERSION) await migrate(connection, label);
  });
}

const LAYOUT_SCRIPT = `
${SCHEMA}
${VISIBLE_TRIGGERS}
pragma application_id = ${APPLICATION_ID};
pragma user_version = ${LAYOUT_VERSION};
`;

async function migrate(connection: Connection, label: string): Promise<void> {
  await runMigrations({
    migrations: SQLITE_MIGRATIONS,
    context: connection,
    stored: {
      read: () => Promise.resolve(Number(layoutOf(connection, label))),
      write: (version) =>
        new Promise((resolve) => {
          connection.execute(`pragma user_version = ${version}`);
          resolve();
        }),
    },
  });
}

/** @throws DatastoreUnusableError when this version can make nothing of it. */
function layoutOf(connection: Connection, label: string): number | 'EMPTY' {
  if (isEmpty(connection)) return 'EMPTY';
  if (connection.pragma('application_id') !== APPLICATION_ID) {
    throw new DatastoreUnusableError(
      `${label} is a database of another program; name a file that does not exist yet, or one made by Latchkey`,
    );
  }
  const version = Number(connection.pragma('user_version'));
  if (version >= 1 && version <= LAYOUT_VERSION) return version;
  throw new DatastoreUnusableError(
    `${label} has layout ${version}, this version of Latchkey knows layout ${LAYOUT_VERSION}; start the version that wrote it`,
  );
}

/** No table at all: a new file, or one that some other tool created and never filled. */
export function isEmpty(connection: Connection): boolean {
  return connection.pragma('schema_version') === 0;
}
