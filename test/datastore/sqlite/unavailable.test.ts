import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { copyFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Datastore } from '../../../src/datastore/contract/datastore.js';
import { DatastoreUnavailableError, DatastoreUnusableError } from '../../../src/datastore/contract/errors.js';
import { createSqliteDatastore } from '../../../src/datastore/sqlite/sqlite-datastore.js';
import { AccountUnderTest } from '../conformance/account-under-test.js';
import { rawConnection, temporaryDatabase } from './temporary-database.js';
import type { TemporaryDatabase } from './temporary-database.js';

let database: TemporaryDatabase;
let datastore: Datastore;
let account: AccountUnderTest;

beforeEach(async () => {
  database = temporaryDatabase();
  datastore = createSqliteDatastore({ file: database.file, patienceMs: 300 });
  await datastore.open();
  account = new AccountUnderTest(datastore, 'acme');
  await account.import({});
});

afterEach(async () => {
  await datastore.close();
  database.remove();
});

async function expectUnavailable(): Promise<void> {
  await expect(datastore.ping()).rejects.toBeInstanceOf(DatastoreUnavailableError);
  await expect(datastore.openSnapshot('acme')).rejects.toBeInstanceOf(DatastoreUnavailableError);
  await expect(account.change({})).rejects.toBeInstanceOf(DatastoreUnavailableError);
  const importing = datastore.beginImport('other', { replace: false });
  await expect(importing).rejects.toBeInstanceOf(DatastoreUnavailableError);
}

describe('a database that another program locks', () => {
  it('refuses changes within five seconds, with the event loop running; reads go on', async () => {
    const patient = createSqliteDatastore({ file: database.file });
    await patient.open();
    const other = rawConnection(database.file);
    other.exec('begin immediate');
    let ticks = 0;
    const ticking = setInterval(() => (ticks += 1), 10);
    const start = performance.now();
    const change = new AccountUnderTest(patient, 'acme').change({});
    expect(await account.read((snapshot) => snapshot.account.revision)).toBe(1);
    await expect(change).rejects.toBeInstanceOf(DatastoreUnavailableError);
    expect(performance.now() - start).toBeLessThan(5_000);
    clearInterval(ticking);
    expect(ticks).toBeGreaterThan(50);
    other.exec('rollback');
    other.close();
    expect(await new AccountUnderTest(patient, 'acme').change({})).toBe(2);
    await patient.close();
  });

  it('makes a change wait that is in time', async () => {
    const other = rawConnection(database.file);
    other.exec('begin immediate');
    const change = account.change({});
    setTimeout(() => other.exec('rollback'), 60);
    expect(await change).toBe(2);
    other.close();
  });

  it('cannot be opened while it is locked for itself, and can be afterwards', async () => {
    await datastore.close();
    const file = join(database.folder, 'locked.db');
    const other = rawConnection(file);
    other.exec('begin exclusive; create table if not exists t (a)');
    const late = createSqliteDatastore({ file, patienceMs: 300 });
    await expect(late.open()).rejects.toBeInstanceOf(DatastoreUnavailableError);
    await expect(late.ping()).rejects.toBeInstanceOf(DatastoreUnavailableError);
    other.exec('rollback');
    other.close();
    await late.open();
    await late.ping();
    await late.close();
  });
});

describe('a database file that goes away', () => {
  it('is unavailable at once, and answers again when it is back', async () => {
    const away = join(database.folder, 'away.db');
    renameSync(database.file, away);
    await expectUnavailable();
    expect(readdirSync(database.folder)).not.toContain('latchkey.db');
    renameSync(away, database.file);
    await datastore.ping();
    expect(await account.change({})).toBe(2);
  });

  it('that was deleted answers again when a backup is in its place', async () => {
    await datastore.close();
    const backup = join(database.folder, 'backup');
    copyFileSync(database.file, backup);
    await datastore.open();
    await account.change({});
    for (const name of ['latchkey.db', 'latchkey.db-wal', 'latchkey.db-shm']) {
      rmSync(join(database.folder, name), { force: true });
    }
    await expectUnavailable();
    copyFileSync(backup, database.file);
    expect(await account.read((snapshot) => snapshot.account.revision)).toBe(1);
    expect(await account.change({})).toBe(2);
  });

  it('that was replaced by something else is unusable, until that is gone', async () => {
    const away = join(database.folder, 'away.db');
    renameSync(database.file, away);
    for (const bytes of ['', 'something else '.repeat(500)]) {
      writeFileSync(database.file, bytes);
      await expect(datastore.ping()).rejects.toBeInstanceOf(DatastoreUnusableError);
      await expect(account.change({})).rejects.toBeInstanceOf(DatastoreUnusableError);
    }
    renameSync(away, database.file);
    expect(await account.change({})).toBe(2);
  });
});

describe('a datastore that is not open', () => {
  it('is unavailable before it is opened and after it is closed', async () => {
    await datastore.close();
    await expectUnavailable();
    await datastore.open();
    expect(await account.change({})).toBe(2);
  });
});
