import { expect, it } from '@jest/globals';
import { createMongodbDatastore } from '../../src/datastore/mongodb/mongodb-datastore.js';
import type { Datastore } from '../../src/datastore/contract/datastore.js';
import { createSealer } from '../../src/secrets/sealer.js';
import { demoAccountNames, demoAccountText } from '../demo/demo-files.js';
import { describeWithMongodb, uniqueDatabaseUri } from '../support/mongodb.js';
import { awkwardDocument } from './awkward-account.js';
import { at } from './mistake-case.js';
import { sampleDocument } from './sample-document.js';
import { exportFrom, importInto, withDatastore } from './transfers.js';
import type { Source } from './transfers.js';

const SEALER = createSealer(Buffer.alloc(32, 1));

async function withMongodb<T>(use: (datastore: Datastore) => Promise<T>): Promise<T> {
  const datastore = createMongodbDatastore({ uri: uniqueDatabaseUri() });
  await datastore.open();
  try {
    return await use(datastore);
  } finally {
    await datastore.close();
  }
}

function withSecrets(): Source {
  const document = sampleDocument();
  at(document.integrations, 0).secrets = { apiKey: 'x', 'other key': 'y' };
  return document;
}

describeWithMongodb('an account moved from one engine to the other', () => {
  it.each<[what: string, source: Source, accountId: string]>([
    ...demoAccountNames().map((name): [string, Source, string] => [name, demoAccountText(name), name]),
    ['awkward settings', awkwardDocument(), 'acme'],
    ['secrets', withSecrets(), 'acme'],
  ])('is the same byte by byte: %s', async (_what, source, accountId) => {
    const exported = await withDatastore(async (sqlite) => {
      await importInto(sqlite, source, { sealer: SEALER });
      return exportFrom(sqlite, accountId);
    });
    await withMongodb(async (mongodb) => {
      await importInto(mongodb, exported, { sealer: SEALER });
      expect(await exportFrom(mongodb, accountId)).toBe(exported);
      const second = await importInto(mongodb, exported, { sealer: SEALER, newId: () => 'evt_2' });
      expect(second.revision).toBe(2);
      expect(await exportFrom(mongodb, accountId)).toBe(exported);
    });
  });
});
