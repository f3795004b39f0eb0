import { expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { LAYOUT_VERSION } from '../../../src/datastore/mongodb/layout.js';
import { createMongodbDatastore } from '../../../src/datastore/mongodb/mongodb-datastore.js';
import { describeWithMongodb, uniqueDatabaseUri } from '../../support/mongodb.js';
import { RawDatabase } from '../mongodb/raw-database.js';
import { expectAnswersAlike } from './answers-alike.js';
import { fillMongodb } from './layout-1.js';
import { expectRefolded } from './refolded.js';

interface StoredAccount {
  readonly _id: string;
  readonly stamp?: string;
  readonly cursorKey?: string;
}

interface StoredLayout {
  readonly _id: string;
  readonly version: number;
}

describeWithMongodb('a MongoDB database of the first layout', () => {
  async function oldDatabase(): Promise<string> {
    const uri = uniqueDatabaseUri();
    await fillMongodb(uri);
    return uri;
  }

  async function withRaw<T>(uri: string, work: (raw: RawDatabase) => Promise<T>): Promise<T> {
    const raw = new RawDatabase(uri);
    try {
      return await work(raw);
    } finally {
      await raw.close();
    }
  }

  const layoutOf = (uri: string): Promise<readonly StoredLayout[]> =>
    withRaw(uri, (raw) => raw.collection<StoredLayout>('layout').find().toArray());

  it('O21: opens and answers as it did', async () => {
    const uri = await oldDatabase();
    await expectAnswersAlike('mongodb', createMongodbDatastore({ uri }));
    // The lock is given back.
    expect(await layoutOf(uri)).toEqual([{ _id: 'latchkey', version: LAYOUT_VERSION }]);
  });

  it('O21: has its names folded as they are today', async () => {
    await expectRefolded('mongodb', createMongodbDatastore({ uri: await oldDatabase() }));
  });

  it('O21: is migrated once when several open it at the same time', async () => {
    const uri = await oldDatabase();
    const datastores = Array.from({ length: 4 }, () => createMongodbDatastore({ uri }));
    await Promise.all(datastores.map((datastore) => datastore.open()));
    const keys = await Promise.all(
      datastores.map(async (datastore) => {
        const snapshot = await datastore.openSnapshot('northwind');
        await snapshot?.close();
        return snapshot?.account.cursorKey;
      }),
    );
    expect(new Set(keys).size).toBe(1);
    await Promise.all(datastores.map((datastore) => datastore.close()));
    await expectAnswersAlike('mongodb', createMongodbDatastore({ uri }));
  });

  it('O21: is migrated to its end when the process that began was killed, after its lock has ended', async () => {
    const uri = await oldDatabase();
    const half = { stamp: 'a stamp', cursorKey: 'a key' };
    const until = new Date(Date.now() + 1_000);
    await withRaw(uri, async (raw) => {
      await raw.collection<StoredAccount>('accounts').updateOne({ _id: 'northwind' }, { $set: half });
      await raw
        .collection<StoredLayout>('layout')
        .updateOne({ _id: 'latchkey' }, { $set: { migration: { holder: 'killed', until } } });
    });
    const datastore = createMongodbDatastore({ uri });
    await datastore.open();
    expect(Date.now()).toBeGreaterThanOrEqual(until.getTime());
    await expectAnswersAlike('mongodb', datastore);
    const [kept, ...others] = await withRaw(uri, (raw) =>
      raw.collection<StoredAccount>('accounts').find().sort({ _id: -1 }).toArray(),
    ).then((accounts) => accounts.sort(({ _id }) => (_id === 'northwind' ? -1 : 1)));
    expect(kept).toMatchObject(half);
    for (const { cursorKey } of others) expect(cursorKey).toMatch(/^[\w-]{43}$/);
  });

  it('O21: cannot be stored as migrated by a process that has lost its lock', async () => {
    const uri = await oldDatabase();
    const client = new mongoose.mongo.MongoClient(uri);
    try {
      const { MigrationLock } = await import('../../../src/datastore/mongodb/migration-lock.js');
      const lock = new MigrationLock(client.db(), { name: 'layout', id: 'latchkey' });
      const late = lock.hold(async (held) => {
        await client
          .db()
          .collection<StoredLayout>('layout')
          .updateOne({ _id: 'latchkey' }, { $set: { 'migration.holder': 'another' } });
        await held.write(LAYOUT_VERSION);
      });
      await expect(late).rejects.toThrow('Another process took over');
      expect(await layoutOf(uri)).toMatchObject([{ version: 1, migration: { holder: 'another' } }]);
    } finally {
      await client.close();
    }
  });
});
