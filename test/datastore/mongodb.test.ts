import mongoose from 'mongoose';
import { createMongodbDatastore } from '../../src/datastore/mongodb/mongodb-datastore.js';
import { describeWithMongodb, uniqueDatabaseUri } from '../support/mongodb.js';
import { describeDatastore } from './conformance/describe-datastore.js';
import type { CorruptValue } from './conformance/subject.js';

describeWithMongodb('the production engine', () => {
  describeDatastore(
    'MongoDB',
    async () => {
      const uri = uniqueDatabaseUri();
      const raw = new mongoose.mongo.MongoClient(uri);
      const datastore = createMongodbDatastore({ uri });
      await datastore.open();
      return {
        datastore,
        reopen: async () => {
          await datastore.close();
          await datastore.open();
          return datastore;
        },
        corrupt: (value) => corruptRow(raw, value),
        stop: async () => {
          await datastore.close();
          await raw.close();
        },
      };
    },
    { persists: true, canBeCorrupted: true, changesPassSnapshots: true },
  );
});

async function corruptRow(
  client: mongoose.mongo.MongoClient,
  { collection, id, field, value }: CorruptValue,
): Promise<void> {
  const where = collection === 'accounts' ? { _id: id as never } : { id };
  const writeConcern = { w: 'majority' } as const;
  await client
    .db()
    .collection(collection)
    .updateOne(where, { $set: { [field]: value } }, { writeConcern });
}
