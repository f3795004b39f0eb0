import { afterAll, expect, it } from '@jest/globals';
import { createSqliteDatastore } from '../../../src/datastore/sqlite/sqlite-datastore.js';
import { AccountUnderTest } from '../conformance/account-under-test.js';
import { countRows, temporaryDatabase } from './temporary-database.js';

const database = temporaryDatabase();
afterAll(() => {
  database.remove();
});

it('removes requests that have expired, a few with each that is kept [O17]', async () => {
  const datastore = createSqliteDatastore({ file: database.file });
  await datastore.open();
  const account = new AccountUnderTest(datastore, 'acme');
  await account.import({});
  const keep = async (at: number, key: string): Promise<void> => {
    const request = { requestHash: 'hash', keptAt: at, expiresAt: at + 100, outcomes: [] };
    await datastore.change({ accountId: 'acme', userId: 'usr_ana', idempotencyKey: key }, () =>
      Promise.resolve({ result: null, keep: request }),
    );
  };
  for (let at = 0; at < 40; at += 1) await keep(at, `old_${at}`);
  expect(countRows(database.file, 'keyed_requests')).toBe(40);

  await keep(200, 'new');
  const left = countRows(database.file, 'keyed_requests');
  expect(left).toBeGreaterThan(1);
  expect(left).toBeLessThan(41);
  for (let at = 201; at < 204; at += 1) await keep(at, 'new');
  expect(countRows(database.file, 'keyed_requests')).toBe(1);
  await datastore.close();
});
