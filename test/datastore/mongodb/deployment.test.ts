import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DatastoreUnavailableError, DatastoreUnusableError } from '../../../src/datastore/contract/errors.js';
import { Mongod } from '../../support/mongod.js';
import {
  describeWithMongodb,
  describeWithOwnMongod,
  uniqueDatabaseUri,
  uriOfDatabase,
} from '../../support/mongodb.js';
import { AccountUnderTest } from '../conformance/account-under-test.js';
import { Datastores } from './datastores.js';

const LIMIT_MS = 5_000;

describeWithOwnMongod('a MongoDB that is not a replica set', (binary) => {
  const datastores = new Datastores();
  let mongod: Mongod;

  beforeAll(async () => {
    mongod = await Mongod.start({ binary, replicaSet: false });
  });

  afterAll(async () => {
    await mongod.stop();
  });

  it('is refused with the words that tell how to make it one', async () => {
    const opening = datastores.create(mongod.uri).open();
    await expect(opening).rejects.toBeInstanceOf(DatastoreUnusableError);
    await expect(opening).rejects.toThrow(/must be a replica set.*--replSet.*rs\.initiate\(\)/);
  });

  it('is refused within 5 s when the address names a replica set', async () => {
    const start = performance.now();
    const opening = datastores.create(`${mongod.uri}?replicaSet=latchkey`).open();
    await expect(opening).rejects.toBeInstanceOf(DatastoreUnusableError);
    await expect(opening).rejects.toThrow('belongs to the replica set');
    expect(performance.now() - start).toBeLessThan(LIMIT_MS);
  });
});

describeWithOwnMongod('a MongoDB that is not there yet', (binary) => {
  const datastores = new Datastores();
  let mongod: Mongod;

  beforeAll(async () => {
    mongod = await Mongod.start({ binary });
    await mongod.kill();
  });

  afterAll(async () => {
    await mongod.stop();
  });

  it('is unavailable within 5 s, and can be opened by the same datastore once it is there', async () => {
    const datastore = datastores.create(mongod.uri);
    const start = performance.now();
    await expect(datastore.open()).rejects.toBeInstanceOf(DatastoreUnavailableError);
    expect(performance.now() - start).toBeLessThan(LIMIT_MS);
    await expect(datastore.ping()).rejects.toBeInstanceOf(DatastoreUnavailableError);

    await mongod.restart();
    await datastore.open();
    expect(await new AccountUnderTest(datastore, 'acme').import({})).toBe(1);
  });

  it('is used with the database latchkey when the address names none', async () => {
    const accounts = datastores.raw(uriOfDatabase(mongod.uri, 'latchkey')).collection('accounts');
    expect(await accounts.countDocuments()).toBe(1);
  });
});

describeWithMongodb('an address of MongoDB', () => {
  const datastores = new Datastores();

  it.each(['mongodb://', 'mongodb://host:port/', 'mongodb://localhost/?noSuchOption=1'])(
    'that cannot be read is unusable: %s',
    async (uri) => {
      const opening = datastores.create(uri).open();
      await expect(opening).rejects.toBeInstanceOf(DatastoreUnusableError);
    },
  );

  it('that sets a read concern is refused, because snapshots would then not hold', async () => {
    const uri = `${uniqueDatabaseUri()}&readConcernLevel=majority`;
    await expect(datastores.create(uri).open()).rejects.toThrow('readConcernLevel');
  });

  it('that asks for weaker reads and writes is used with ours', async () => {
    const uri = `${uniqueDatabaseUri()}&readPreference=secondary&w=1`;
    const account = new AccountUnderTest(await datastores.open(uri), 'acme');
    expect(await account.import({})).toBe(1);
    expect(await account.change({})).toBe(2);
    expect(await account.read((snapshot) => snapshot.account.revision)).toBe(2);
  });
});
