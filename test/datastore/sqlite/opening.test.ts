import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatastoreUnusableError } from '../../../src/datastore/contract/errors.js';
import { LAYOUT_VERSION } from '../../../src/datastore/sqlite/schema.js';
import { createSqliteDatastore } from '../../../src/datastore/sqlite/sqlite-datastore.js';
import { AccountUnderTest } from '../conformance/account-under-test.js';
import { rawConnection, temporaryDatabase } from './temporary-database.js';
import type { TemporaryDatabase } from './temporary-database.js';

let database: TemporaryDatabase;
beforeEach(() => {
  database = temporaryDatabase();
});
afterEach(() => {
  database.remove();
});

async function refusal(file: string): Promise<Error> {
  const datastore = createSqliteDatastore({ file });
  const error: unknown = await datastore.open().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(DatastoreUnusableError);
  return error as Error;
}

describe('opening a file', () => {
  it.each(['latchkey.db', 'a b.db', 'ä?mode=memory.db', '50%25#x&y.db', "it's.db"])(
    'creates the database in %s, and no other file than its own',
    async (name) => {
      const file = join(database.folder, name);
      const datastore = createSqliteDatastore({ file });
      await datastore.open();
      await datastore.ping();
      expect(readFileSync(file).subarray(0, 15).toString()).toBe('SQLite format 3');
      await datastore.close();
    },
  );

  it('accepts an empty file, and a database that has the tables already', async () => {
    writeFileSync(database.file, '');
    for (let time = 1; time <= 2; time += 1) {
      const datastore = createSqliteDatastore({ file: database.file });
      await datastore.open();
      await datastore.close();
    }
  });

  it('works from several places at once', async () => {
    const datastores = Array.from({ length: 5 }, () => createSqliteDatastore({ file: database.file }));
    await Promise.all(datastores.map((datastore) => datastore.open()));
    const [first, ...others] = datastores;
    if (first === undefined) throw new Error('There are five');
    await new AccountUnderTest(first, 'acme').import({});
    for (const datastore of others) {
      const snapshot = await datastore.openSnapshot('acme');
      expect(snapshot?.account.id).toBe('acme');
    }
    await Promise.all(datastores.map((datastore) => datastore.close()));
  });

  it('switches on the write-ahead log and full synchronisation with the disk', async () => {
    const datastore = createSqliteDatastore({ file: database.file });
    await datastore.open();
    const connection = rawConnection(database.file);
    expect(connection.prepare('pragma journal_mode').all([])).toEqual([{ journal_mode: 'wal' }]);
    connection.close();
    await datastore.close();
  });
});

describe('opening is refused in clear words', () => {
  it('when the folder does not exist', async () => {
    const { message } = await refusal(join(database.folder, 'missing', 'latchkey.db'));
    expect(message).toMatch(/The folder .*missing of the database does not exist; create it first/);
    expect(existsSync(join(database.folder, 'missing'))).toBe(false);
  });

  it('when a folder stands there', async () => {
    mkdirSync(database.file);
    expect((await refusal(database.file)).message).toMatch(/latchkey\.db is not a file; name a file/);
  });

  it.each([
    ['text', Buffer.from('not a database, but long enough to be one. '.repeat(100))],
    ['a damaged header', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(5_000, 0xa5)])],
  ])('when the file holds %s, which stays as it is', async (_, bytes) => {
    writeFileSync(database.file, bytes);
    expect((await refusal(database.file)).message).toMatch(
      /latchkey\.db is damaged or is no SQLite database/,
    );
    expect(readFileSync(database.file)).toEqual(bytes);
  });

  it('when it is the database of another program, which stays as it is', async () => {
    const connection = rawConnection(database.file);
    connection.exec('create table accounts (id text)');
    connection.close();
    const before = readFileSync(database.file);
    expect((await refusal(database.file)).message).toMatch(/latchkey\.db is a database of another program/);
    expect(readFileSync(database.file)).toEqual(before);
  });

  it('O21: when a newer version wrote it', async () => {
    const datastore = createSqliteDatastore({ file: database.file });
    await datastore.open();
    await datastore.close();
    const connection = rawConnection(database.file);
    connection.exec(`pragma user_version = ${LAYOUT_VERSION + 1}`);
    connection.close();
    const { message } = await refusal(database.file);
    expect(message).toMatch(
      new RegExp(`has layout ${LAYOUT_VERSION + 1}, .* knows layout ${LAYOUT_VERSION};`),
    );
  });

  const itUnlessRoot = process.getuid?.() === 0 ? it.skip : it;
  itUnlessRoot('when the place cannot be written', async () => {
    const datastore = createSqliteDatastore({ file: database.file });
    await datastore.open();
    await datastore.close();
    const copy = join(database.folder, 'copy.db');
    copyFileSync(database.file, copy);
    chmodSync(copy, 0o444);
    expect((await refusal(copy)).message).toMatch(/copy\.db cannot be written/);
    chmodSync(database.folder, 0o555);
    expect((await refusal(join(database.folder, 'new.db'))).message).toMatch(/cannot be written/);
    chmodSync(database.folder, 0o755);
  });
});
