import { rbacIdOf } from '../../decision/rbac-id.js';
import type { ChangeSet } from '../contract/datastore.js';
import type { PermissionRecord } from '../contract/records.js';
import { auditEventDocument } from './audit-event-rows.js';
import { integrationDocument } from './integration-rows.js';
import { permissionDocument } from './permission-rows.js';
import { commandOptions } from './reading.js';
import type { Reading } from './reading.js';
import { permissionRowId, resourceRowId } from './row-ids.js';

/** Where a change is written. */
export interface Writing extends Reading {
  /** The revision that the change makes. */
  readonly revision: number;
}

/** Writes a change inside its transaction: one command for each kind of row, the account last. */
export async function applyChanges(writing: Writing, changes: ChangeSet): Promise<void> {
  if (changes.deleteIntegrationId !== undefined) {
    await deleteIntegration(writing, changes.deleteIntegrationId);
  }
  if (changes.removePermissionIds !== undefined) {
    await removePermissions(writing, changes.removePermissionIds);
  }
  if (changes.addPermissions !== undefined) await addPermissions(writing, changes.addPermissions);
  await writeIntegration(writing, changes);
  await writeAuditEvents(writing, changes);
  await writeAccount(writing, changes);
}

async function deleteIntegration(writing: Writing, integrationId: string): Promise<void> {
  const { collections, generation } = writing;
  const rbacId = rbacIdOf(integrationId);
  const options = commandOptions(writing);
  await collections.integrations.deleteOne({ _id: resourceRowId(generation, rbacId) }, options);
  await collections.permissions.deleteMany({ generation, rbacId }, options);
}

async function removePermissions(writing: Writing, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const rowIds = ids.map((id) => permissionRowId(writing.generation, id));
  await writing.collections.permissions.deleteMany({ _id: { $in: rowIds } }, commandOptions(writing));
}

async function addPermissions(writing: Writing, permissions: readonly PermissionRecord[]): Promise<void> {
  if (permissions.length === 0) return;
  const documents = permissions.map((permission) => permissionDocument(permission, writing.generation));
  await writing.collections.permissions.insertMany(documents, { ...commandOptions(writing), lean: true });
}

/** One update, whether the integration itself, its tokens or both are written. */
async function writeIntegration(
  writing: Writing,
  { saveIntegration, permissionsChangedOn }: ChangeSet,
): Promise<void> {
  const { collections, generation, revision } = writing;
  const changedOn = permissionsChangedOn?.kind === 'INTEGRATION' ? permissionsChangedOn : undefined;
  if (saveIntegration !== undefined) {
    const { _id, ...fields } = integrationDocument(saveIntegration, generation);
    const isSame = changedOn?.integrationId === saveIntegration.id;
    const update = isSame
      ? { $set: { ...fields, tokens: changedOn.tokens, permissionsRevision: revision } }
      : { $set: fields, $setOnInsert: { permissionsRevision: 0 } };
    await collections.integrations.updateOne({ _id }, update, { ...commandOptions(writing), upsert: true });
    if (isSame) return;
  }
  if (changedOn === undefined) return;
  await collections.integrations.updateOne(
    { _id: resourceRowId(generation, rbacIdOf(changedOn.integrationId)) },
    { $set: { tokens: changedOn.tokens, permissionsRevision: revision } },
    commandOptions(writing),
  );
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
async function writeAccount(writing: Writing, { permissionsChangedOn }: ChangeSet): Promise<void> {
  const { collections, accountId, revision } = writing;
  const isOnWildcard = permissionsChangedOn?.kind === 'WILDCARD';
  const changed = isOnWildcard ? { revision, wildcardPermissionsRevision: revision } : { revision };
  await collections.accounts.updateOne({ _id: accountId }, { $set: changed }, commandOptions(writing));
}
