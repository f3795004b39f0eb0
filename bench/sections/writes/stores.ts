import path from 'node:path';
import Libsql from 'libsql';
import type { Datastore } from '../../../src/datastore/contract/datastore.js';
import { createMongodbDatastore } from '../../../src/datastore/mongodb/mongodb-datastore.js';
import { createSqliteDatastore } from '../../../src/datastore/sqlite/sqlite-datastore.js';
import { RawDatabase } from '../../../test/datastore/mongodb/raw-database.js';

/** A datastore that is looked at from beside. */
export interface CountedStore {
  readonly datastore: Datastore;
  /** How many documents, or rows of tables, were written while `work` ran. */
  written(work: () => Promise<unknown>): Promise<number>;
  close(): Promise<void>;
}

export async function openSqlite(folder: string, name: string): Promise<CountedStore> {
  const file = path.join(folder, `${name}.db`);
  const datastore = createSqliteDatastore({ file });
  await datastore.open();
  const beside = new Libsql(file);
  return {
    datastore,
    written: async (work) => {
      const names = countRows(beside);
      try {
        await work();
        const { rows } = beside.prepare('select count(*) as rows from counted').get() as { rows: number };
        return rows;
      } finally {
        for (const trigger of names) beside.exec(`drop trigger ${trigger}`);
        beside.exec('drop table counted');
      }
    },
    close: async () => {
      beside.close();
      await datastore.close();
    },
  };
}

/** Triggers on every table, for as long as is counted. @returns their names */
function countRows(beside: Libsql.Database): readonly string[] {
  const tables = beside
    .prepare(`select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'`)
    .all() as readonly { readonly name: string }[];
  beside.exec('create table counted (written integer)');
  return tables.flatMap(({ name }) =>
    ['insert', 'update', 'delete'].map((event) => {
      const trigger = `counted_${event}_${name}`;
      beside.exec(
        `create trigger ${trigger} after ${event} on ${name} begin insert into counted values (1); end`,
      );
      return trigger;
    }),
  );
}

export async function openMongodb(uri: string): Promise<CountedStore> {
  const datastore = createMongodbDatastore({ uri });
  await datastore.open();
  const raw = new RawDatabase(uri);
  return {
    datastore,
    written: async (work) => {
      const commands = await raw.profiled(work);
      return commands.reduce(
        (sum, { ninserted = 0, nModified = 0, ndeleted = 0 }) => sum + ninserted + nModified + ndeleted,
        0,
      );
    },
    close: async () => {
      await raw.close();
      await datastore.close();
    },
  };
}
