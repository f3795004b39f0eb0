import { afterAll, expect, it } from '@jest/globals';
import { COLLECTION_NAMES } from '../../../src/datastore/mongodb/collections.js';
import type { Collections } from '../../../src/datastore/mongodb/collections.js';
import { INDEXES } from '../../../src/datastore/mongodb/indexes.js';
import { createMongodbDatastore } from '../../../src/datastore/mongodb/mongodb-datastore.js';
import { describeWithMongodb, uniqueDatabaseUri } from '../../support/mongodb.js';
import { AccountUnderTest } from '../conformance/account-under-test.js';
import { RawDatabase } from './profile.js';

describeWithMongodb('opening MongoDB', () => {
  const uri = uniqueDatabaseUri();
  const raw = new RawDatabase(uri);
  const datastores = Array.from({ length: 4 }, () => createMongodbDatastore({ uri }));

  afterAll(async () => {
    for (const datastore of datastores) await datastore.close();
    await raw.close();
  });

  it('creates every index of the list and no other, also when several processes open it at once', async () => {
    await Promise.all(datastores.map((datastore) => datastore.open()));

    for (const name of Object.keys(INDEXES) as (keyof Collections)[]) {
      const indexes = await raw.collection(COLLECTION_NAMES[name]).indexes();
      const found = indexes.filter(({ name: index }) => index !== '_id_');
      const expected = INDEXES[name].map(({ key, unique }) => ({ key, unique }));
      expect(found.map(({ key, unique }) => ({ key, unique }))).toEqual(expected);
    }
  });

  it('lets each of them see what the others write from then on', async () => {
    await Promise.all(
      datastores.map((datastore, at) => new AccountUnderTest(datastore, `account_${at}`).import({})),
    );
    for (const datastore of datastores) {
      for (const at of datastores.keys()) {
        const seen = new AccountUnderTest(datastore, `account_${at}`);
        expect(await seen.read((snapshot) => snapshot.account.revision)).toBe(1);
      }
    }
  });

  it('keeps what is there', async () => {
    const again = createMongodbDatastore({ uri });
    await again.open();
    expect(await new AccountUnderTest(again, 'account_0').change({})).toBe(2);
    await again.close();
  });

  it('is refused when another version of Latchkey wrote the database', async () => {
    const layout = raw.collection<{ _id: string; version: number }>(COLLECTION_NAMES.layout);
    await layout.updateOne({ _id: 'latchkey' }, { $set: { version: 2 } });
    const older = createMongodbDatastore({ uri });
    await expect(older.open()).rejects.toThrow('layout 2');
    await expect(older.ping()).rejects.toThrow('not open');
    await layout.updateOne({ _id: 'latchkey' }, { $set: { version: 1 } });
  });
});
