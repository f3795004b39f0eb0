import { DatastoreError } from '../contract/errors.js';
import type { Database } from './database.js';
import { noteDeleted, removeDeleted } from './generations.js';
import { readAccountPointer } from './write-account.js';

/** With what is kept for its clients: a later account of the id answers nobody from it, and lets nobody in by it. */
const DELETES = [
  'delete from accounts where id = :accountId',
  'delete from keyed_requests where account_id = :accountId',
  'delete from changes where account_id = :accountId',
  'delete from access_tokens where account_id = :accountId',
];

/** Removes the account in one transaction, and what it held in batches after it. */
export async function deleteAccount(database: Database, accountId: string): Promise<boolean> {
  const generation = await database.write('STATE', (connection) => {
    const present = readAccountPointer(connection, accountId);
    if (present === undefined) return undefined;
    for (const sql of DELETES) connection.run(sql, { accountId });
    noteDeleted(connection, { accountId, generation: present.generation });
    return present.generation;
  });
  if (generation === undefined) return false;
  try {
    await removeDeleted(database, generation);
  } catch (error) {
    // The account is gone either way; the next import removes what is left of it.
    if (!(error instanceof DatastoreError)) throw error;
  }
  return true;
}
