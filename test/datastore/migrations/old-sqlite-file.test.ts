import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LAYOUT_VERSION } from '../../../src/datastore/sqlite/schema.js';
import { createSqliteDatastore } from '../../../src/datastore/sqlite/sqlite-datastore.js';
import { rawConnection, temporaryDatabase } from '../sqlite/temporary-database.js';
import type { TemporaryDatabase } from '../sqlite/temporary-database.js';
import { expectAnswersAlike } from './answers-alike.js';
import { writeSqliteFile } from './layout-1.js';
import { expectRefolded } from './refolded.js';

/** Writes as a migration would, and waits for its end: that of the process. */
const MIGRATES_UNTIL_KILLED = `
const Libsql = require('libsql');
const database = new Libsql(process.argv[1]);
database.exec("begin immediate; delete from permissions; alter table accounts rename to gone; pragma user_version = 9");
process.stdout.write('writing');
setInterval(() => {}, 1000);
`;

let database: TemporaryDatabase;
beforeEach(() => {
  database = temporaryDatabase();
  writeSqliteFile(database.file);
});
afterEach(() => {
  database.remove();
});

function ask(sql: string, file = database.file): unknown[] {
  const connection = rawConnection(file);
  const rows = connection.prepare(sql).all([]);
  connection.close();
  return rows;
}

const COLUMNS = `
select t.name as "table", c.name, c.type, c."notnull" as required, c.dflt_value as standard, c.pk
from sqlite_schema t, pragma_table_info(t.name) c where t.type = 'table' order by t.name, c.cid`;
const OTHERS = `select type, name, tbl_name from sqlite_schema where type <> 'table' order by type, name`;

describe('a SQLite file of the first layout', () => {
  it('O21: opens and answers as it did', async () => {
    await expectAnswersAlike('sqlite', createSqliteDatastore({ file: database.file }));
    expect(ask('pragma user_version')).toEqual([{ user_version: LAYOUT_VERSION }]);
  });

  it('O21: has its names folded as they are today', async () => {
    await expectRefolded('sqlite', createSqliteDatastore({ file: database.file }));
  });

  it('O21: has the same tables afterwards as a new one', async () => {
    const fresh = temporaryDatabase();
    try {
      for (const { file } of [database, fresh]) {
        const datastore = createSqliteDatastore({ file });
        await datastore.open();
        await datastore.close();
      }
      expect(ask(COLUMNS)).toEqual(ask(COLUMNS, fresh.file));
      expect(ask(OTHERS)).toEqual(ask(OTHERS, fresh.file));
    } finally {
      fresh.remove();
    }
  });

  it('O21: is migrated once when several open it at the same time', async () => {
    const datastores = Array.from({ length: 4 }, () => createSqliteDatastore({ file: database.file }));
    await Promise.all(datastores.map((datastore) => datastore.open()));
    const keys = await Promise.all(
      datastores.map(async (datastore) => (await datastore.openSnapshot('northwind'))?.account.cursorKey),
    );
    expect(new Set(keys).size).toBe(1);
    await Promise.all(datastores.map((datastore) => datastore.close()));
    await expectAnswersAlike('sqlite', createSqliteDatastore({ file: database.file }));
  });

  it('O21: is as it was when the process that migrates it is killed, and the one that waits goes on', async () => {
    const killed = spawn(process.execPath, ['-e', MIGRATES_UNTIL_KILLED, database.file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(killed.stdout, 'data');
    const datastore = createSqliteDatastore({ file: database.file });
    const opened = datastore.open();
    const exit = once(killed, 'exit');
    killed.kill('SIGKILL');
    await exit;
    await opened;
    await expectAnswersAlike('sqlite', datastore);
  });
});
