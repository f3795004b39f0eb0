import { describe, expect, it } from '@jest/globals';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { DatastoreUnavailableError } from '../../../src/datastore/contract/errors.js';
import { createSqliteDatastore } from '../../../src/datastore/sqlite/sqlite-datastore.js';
import { AccountUnderTest } from '../conformance/account-under-test.js';
import { many } from '../conformance/world.js';
import { rawConnection, temporaryDatabase } from './temporary-database.js';

async function inMemory(): Promise<AccountUnderTest> {
  const datastore = createSqliteDatastore({ file: ':memory:', patienceMs: 200 });
  await datastore.open();
  const account = new AccountUnderTest(datastore, 'acme');
  await account.import({});
  return account;
}

/** Runs with an account in a file, and cleans up. */
async function inFile(work: (account: AccountUnderTest, file: string) => Promise<void>): Promise<void> {
  const database = temporaryDatabase();
  const datastore = createSqliteDatastore({ file: database.file, patienceMs: 200 });
  await datastore.open();
  const account = new AccountUnderTest(datastore, 'acme');
  await account.import({});
  await work(account, database.file);
  await datastore.close();
  database.remove();
}

describe('in memory', () => {
  it('a change waits for the snapshots before it, and later snapshots wait for the change', async () => {
    const account = await inMemory();
    const before = await account.openSnapshot();
    const change = account.change({});
    await nextTurn();
    const after = account.openSnapshot();
    await nextTurn();
    expect((await before.auditPage({ first: 9 })).rows).toHaveLength(1);
    await before.close();
    expect((await after).account.revision).toBe(2);
    await (await after).close();
    expect(await change).toBe(2);
  });

  it('a change of someone who holds a snapshot open is refused in time, and nothing is stuck', async () => {
    const account = await inMemory();
    const snapshot = await account.openSnapshot();
    await expect(account.change({})).rejects.toBeInstanceOf(DatastoreUnavailableError);
    expect(await account.read((later) => later.account.revision)).toBe(1);
    await snapshot.close();
    expect(await account.change({})).toBe(2);
  });

  it('is empty again in the next datastore', async () => {
    const account = await inMemory();
    await account.datastore.close();
    const other = createSqliteDatastore({ file: ':memory:' });
    await other.open();
    expect(await other.openSnapshot('acme')).toBeUndefined();
    await other.close();
  });
});

describe('in a file', () => {
  it('more snapshots than there are connections wait for each other', async () => {
    await inFile(async (account) => {
      const read = await Promise.all(many(100, () => account.read((snapshot) => snapshot.account.revision)));
      expect(read).toEqual(many(100, () => 1));
    });
  });

  it('a snapshot too many is refused in time, and opens when another was closed', async () => {
    await inFile(async (account) => {
      const open = await Promise.all(many(16, () => account.openSnapshot()));
      await expect(account.openSnapshot()).rejects.toBeInstanceOf(DatastoreUnavailableError);
      expect(await account.change({})).toBe(2);
      await open[0]?.close();
      expect(await account.read((snapshot) => snapshot.account.revision)).toBe(2);
      await Promise.all(open.map((snapshot) => snapshot.close()));
    });
  });

  it('snapshots that nobody closed end with the datastore, and let the log be emptied', async () => {
    await inFile(async (account, file) => {
      const forgotten = await account.openSnapshot();
      await account.change({});
      await account.datastore.close();
      await expect(forgotten.auditPage({ first: 1 })).rejects.toBeInstanceOf(DatastoreUnavailableError);
      const other = rawConnection(file);
      expect(other.prepare('pragma wal_checkpoint(truncate)').all([])).toEqual([
        { busy: 0, log: 0, checkpointed: 0 },
      ]);
      other.close();
      await forgotten.close();
    });
  });
});

it('a closed snapshot answers nothing more, nor does that of a plan after the plan', async () => {
  const account = await inMemory();
  const snapshot = await account.openSnapshot();
  await snapshot.close();
  await expect(snapshot.auditPage({ first: 1 })).rejects.toBeInstanceOf(DatastoreUnavailableError);
  const { result } = await account.plan((planned) => Promise.resolve({ result: planned }));
  await expect(result.auditPage({ first: 1 })).rejects.toBeInstanceOf(DatastoreUnavailableError);
});
