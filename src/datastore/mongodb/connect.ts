import mongoose from 'mongoose';
import type { Connection, ConnectOptions } from 'mongoose';
import { MOST_CONNECTIONS } from '../contract/datastore.js';
import { DatastoreUnusableError } from '../contract/errors.js';

/** When the address names none; the driver would take `test`. */
const DEFAULT_DATABASE = 'latchkey';
const NAMES_DATABASE = /^mongodb(?:\+srv)?:\/\/[^/?]+\/[^?]/;

/**
 * What the address may not change: where is read, and when a write counts. The limits let a server that is gone or
 * hangs be noticed within about three seconds and be found again within about three.
 */
const OPTIONS = {
  readPreference: 'primary',
  writeConcern: { w: 'majority' },
  retryReads: true,
  retryWrites: true,
  maxPoolSize: MOST_CONNECTIONS,
  minPoolSize: 1,
  serverSelectionTimeoutMS: 3_000,
  waitQueueTimeoutMS: 3_000,
  connectTimeoutMS: 2_000,
  socketTimeoutMS: 4_500,
  heartbeatFrequencyMS: 1_000,
  monitorCommands: true,
  autoIndex: false,
  autoCreate: false,
  bufferCommands: false,
  sanitizeFilter: false,
} as const satisfies ConnectOptions;

/** Snapshot reads outside transactions came with MongoDB 5.0. */
const OLDEST_WIRE_VERSION = 13;

/** A connection of its own; nothing is shared through mongoose's global one. */
export function createConnection(uri: string): Connection {
  const database = NAMES_DATABASE.test(uri) ? {} : { dbName: DEFAULT_DATABASE };
  return mongoose.createConnection(uri, { ...OPTIONS, ...database });
}

/** @throws DatastoreUnusableError when transactions and snapshots would not work there. */
export async function checkDeployment(connection: Connection, maxTimeMS: number): Promise<void> {
  // The driver would put it on every read, in the place of the state that a snapshot is to be read at.
  if (connection.getClient().readConcern !== undefined) {
    throw new DatastoreUnusableError('The address of MongoDB must not set readConcernLevel');
  }
  const hello = await databaseOf(connection).command({ hello: 1, maxTimeMS });
  if (typeof hello.setName !== 'string') throw new DatastoreUnusableError(NEEDS_REPLICA_SET);
  if (!(Number(hello.maxWireVersion) >= OLDEST_WIRE_VERSION)) {
    throw new DatastoreUnusableError('MongoDB 5.0 or newer is needed');
  }
}

/** The driver's own database, for what no model stands for. */
export type RawDatabase = mongoose.mongo.Db;

export function databaseOf(connection: Connection): RawDatabase {
  if (connection.db === undefined) throw new DatastoreUnusableError('The connection to MongoDB is not open');
  return connection.db;
}

const NEEDS_REPLICA_SET =
  'MongoDB must be a replica set, because changes are transactions. One server is enough: start mongod with ' +
  '--replSet NAME, run rs.initiate() once in mongosh, and add ?replicaSet=NAME to the address';
