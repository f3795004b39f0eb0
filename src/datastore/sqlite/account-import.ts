import { newCursorKey } from '../common/random-keys.js';
import type { AccountImport, ListsProgress } from '../contract/datastore.js';
import { AccountExistsError, DatastoreError } from '../contract/errors.js';
import type {
  AccountState,
  DirectoryRecord,
  NewAuditEvent,
  PermissionRecord,
  StoredIntegration,
} from '../contract/records.js';
import { endAccessTokensOfGone } from './access-tokens.js';
import type { Connection } from './connection.js';
import type { Database } from './database.js';
import {
  beginGeneration,
  forgetGeneration,
  pauseForOthers,
  noteReplaced,
  removeFormerTrail,
  removeLeftBehind,
  removeUnread,
  touchGeneration,
} from './generations.js';
import { SortedLists } from './sorted-lists.js';
import { inParts } from './values.js';
import { readAccountPointer, writeAccount } from './write-account.js';
import { appendAuditEvents } from './write-audit-events.js';
import { insertDirectory } from './write-directory.js';
import { insertIntegrations } from './write-integrations.js';
import { insertListRows } from './write-lists.js';
import { insertPermissions } from './write-permissions.js';

/** Rows of one transaction. Integrations are larger: with all the tokens that the limits allow, half a megabyte. */
const ROWS_PER_BATCH = 2_000;
const INTEGRATIONS_PER_BATCH = 500;

export interface ImportTarget {
  readonly accountId: string;
  readonly replace: boolean;
}

/** Removes what earlier imports left behind, and starts one. */
export async function beginImport(database: Database, target: ImportTarget): Promise<AccountImport> {
  await removeLeftBehind(database);
  const generation = await database.write('UNREAD', (connection) => {
    if (!target.replace && readAccountPointer(connection, target.accountId) !== undefined) {
      throw new AccountExistsError(target.accountId);
    }
    return beginGeneration(connection, target.accountId);
  });
  return new SqliteImport(database, target, generation);
}

/** Writes an account into a generation of its own, and points the account to it at the end. */
class SqliteImport implements AccountImport {
  readonly #database: Database;
  readonly #target: ImportTarget;
  readonly #generation: number;
  readonly #lists = new SortedLists();
  #hasLists = false;

  constructor(database: Database, target: ImportTarget, generation: number) {
    this.#database = database;
    this.#target = target;
    this.#generation = generation;
  }

  async writeDirectory(records: readonly DirectoryRecord[]): Promise<void> {
    for (const part of inParts(records, ROWS_PER_BATCH)) {
      await this.#writeBatch((connection) => {
        insertDirectory({ connection, generation: this.#generation }, part);
      });
    }
  }

  async writeIntegrations(integrations: readonly StoredIntegration[]): Promise<void> {
    for (const part of inParts(integrations, INTEGRATIONS_PER_BATCH)) {
      await this.#writeBatch((connection) => {
        insertIntegrations({ connection, generation: this.#generation }, part);
      });
      this.#lists.add(part);
    }
  }

  async writePermissions(permissions: readonly PermissionRecord[]): Promise<void> {
    for (const part of inParts(permissions, ROWS_PER_BATCH)) {
      await this.#writeBatch((connection) => {
        insertPermissions({ connection, generation: this.#generation }, part);
      });
    }
  }

  async buildLists(onProgress?: (progress: ListsProgress) => void): Promise<void> {
    const totalRows = this.#lists.count;
    let rows = 0;
    for (const batch of this.#lists.inOrder()) {
      await this.#writeBatch((connection) => {
        insertListRows({ connection, generation: this.#generation }, batch);
      });
      rows += batch.count;
      onProgress?.({ rows, totalRows });
    }
    this.#hasLists = true;
    this.#lists.close();
  }

  async commit(account: AccountState, event: NewAuditEvent): Promise<number> {
    const { revision, replaced } = await this.#discardIfItFails(async () => {
      if (!this.#hasLists) await this.buildLists();
      return this.#database.write('STATE', (connection) => this.#switch(connection, account, event));
    });
    if (replaced !== undefined) await this.#removeIfPossible(replaced);
    return revision;
  }

  discard(): Promise<void> {
    this.#lists.close();
    return removeUnread(this.#database, this.#generation);
  }

  #switch(
    connection: Connection,
    account: AccountState,
    event: NewAuditEvent,
  ): { readonly revision: number; readonly replaced: number | undefined } {
    const { accountId, replace } = this.#target;
    const present = readAccountPointer(connection, accountId);
    if (present !== undefined && !replace) throw new AccountExistsError(accountId);
    if (present === undefined) removeFormerTrail(connection, accountId);
    touchGeneration(connection, this.#generation);
    const revision = (present?.revision ?? 0) + 1;
    // Kept, so that whoever is turning pages goes on.
    const cursorKey = present?.cursorKey ?? newCursorKey();
    const to = { generation: this.#generation, revision, cursorKey };
    writeAccount(connection, { ...account, id: accountId }, to);
    endAccessTokensOfGone({ connection, accountId, generation: this.#generation });
    appendAuditEvents(connection, { accountId, revision }, [event]);
    forgetGeneration(connection, this.#generation);
    if (present !== undefined) noteReplaced(connection, { accountId, generation: present.generation });
    return { revision, replaced: present?.generation };
  }

  async #writeBatch(work: (connection: Connection) => void): Promise<void> {
    await this.#database.write('UNREAD', (connection) => {
      touchGeneration(connection, this.#generation);
      work(connection);
    });
    await pauseForOthers();
  }

  /** After a commit that failed nobody calls `discard` any more. */
  async #discardIfItFails<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.#lists.close();
      await this.#removeIfPossible(this.#generation);
      throw error;
    }
  }

  /** What cannot be removed now is removed by the next import; the account is as it should be either way. */
  async #removeIfPossible(generation: number): Promise<void> {
    try {
      await removeUnread(this.#database, generation);
    } catch (error) {
      if (!(error instanceof DatastoreError)) throw error;
    }
  }
}
