import { DatastoreUnusableError } from '../contract/errors.js';
import type { Connection } from './connection.js';
import { APPLICATION_ID, LAYOUT_VERSION, SCHEMA, VISIBLE_TRIGGERS } from './schema.js';

/**
 * Creates the tables in an empty database and accepts one that has them. Only a database of ours is ever written.
 * @throws DatastoreUnusableError when it belongs to another program or to a newer version.
 */
export function prepareLayout(connection: Connection, label: string): void {
  if (isPrepared(connection, label)) return;
  connection.begin('IMMEDIATE');
  try {
    // Looked at again: another process may have been faster.
    if (!isPrepared(connection, label)) connection.execute(LAYOUT_SCRIPT);
    connection.commit();
  } catch (error) {
    connection.rollback();
    throw error;
  }
}

const LAYOUT_SCRIPT = `
${SCHEMA}
${VISIBLE_TRIGGERS}
pragma application_id = ${APPLICATION_ID};
pragma user_version = ${LAYOUT_VERSION};
`;

function isPrepared(connection: Connection, label: string): boolean {
  if (isEmpty(connection)) return false;
  if (connection.pragma('application_id') !== APPLICATION_ID) {
    throw new DatastoreUnusableError(
      `${label} is a database of another program; name a file that does not exist yet, or one made by Latchkey`,
    );
  }
  const version = connection.pragma('user_version');
  if (version === LAYOUT_VERSION) return true;
  throw new DatastoreUnusableError(
    `${label} has layout ${String(version)}, this version of Latchkey knows layout ${LAYOUT_VERSION}; start the version that wrote it`,
  );
}

/** No table at all: a new file, or one that some other tool created and never filled. */
export function isEmpty(connection: Connection): boolean {
  return connection.pragma('schema_version') === 0;
}
