import { expect, it } from '@jest/globals';
import { COLLECTION_NAMES } from '../../../src/datastore/mongodb/collections.js';
import { LAYOUT_VERSION } from '../../../src/datastore/mongodb/layout.js';
import type { Collections } from '../../../src/datastore/mongodb/collections.js';
import { INDEXES } from '../../../src/datastore/mongodb/indexes.js';
import type { IndexDefinition } from '../../../src/datastore/mongodb/indexes.js';
import { describeWithMongodb, uniqueDatabaseUri } from '../../support/mongodb.js';
import { AccountUnderTest } from '../conformance/account-under-test.js';
import { auditEvent } from '../conformance/world.js';
import { Datastores } from './datastores.js';

describeWithMongodb('opening MongoDB', () => {
  const datastores = new Datastores();
  const uri = uniqueDatabaseUri();
  const raw = datastores.raw(uri);
  const processes = Array.from({ length: 4 }, () => datastores.create(uri));

  it('creates every index of the list and no other, also when several processes open it at once', async () => {
    await Promise.all(processes.map((datastore) => datastore.open()));

    for (const name of Object.keys(INDEXES) as (keyof Collections)[]) {
      const indexes = await raw.collection(COLLECTION_NAMES[name]).indexes();
      const found = indexes.filter(({ name: index }) => index !== '_id_');
      const told = ({ key, unique, expireAfterSeconds }: IndexDefinition) => ({
        ...{ key, unique, expireAfterSeconds },
      });
      expect(found.map((index) => told(index as unknown as IndexDefinition))).toEqual(
        INDEXES[name].map(told),
      );
    }
  });

  it('lets each of them see what the others write from then on', async () => {
    await Promise.all(
      processes.map((datastore, at) => new AccountUnderTest(datastore, `account_${at}`).import({})),
    );
    for (const datastore of processes) {
      for (const at of processes.keys()) {
        const seen = new AccountUnderTest(datastore, `account_${at}`);
        expect(await seen.read((snapshot) => snapshot.account.revision)).toBe(1);
      }
    }
  });

  it('keeps what is there', async () => {
    const account = new AccountUnderTest(await datastores.open(uri), 'account_0');
    expect(await account.change({ auditEvents: [auditEvent('event_new')] })).toBe(2);
  });

  it('O21: is refused when a newer version of Latchkey wrote the database', async () => {
    const layout = raw.collection<{ _id: string; version: number }>(COLLECTION_NAMES.layout);
    await layout.updateOne({ _id: 'latchkey' }, { $set: { version: LAYOUT_VERSION + 1 } });
    const older = datastores.create(uri);
    await expect(older.open()).rejects.toThrow(`layout ${LAYOUT_VERSION + 1}`);
    await expect(older.ping()).rejects.toThrow('not open');
    await layout.updateOne({ _id: 'latchkey' }, { $set: { version: LAYOUT_VERSION } });
  });
});
