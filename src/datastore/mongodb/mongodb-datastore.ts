import type { Connection } from 'mongoose';
import type {
  AccountImport,
  ChangeOutcome,
  ChangePlan,
  ChangeTarget,
  Datastore,
  Snapshot,
} from '../contract/datastore.js';
import { DatastoreUnavailableError } from '../contract/errors.js';
import { beginImport } from './account-import.js';
import { change } from './change.js';
import { defineCollections } from './collections.js';
import { CommandCount } from './command-count.js';
import { checkDeployment, createConnection, databaseOf } from './connect.js';
import type { Database } from './database.js';
import { withNamedErrors } from './driver-errors.js';
import { createLayout } from './layout.js';
import { oneCommand } from './one-command.js';
import { openSnapshot } from './open-snapshot.js';
import { AccountQueues } from './task-queue.js';
import { Deadline } from './time-limits.js';

export interface MongodbOptions {
  /** `mongodb://…` of a replica set. Without a database in it, that is `latchkey`. */
  readonly uri: string;
}

/** The production engine: MongoDB 5.0 or newer, a replica set, through mongoose. Nothing is sent before `open`. */
export function createMongodbDatastore(options: MongodbOptions): Datastore {
  return new MongodbDatastore(options.uri);
}

class MongodbDatastore implements Datastore {
  readonly #uri: string;
  readonly #commands = new CommandCount();
  #database: Database | undefined;

  constructor(uri: string) {
    this.#uri = uri;
  }

  get commandCount(): number {
    return this.#commands.value;
  }

  async open(): Promise<void> {
    if (this.#database !== undefined) return;
    const deadline = new Deadline();
    const connection = await withNamedErrors(() => Promise.resolve(createConnection(this.#uri)));
    try {
      this.#database = await deadline.limit(withNamedErrors(() => this.#prepare(connection, deadline)));
    } catch (error) {
      void connection.destroy().catch(() => undefined);
      throw error;
    }
  }

  async close(): Promise<void> {
    const database = this.#database;
    this.#database = undefined;
    if (database === undefined) return;
    await new Deadline().limit(withNamedErrors(() => database.connection.close()));
  }

  async ping(): Promise<void> {
    const { connection } = this.#opened();
    await oneCommand((options) => databaseOf(connection).command({ ping: 1, ...options }));
  }

  async openSnapshot(accountId: string, userId?: string): Promise<Snapshot | undefined> {
    return openSnapshot(this.#opened(), { accountId, userId });
  }

  async change<T>(target: ChangeTarget, plan: ChangePlan<T>): Promise<ChangeOutcome<T> | undefined> {
    return change(this.#opened(), target, plan);
  }

  async beginImport(accountId: string, { replace }: { readonly replace: boolean }): Promise<AccountImport> {
    return beginImport(this.#opened(), { accountId, replace });
  }

  async #prepare(connection: Connection, deadline: Deadline): Promise<Database> {
    await connection.asPromise();
    this.#commands.watch(connection);
    await checkDeployment(connection, deadline.commandLimitMs);
    const collections = defineCollections(connection);
    await createLayout(connection, collections);
    return { connection, collections, queues: new AccountQueues() };
  }

  #opened(): Database {
    if (this.#database === undefined) throw new DatastoreUnavailableError('MongoDB is not open');
    return this.#database;
  }
}
