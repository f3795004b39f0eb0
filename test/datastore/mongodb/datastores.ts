import { afterAll } from '@jest/globals';
import type { Datastore } from '../../../src/datastore/contract/datastore.js';
import { createMongodbDatastore } from '../../../src/datastore/mongodb/mongodb-datastore.js';
import { RawDatabase } from './raw-database.js';

/** Called in a `describe`: whatever is made through it is closed at its end, also after a test that failed. */
export class Datastores {
  readonly #closing: (() => Promise<void>)[] = [];

  constructor() {
    afterAll(async () => {
      await Promise.allSettled(this.#closing.map((close) => close()));
    });
  }

  /** Not opened yet. */
  create(uri: string): Datastore {
    const datastore = createMongodbDatastore({ uri });
    this.#closing.push(() => datastore.close());
    return datastore;
  }

  async open(uri: string): Promise<Datastore> {
    const datastore = this.create(uri);
    await datastore.open();
    return datastore;
  }

  raw(uri: string): RawDatabase {
    const raw = new RawDatabase(uri);
    this.#closing.push(() => raw.close());
    return raw;
  }
}
