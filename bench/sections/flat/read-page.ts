import type { Datastore, IntegrationQuery, Page } from '../../../src/datastore/contract/datastore.js';
import type { IntegrationRecord } from '../../../src/datastore/contract/records.js';
import { ACCOUNT } from './flat-account.js';

/** One page as a request reads it: a state is opened for it, and closed. */
export async function readPage(
  datastore: Datastore,
  query: IntegrationQuery,
): Promise<Page<IntegrationRecord>> {
  const snapshot = await datastore.openSnapshot(ACCOUNT.id);
  if (snapshot === undefined) throw new Error('The account was not written');
  try {
    return await snapshot.integrationPage(query);
  } finally {
    await snapshot.close();
  }
}

/** @throws when it is not full: it would cost less for that. */
export async function requireFullPage(datastore: Datastore, query: IntegrationQuery): Promise<void> {
  const { rows, hasNextPage } = await readPage(datastore, query);
  if (rows.length !== query.first || !hasNextPage) throw new Error('A page that is measured is not full');
}
