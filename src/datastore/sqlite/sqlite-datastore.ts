import { resolve } from 'node:path';
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
import type { AccountRecord } from '../contract/records.js';
import { noteAccessTokenUse } from './access-tokens.js';
import { beginImport } from './account-import.js';
import { deleteAccount } from './account-deletion.js';
import { readAccountPage, readPresentState } from './account-state.js';
import type { PresentState } from './account-state.js';
import type { Connection } from './connection.js';
import type { Database } from './database.js';
import { FileDatabase } from './file-database.js';
import { readKeyedRequest, writeKeyedRequest } from './keyed-requests.js';
import { MemoryDatabase } from './memory-database.js';
import { PageEnds } from './page-ends.js';
import type { Patience } from './patience.js';
import { resealSecrets } from './reseal-secrets.js';
import { SqliteSnapshot } from './snapshot.js';
import type { SnapshotParts } from './snapshot.js';
import { readAccountPointer } from './write-account.js';
import { writeChanges } from './write-changes.js';
import { withoutDeleted } from '../deletions/without-deleted.js';
import { cleanUp } from './clean-up.js';

export interface SqliteDatastoreOptions extends Patience {
  /** A path, or `:memory:`: gone when the datastore is closed. */
  readonly file: string;
}

/**
 * A datastore in a SQLite file, which several processes may share, or in memory. Nothing is opened before `open()`.
 *
 * A caller closes its snapshot before it starts a change: in memory the change waits for every open snapshot, and is
 * refused as unavailable when they stay open. The same goes for a snapshot opened within the plan of a change, which
 * is given one of its own. A file has no such wait, but a limited number of snapshots open at once.
 */
export function createSqliteDatastore(options: SqliteDatastoreOptions): Datastore {
  const { file } = options;
  return new SqliteDatastore(
    file === ':memory:' ? new MemoryDatabase(options) : new FileDatabase({ ...options, file: resolve(file) }),
  );
}

class SqliteDatastore implements Datastore {
  readonly #database: Database;
  readonly #pageEnds = new PageEnds();

  constructor(database: Database) {
    this.#database = database;
  }

  get commandCount(): number {
    return this.#database.commandCount;
  }

  open(): Promise<void> {
    return this.#database.open();
  }

  close(): Promise<void> {
    return new Promise((done) => {
      this.#database.close();
      done();
    });
  }

  async ping(): Promise<void> {
    const { end } = await this.#database.beginRead((connection) => connection.all(PING));
    end();
  }

  async openSnapshot(accountId: string, by?: ViewerRef, around?: Around): Promise<Snapshot | undefined> {
    const { pinned, connection, end } = await this.#database.beginRead((reader) =>
      readPresentState(reader, accountId, stateViewer(by)),
    );
    if (pinned !== undefined) {
      const snapshot = new SqliteSnapshot(pinned, { connection, pageEnds: this.#pageEnds, end });
      return runningAs(around, withoutDeleted(snapshot));
    }
    end();
    return undefined;
  }

  change<T>(target: ChangeTarget, plan: ChangePlan<T>): Promise<ChangeOutcome<T> | undefined> {
    const { accountId, signal, startBy, sent } = target;
    const carryOutOn = async (connection: Connection): Promise<ChangeOutcome<T> | undefined> => {
      const before = connection.commandCount;
      try {
        const state = readPresentState(connection, accountId, target);
        const parts = { connection, pageEnds: this.#pageEnds, end: () => undefined };
        return state && (await carryOut({ target, state, parts }, plan));
      } finally {
        if (sent !== undefined) sent.commands += connection.commandCount - before;
      }
    };
    return this.#database.write('STATE', carryOutOn, { signal, startBy });
  }

  beginImport(accountId: string, { replace }: { readonly replace: boolean }): Promise<AccountImport> {
    return beginImport(this.#database, { accountId, replace });
  }

  async noteAccessTokenUse(token: AccessTokenRef, day: string): Promise<void> {
    await this.#database.write('STATE', (connection) => {
      noteAccessTokenUse(connection, token, day);
    });
  }

  async accountPage(page: PageRequest): Promise<Page<AccountRecord>> {
    const { pinned, end } = await this.#database.beginRead((connection) => readAccountPage(connection, page));
    end();
    return pinned;
  }

  deleteAccount(accountId: string): Promise<boolean> {
    return deleteAccount(this.#database, accountId);
  }

  resealSecrets(accountId: string, page: PageRequest, reseal: Reseal): Promise<ResealedPage | undefined> {
    return this.#database.write('STATE', (connection) => {
      const present = readAccountPointer(connection, accountId);
      return (
        present && resealSecrets({ connection, accountId, generation: present.generation }, page, reseal)
      );
    });
  }

  cleanUp(accountId: string, plan: CleaningPlan): Promise<boolean> {
    const pageEnds = this.#pageEnds;
    return this.#database.write('STATE', (connection) =>
      cleanUp({ connection, pageEnds, end: () => undefined }, accountId, plan),
    );
  }
}

/** Reads a page of the file; a constant would be answered without it. */
const PING = `select 1 from accounts limit 1`;

interface Carried {
  readonly target: ChangeTarget;
  readonly state: PresentState;
  readonly parts: SnapshotParts;
}

/** Within the transaction, so no other change can come between what the plan reads and what is written. */
async function carryOut<T>(
  { target, state, parts }: Carried,
  plan: ChangePlan<T>,
): Promise<ChangeOutcome<T>> {
  const { connection } = parts;
  const { accountId, userId, idempotencyKey } = target;
  const key =
    idempotencyKey === undefined || userId === undefined
      ? undefined
      : { accountId, userId, key: idempotencyKey };
  const snapshot = new SqliteSnapshot(state, parts);
  try {
    const kept = key && readKeyedRequest(connection, key);
    const { result, changes, keep } = await plan(withoutDeleted(snapshot), kept);
    if (key !== undefined && keep !== undefined) writeKeyedRequest(connection, key, keep);
    const { account, generation } = state;
    if (changes === undefined) return { result, revision: account.revision };
    const scope = { connection, accountId, generation };
    return { result, revision: writeChanges(scope, changes, account) };
  } finally {
    await snapshot.close();
  }
}
