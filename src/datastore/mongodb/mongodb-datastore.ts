import type { Connection } from 'mongoose';
import { runningAs } from '../around/around-snapshot.js';
import { stateViewer } from '../common/state-viewer.js';
import type {
  AccessTokenRef,
  AccountImport,
  Around,
  ChangeOutcome,
  ChangePlan,
  ChangeTarget,
  CleaningPlan,
  Datastore,
  Page,
  PageRequest,
  Reseal,
  ResealedPage,
  Snapshot,
  ViewerRef,
} from '../contract/datastore.js';
import { DatastoreUnavailableError } from '../contract/errors.js';
import type { AccountRecord } from '../contract/records.js';
import { noteAccessTokenUse } from './access-token-writes.js';
import { deleteAccount } from './account-deletion.js';
import { beginImport } from './account-import.js';
import { readAccountPage } from './account-reads.js';
import { AccountTurns } from './account-turns.js';
import { change } from './change.js';
import { defineCollections } from './collections.js';
import { CommandCount } from './command-count.js';
import { checkDeployment, createConnection, databaseOf } from './connect.js';
import type { Database } from './database.js';
import { withNamedErrors } from './driver-errors.js';
import { createLayout, migrateLayout } from './layout.js';
import { oneCommand } from './one-command.js';
import { openSnapshot } from './open-snapshot.js';
import { resealSecrets } from './reseal-secrets.js';
import { assertAllStorable } from './storable.js';
import { Deadline } from './time-limits.js';
import { cleanUp } from './clean-up.js';

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
    const connection = await withNamedErrors(() => Promise.resolve(createConnection(this.#uri)));
    try {
      await inTime((deadline) => this.#connect(connection, deadline));
      const collections = defineCollections(connection);
      // Takes as long as it takes; each of its commands is limited.
      await withNamedErrors(() => migrateLayout(connection, collections));
      await inTime(() => createLayout(connection, collections));
      this.#database = { connection, collections, turns: new AccountTurns(), commands: this.#commands };
    } catch (error) {
      void connection.destroy().catch(() => undefined);
      throw error;
    }
  }

  async close(): Promise<void> {
    const database = this.#database;
    this.#database = undefined;
    if (database === undefined) return;
    await inTime(() => database.connection.close());
  }

  async ping(): Promise<void> {
    const { connection } = this.#opened();
    await oneCommand((options) => databaseOf(connection).command({ ping: 1, ...options }));
  }

  async openSnapshot(accountId: string, by?: ViewerRef, around?: Around): Promise<Snapshot | undefined> {
    const snapshot = await openSnapshot(this.#opened(), { accountId, ...stateViewer(by) });
    return snapshot && runningAs(around, snapshot);
  }

  async change<T>(target: ChangeTarget, plan: ChangePlan<T>): Promise<ChangeOutcome<T> | undefined> {
    return change(this.#opened(), target, plan);
  }

  async beginImport(accountId: string, { replace }: { readonly replace: boolean }): Promise<AccountImport> {
    return beginImport(this.#opened(), { accountId, replace });
  }

  async noteAccessTokenUse(token: AccessTokenRef, day: string): Promise<void> {
    assertAllStorable([token, day]);
    await noteAccessTokenUse(this.#opened().collections, token, day);
  }

  async accountPage(page: PageRequest): Promise<Page<AccountRecord>> {
    assertAllStorable(page);
    return readAccountPage(this.#opened().collections, page);
  }

  async deleteAccount(accountId: string): Promise<boolean> {
    return deleteAccount(this.#opened(), accountId);
  }

  async resealSecrets(
    accountId: string,
    page: PageRequest,
    reseal: Reseal,
  ): Promise<ResealedPage | undefined> {
    assertAllStorable({ accountId, page });
    return resealSecrets(this.#opened(), { accountId, page }, reseal);
  }

  async cleanUp(accountId: string, plan: CleaningPlan): Promise<boolean> {
    return cleanUp(this.#opened(), accountId, plan);
  }

  async #connect(connection: Connection, deadline: Deadline): Promise<void> {
    await connection.asPromise();
    this.#commands.watch(connection);
    await checkDeployment(connection, deadline.commandLimitMs);
  }

  #opened(): Database {
    if (this.#database === undefined) throw new DatastoreUnavailableError('MongoDB is not open');
    return this.#database;
  }
}

function inTime<T>(work: (deadline: Deadline) => Promise<T>): Promise<T> {
  const deadline = new Deadline();
  return deadline.limit(withNamedErrors(() => work(deadline)));
}
