import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { copyFileSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Datastore } from '../../../src/datastore/contract/datastore.js';
import { DatastoreUnavailableError, OutcomeUnknownError } from '../../../src/datastore/contract/errors.js';
import { createSqliteDatastore } from '../../../src/datastore/sqlite/sqlite-datastore.js';
import { AccountUnderTest } from '../conformance/account-under-test.js';
import { auditEvent } from '../conformance/world.js';
import { temporaryDatabase } from './temporary-database.js';
import type { TemporaryDatabase } from './temporary-database.js';

let database: TemporaryDatabase;
let datastore: Datastore;
let account: AccountUnderTest;
let log: string;

beforeEach(async () => {
  database = temporaryDatabase();
  log = `${database.file}-wal`;
  datastore = createSqliteDatastore({ file: database.file, patienceMs: 300 });
  await datastore.open();
  account = new AccountUnderTest(datastore, 'acme');
  await account.import({});
  await account.change({});
});
afterEach(async () => {
  await datastore.close();
  database.remove();
});

async function expectUnavailable(): Promise<void> {
  for (const refused of [datastore.ping(), datastore.openSnapshot('acme'), account.change({})]) {
    await expect(refused).rejects.toBeInstanceOf(DatastoreUnavailableError);
    await expect(refused).rejects.toThrow(/latchkey\.db-wal was removed or replaced/);
  }
}

async function revisionInFile(file = database.file): Promise<number> {
  const other = createSqliteDatastore({ file });
  await other.open();
  try {
    return await new AccountUnderTest(other, 'acme').read((snapshot) => snapshot.account.revision);
  } finally {
    await other.close();
  }
}

describe('the log of a SQLite file', () => {
  it('O16: that was removed is noticed at once, and what was acknowledged is in the file after the end', async () => {
    rmSync(log);
    await expectUnavailable();
    await datastore.close();
    expect(await revisionInFile()).toBe(2);
  });

  it('O16: that was replaced is noticed at once, and is left to whoever made it', async () => {
    rmSync(log);
    writeFileSync(log, '');
    await expectUnavailable();
    await datastore.close();
    expect(existsSync(log)).toBe(true);
  });

  it('O16: that is moved away is noticed, and works again when it is moved back', async () => {
    renameSync(log, `${log}.away`);
    await expectUnavailable();
    renameSync(`${log}.away`, log);
    expect(await account.change({})).toBe(3);
  });

  it.each(['-wal', ''])(
    'O16: a change is not acknowledged when latchkey.db%s goes while it is made',
    async (end) => {
      const change = datastore.change({ accountId: 'acme', userId: 'usr_actor' }, () => {
        rmSync(database.file + end);
        return Promise.resolve({
          result: null,
          changes: { touched: [], auditEvents: [auditEvent('event_9')] },
        });
      });
      await expect(change).rejects.toBeInstanceOf(OutcomeUnknownError);
    },
  );

  it('O16: of a file that was replaced stays with that file, and no other takes it up', async () => {
    const away = join(database.folder, 'away.db');
    const backup = join(database.folder, 'backup.db');
    await datastore.close();
    copyFileSync(database.file, backup);
    await datastore.open();
    await account.change({});
    renameSync(database.file, away);
    renameSync(backup, database.file);
    expect(await account.read((snapshot) => snapshot.account.revision)).toBe(2);
    expect(await account.change({})).toBe(3);
    expect(await account.change({})).toBe(4);
    expect(await revisionInFile(away)).toBe(3);
  });

  it('O16: that an earlier file of the name left behind is not taken for that of a new one', async () => {
    rmSync(database.file);
    const other = createSqliteDatastore({ file: database.file });
    await other.open();
    expect(await new AccountUnderTest(other, 'acme').import({})).toBe(1);
    expect(await account.read((snapshot) => snapshot.account.revision)).toBe(1);
    expect(await account.change({})).toBe(2);
    expect(await new AccountUnderTest(other, 'acme').change({})).toBe(3);
    await other.close();
  });
});
