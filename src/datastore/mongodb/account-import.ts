import type { Model } from 'mongoose';
import { v7 as newUuid } from 'uuid';
import { newCursorKey, newStamp } from '../common/random-keys.js';
import type { AccountImport } from '../contract/datastore.js';
import {
  AccountExistsError,
  DatastoreError,
  DatastoreUnavailableError,
  OutcomeUnknownError,
} from '../contract/errors.js';
import type {
  AccountState,
  DirectoryRecord,
  NewAuditEvent,
  PermissionRecord,
  StoredIntegration,
} from '../contract/records.js';
import { removeDeletedAccounts, removeFormerTrail } from './account-deletion.js';
import { endAccessTokensOfGone } from './access-token-writes.js';
import { accountDocument } from './account-rows.js';
import { auditEventDocument } from './audit-event-rows.js';
import type { Database } from './database.js';
import { directoryDocument } from './directory-rows.js';
import type { AccountDocument } from './documents.js';
import {
  giveUpGeneration,
  noteGeneration,
  removeGeneration,
  removeLeftovers,
  showAlive,
  switchGenerations,
} from './generations.js';
import { integrationDocument } from './integration-rows.js';
import { oneCommand } from './one-command.js';
import { permissionDocument } from './permission-rows.js';
import { commandOptions } from './reading.js';
import type { Reading } from './reading.js';
import { assertAllStorable } from './storable.js';
import { inTransaction } from './transaction.js';

const ROWS_PER_BATCH = 1_000;
/** Integrations carry settings, secrets and tokens; so many of the largest still fit a command's time. */
const INTEGRATIONS_PER_BATCH = 250;
const SHOW_ALIVE_EVERY_MS = 60_000;

export interface ImportTarget {
  readonly accountId: string;
  readonly replace: boolean;
}

/** @throws AccountExistsError when the account exists and is not to be replaced. */
export async function beginImport(database: Database, target: ImportTarget): Promise<AccountImport> {
  assertAllStorable(target);
  const { accounts } = database.collections;
  const existing = await oneCommand((options) =>
    accounts.findOne({ _id: target.accountId }, { _id: 1 }, options).lean(),
  );
  if (existing !== null && !target.replace) throw new AccountExistsError(target.accountId);
  await removeDeletedAccounts(database);
  await removeLeftovers(database.collections);
  const generation = newUuid();
  await noteGeneration(database.collections, generation);
  return new MongodbAccountImport(database, target, generation);
}

/** Writes rows of a generation that no account names, so that nobody reads them, until `commit` names it. */
class MongodbAccountImport implements AccountImport {
  readonly #database: Database;
  readonly #target: ImportTarget;
  readonly #generation: string;
  #shownAliveAt = performance.now();

  constructor(database: Database, target: ImportTarget, generation: string) {
    this.#database = database;
    this.#target = target;
    this.#generation = generation;
  }

  async writeDirectory(records: readonly DirectoryRecord[]): Promise<void> {
    assertAllStorable(records);
    const documents = records.map((record) => directoryDocument(record, this.#generation));
    await this.#write(this.#database.collections.directory, documents, ROWS_PER_BATCH);
  }

  async writeIntegrations(integrations: readonly StoredIntegration[]): Promise<void> {
    assertAllStorable(integrations);
    const documents = integrations.map((integration) => ({
      ...integrationDocument(integration, this.#generation),
      permissionsRevision: 0,
    }));
    await this.#write(this.#database.collections.integrations, documents, INTEGRATIONS_PER_BATCH);
  }

  async writePermissions(permissions: readonly PermissionRecord[]): Promise<void> {
    assertAllStorable(permissions);
    const documents = permissions.map((permission) => permissionDocument(permission, this.#generation));
    await this.#write(this.#database.collections.permissions, documents, ROWS_PER_BATCH);
  }

  /** Lists are read from an index of the integrations, which grows with them. */
  buildLists(): Promise<void> {
    return Promise.resolve();
  }

  async commit(account: AccountState, event: NewAuditEvent): Promise<number> {
    const { collections } = this.#database;
    const { accountId } = this.#target;
    try {
      assertAllStorable([account, event]);
      const { revision, from } = await inTransaction(this.#database, {
        accountId,
        body: async (within) => {
          const result = await this.#switch({ collections, ...within }, account, event);
          return { result, hasWritten: true };
        },
      });
      if (from !== undefined) await this.#ifPossible(() => removeGeneration(collections, from));
      return revision;
    } catch (error) {
      // Nobody calls `discard` after this. What is not available now, or may be the account's, is left to the next import.
      const isLeft = error instanceof DatastoreUnavailableError || error instanceof OutcomeUnknownError;
      if (!isLeft) await this.#ifPossible(() => giveUpGeneration(collections, this.#generation));
      throw error;
    }
  }

  async discard(): Promise<void> {
    await giveUpGeneration(this.#database.collections, this.#generation);
  }

  async #switch(
    transaction: Pick<Reading, 'collections' | 'session' | 'deadline'>,
    state: AccountState,
    event: NewAuditEvent,
  ): Promise<{ readonly revision: number; readonly from: string | undefined }> {
    const { accounts, auditEvents } = transaction.collections;
    const { accountId, replace } = this.#target;
    const options = commandOptions(transaction);
    // Not the whole row: to replace an account is the way out when a value in it is not known.
    const present = await accounts
      .findOne({ _id: accountId }, { generation: 1, revision: 1, cursorKey: 1 }, options)
      .lean<Pick<AccountDocument, 'generation' | 'revision' | 'cursorKey'>>();
    if (present !== null && !replace) throw new AccountExistsError(accountId);
    if (present === null) await removeFormerTrail(transaction, accountId);
    const [from, to] = [present?.generation, this.#generation];
    if (!(await switchGenerations(transaction, { from, to }))) throw lost();
    await endAccessTokensOfGone({ ...transaction, accountId }, to);
    const revision = (present?.revision ?? 0) + 1;
    const trail = [auditEventDocument({ ...event, revision }, accountId)];
    await auditEvents.insertMany(trail, { ...options, lean: true });
    const revisions = {
      revision,
      wildcardPermissionsRevision: revision,
      settingsRevision: revision,
      importRevision: revision,
    };
    // The key is kept, so that whoever is turning pages goes on.
    const keys = { stamp: newStamp(), cursorKey: present?.cursorKey ?? newCursorKey() };
    const { _id, ...account } = accountDocument(
      { ...state, id: accountId, ...revisions, ...keys, deletions: [] },
      to,
    );
    await accounts.updateOne({ _id }, { $set: account }, { ...options, upsert: true });
    return { revision, from };
  }

  /** Each batch is acknowledged by a majority: rows that an election loses must not be missing after the commit. */
  async #write<T>(model: Model<T>, documents: readonly T[], batch: number): Promise<void> {
    for (let start = 0; start < documents.length; start += batch) {
      await this.#showAlive();
      const rows = documents.slice(start, start + batch);
      await oneCommand((options) => model.insertMany(rows, { ...options, ordered: false, lean: true }));
    }
  }

  async #showAlive(): Promise<void> {
    if (performance.now() - this.#shownAliveAt < SHOW_ALIVE_EVERY_MS) return;
    if (!(await showAlive(this.#database.collections, this.#generation))) throw lost();
    this.#shownAliveAt = performance.now();
  }

  /** What cannot be removed now is a leftover that the next import removes; the account is as it should be. */
  async #ifPossible(removal: () => Promise<void>): Promise<void> {
    try {
      await removal();
    } catch (error) {
      if (!(error instanceof DatastoreError)) throw error;
    }
  }
}

function lost(): DatastoreUnavailableError {
  return new DatastoreUnavailableError('The import stood still for so long that its rows were removed');
}
