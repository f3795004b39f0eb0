import { createSqliteDatastore } from '../../src/datastore/sqlite/sqlite-datastore.js';
import { describeDatastore } from './conformance/describe-datastore.js';
import type { CorruptValue } from './conformance/subject.js';
import { rawConnection, temporaryDatabase } from './sqlite/temporary-database.js';

describeDatastore(
  'SQLite in a file',
  async () => {
    const database = temporaryDatabase();
    let datastore = createSqliteDatastore({ file: database.file });
    await datastore.open();
    return {
      datastore,
      reopen: async () => {
        await datastore.close();
        datastore = createSqliteDatastore({ file: database.file });
        await datastore.open();
        return datastore;
      },
      corrupt: (value) => {
        corruptRow(database.file, value);
        return Promise.resolve();
      },
      stop: async () => {
        await datastore.close();
        database.remove();
      },
    };
  },
  { persists: true, canBeCorrupted: true, changesPassSnapshots: true },
);

function corruptRow(file: string, { collection, id, field, value }: CorruptValue): void {
  const column = field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const connection = rawConnection(file);
  connection.prepare(`update ${collection} set ${column} = ? where id = ?`).run([value, id]);
  connection.close();
}
