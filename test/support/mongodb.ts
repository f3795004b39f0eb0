import { randomUUID } from 'node:crypto';
import { afterAll, describe } from '@jest/globals';
import mongoose from 'mongoose';

/** Not `URL`, which refuses the several hosts of a replica set. */
const HOSTS_AND_DATABASE = /^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?/;

const databases = new Set<string>();

/** The replica set of this run; undefined when there is none and the tests on it are skipped. */
export function mongodbUri(): string | undefined {
  return process.env.LATCHKEY_TEST_MONGODB_URI;
}

/** A mongod to start for tests that stop or pause it; undefined when there is none. */
export function mongodBinary(): string | undefined {
  return process.env.LATCHKEY_TEST_MONGOD;
}

/** The same replica set with a database of its own, which `describeWithMongodb` drops at its end. */
export function uniqueDatabaseUri(): string {
  const uri = mongodbUri();
  if (uri === undefined) throw new Error('There is no MongoDB for this run');
  const database = `latchkey_test_${randomUUID()}`;
  databases.add(database);
  return uriOfDatabase(uri, database);
}

export function uriOfDatabase(uri: string, database: string): string {
  return uri.replace(HOSTS_AND_DATABASE, `$1/${database}`);
}

/** A `describe` that is skipped, and says why in its name, when this run has no MongoDB. */
export function describeWithMongodb(name: string, body: () => void): void {
  describeWhen(mongodbUri(), name, () => {
    afterAll(dropDatabases);
    body();
  });
}

/** The same for tests that start a mongod of their own. */
export function describeWithOwnMongod(name: string, body: (binary: string) => void): void {
  const binary = mongodBinary();
  describeWhen(binary, name, () => {
    body(binary ?? '');
  });
}

function describeWhen(present: string | undefined, name: string, body: () => void): void {
  if (present !== undefined) {
    describe(name, body);
  } else {
    const reason = process.env.LATCHKEY_TEST_MONGODB_MISSING ?? 'there is no mongod to start';
    describe.skip(`${name} (skipped: ${reason})`, body);
  }
}

/** Only those that this file named. */
async function dropDatabases(): Promise<void> {
  const uri = mongodbUri();
  if (uri === undefined) return;
  const client = new mongoose.mongo.MongoClient(uri);
  try {
    for (const database of databases) await client.db(database).dropDatabase();
    databases.clear();
  } finally {
    await client.close();
  }
}
