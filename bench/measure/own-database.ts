import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';

/** Not `URL`, which refuses the several hosts of a replica set. */
const HOSTS_AND_DATABASE = /^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?/;

/** Runs `work` with a database of its own on the replica set, which is dropped afterwards, whatever happens. */
export async function withOwnDatabase<T>(uri: string, work: (uri: string) => Promise<T>): Promise<T> {
  const own = uri.replace(HOSTS_AND_DATABASE, `$1/latchkey_bench_${randomUUID()}`);
  try {
    return await work(own);
  } finally {
    const client = new mongoose.mongo.MongoClient(own);
    await client.db().dropDatabase();
    await client.close();
  }
}
