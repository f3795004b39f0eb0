import type { UpdateQuery } from 'mongoose';
import { rbacIdOf } from '../../decision/rbac-id.js';
import type { ChangeSet } from '../contract/datastore.js';
import type {
  DirectoryRecord,
  DirectoryRef,
  PermissionRecord,
  StoredIntegration,
} from '../contract/records.js';
import { endAccessTokensOf, insertAccessTokens, revokeAccessTokens } from './access-token-writes.js';
import { auditEventDocument } from './audit-event-rows.js';
import { writeChangeRow } from './change-rows.js';
import { directoryDocument } from './directory-rows.js';
import type { IntegrationDocument } from './documents.js';
import { integrationDocument } from './integration-rows.js';
import { permissionDocument } from './permission-rows.js';
import { commandOptions } from './reading.js';
import type { Reading } from './reading.js';
import { directoryRowId, permissionRowId, resourceRowId } from './row-ids.js';

/** Where a change is written. */
export interface Writing extends Reading {
  /** The revision that the change makes. */
  readonly revision: number;
  readonly stamp: string;
  /** The stamp of the state that it changes. */
  readonly follows: string;
}

/** Writes a change inside its transaction: one command for each kind of row, the account last. */
export async function applyChanges(writing: Writing, changes: ChangeSet): Promise<void> {
  await whenAny(changes.removeDirectory, (refs) => removeDirectory(writing, refs));
  await whenAny(changes.saveDirectory, (records) => saveDirectory(writing, records));
  await whenAny(changes.removeIntegrationIds, (ids) => removeIntegrations(writing, ids));
  await whenAny(changes.removePermissionIds, (ids) => removePermissions(writing, ids));
  await whenAny(changes.addPermissions, (permissions) => addPermissions(writing, permissions));
  await whenAny(integrationUpdates(writing, changes), (updates) => writeIntegrations(writing, updates));
  await whenAny(changes.addAccessTokens, (tokens) => insertAccessTokens(writing, tokens));
  await whenAny(changes.revokeAccessTokenIds, (ids) => revokeAccessTokens(writing, ids));
  await whenAny(changes.endAccessTokensOf, (userIds) => endAccessTokensOf(writing, userIds));
  await writeAuditEvents(writing, changes);
  const { revision, stamp, follows } = writing;
  await writeChangeRow(writing, { revision, stamp, follows, touched: changes.touched });
  await writeAccount(writing, changes);
}

export async function whenAny<T>(
  rows: readonly T[] | undefined,
  write: (rows: readonly T[]) => Promise<void>,
): Promise<void> {
  if (rows !== undefined && rows.length > 0) await write(rows);
}

async function removeDirectory(writing: Writing, refs: readonly DirectoryRef[]): Promise<void> {
  const rowIds = refs.map((ref) => directoryRowId(writing.generation, ref));
  await writing.collections.directory.deleteMany({ _id: { $in: rowIds } }, commandOptions(writing));
}

export async function saveDirectory(writing: Reading, records: readonly DirectoryRecord[]): Promise<void> {
  const saves = records.map((record) => {
    const replacement = directoryDocument(record, writing.generation);
    return { replaceOne: { filter: { _id: replacement._id }, replacement, upsert: true } };
  });
  await writing.collections.directory.bulkWrite(saves, commandOptions(writing));
}

async function removeIntegrations(writing: Writing, ids: readonly string[]): Promise<void> {
  const { collections, generation } = writing;
  const rbacIds = ids.map(rbacIdOf);
  const options = commandOptions(writing);
  const rowIds = rbacIds.map((rbacId) => resourceRowId(generation, rbacId));
  await collections.integrations.deleteMany({ _id: { $in: rowIds } }, options);
  await collections.permissions.deleteMany({ generation, rbacId: { $in: rbacIds } }, options);
}

export async function removePermissions(writing: Reading, ids: readonly string[]): Promise<void> {
  const rowIds = ids.map((id) => permissionRowId(writing.generation, id));
  await writing.collections.permissions.deleteMany({ _id: { $in: rowIds } }, commandOptions(writing));
}

export async function addPermissions(
  writing: Reading,
  permissions: readonly PermissionRecord[],
): Promise<void> {
  const documents = permissions.map((permission) => permissionDocument(permission, writing.generation));
  await writing.collections.permissions.insertMany(documents, { ...commandOptions(writing), lean: true });
}

export interface IntegrationUpdate {
  readonly updateOne: {
    readonly filter: { readonly _id: string };
    readonly update: UpdateQuery<IntegrationDocument>;
    readonly upsert?: boolean;
  };
}

/** One update of each integration, whether itself, its tokens or both are written. */
function integrationUpdates(
  writing: Writing,
  { saveIntegrations = [], permissionsChangedOn = [] }: ChangeSet,
): readonly IntegrationUpdate[] {
  const { generation, revision } = writing;
  const tokens = new Map(
    permissionsChangedOn.flatMap((on) => (on.kind === 'INTEGRATION' ? [[on.integrationId, on.tokens]] : [])),
  );
  const saves = saveIntegrations.map((integration) => {
    const changed = tokens.get(integration.id);
    tokens.delete(integration.id);
    return saveOf(integration, changed, writing);
  });
  const others = [...tokens].map(([id, carried]) => ({
    updateOne: {
      filter: { _id: resourceRowId(generation, rbacIdOf(id)) },
      update: { $set: { tokens: carried, permissionsRevision: revision } },
    },
  }));
  return [...saves, ...others];
}

export function saveOf(
  integration: StoredIntegration,
  changedTokens: readonly string[] | undefined,
  { generation, revision }: Pick<Writing, 'generation' | 'revision'>,
): IntegrationUpdate {
  const { _id, ...fields } = integrationDocument(integration, generation);
  const update =
    changedTokens === undefined
      ? { $set: fields, $setOnInsert: { permissionsRevision: 0 } }
      : { $set: { ...fields, tokens: changedTokens, permissionsRevision: revision } };
  return { updateOne: { filter: { _id }, update, upsert: true } };
}

export async function writeIntegrations(
  writing: Reading,
  updates: readonly IntegrationUpdate[],
): Promise<void> {
  await writing.collections.integrations.bulkWrite([...updates], commandOptions(writing));
}

async function writeAuditEvents(writing: Writing, { auditEvents }: ChangeSet): Promise<void> {
  const { collections, accountId, revision } = writing;
  const documents = auditEvents.map((event) => auditEventDocument({ ...event, revision }, accountId));
  await collections.auditEvents.insertMany(documents, { ...commandOptions(writing), lean: true });
}

/**
 * Every change writes the account's row, so of two changes at once one fails and is planned again. Last, so that the
 * time in which others can run into it is short.
 */
async function writeAccount(
  writing: Writing,
  { settings, permissionsChangedOn = [], addDeletions = [] }: ChangeSet,
): Promise<void> {
  const { collections, accountId, revision, stamp } = writing;
  const isOnWildcard = permissionsChangedOn.some(({ kind }) => kind === 'WILDCARD');
  const changed = {
    ...settings,
    ...(settings !== undefined && { settingsRevision: revision }),
    revision,
    stamp,
    ...(isOnWildcard && { wildcardPermissionsRevision: revision }),
  };
  const added = addDeletions.length > 0 && { $push: { deletions: { $each: [...addDeletions] } } };
  await collections.accounts.updateOne(
    { _id: accountId },
    { $set: changed, ...added },
    commandOptions(writing),
  );
}
