import { newStamp } from '../common/random-keys.js';
import type { ChangeSet } from '../contract/datastore.js';
import type { AccountRecord } from '../contract/records.js';
import { endAccessTokensOf, insertAccessTokens, revokeAccessTokens } from './access-tokens.js';
import { writeChangeRow } from './change-rows.js';
import type { Scope } from './scope.js';
import { writeAccountChanges } from './write-account.js';
import { appendAuditEvents } from './write-audit-events.js';
import { removeDirectory, saveDirectory } from './write-directory.js';
import { removeIntegrations, saveIntegrations, setTokens } from './write-integrations.js';
import { deletePermissions, deletePermissionsOn, insertPermissions } from './write-permissions.js';

/**
 * Writes one change of a state in the order of its fields: one command for each kind of row. Gives the revision that it
 * makes.
 */
export function writeChanges(scope: Scope, changes: ChangeSet, before: AccountRecord): number {
  const { connection, accountId } = scope;
  const state = { revision: before.revision + 1, stamp: newStamp() };
  const { revision } = state;
  whenAny(changes.removeDirectory, (refs) => {
    removeDirectory(scope, refs);
  });
  whenAny(changes.saveDirectory, (records) => {
    saveDirectory(scope, records);
  });
  whenAny(changes.removeIntegrationIds, (ids) => {
    deletePermissionsOn(scope, ids);
    removeIntegrations(scope, ids);
  });
  writeIntegrations(scope, changes, revision);
  whenAny(changes.removePermissionIds, (ids) => {
    deletePermissions(scope, ids);
  });
  whenAny(changes.addPermissions, (permissions) => {
    insertPermissions(scope, permissions);
  });
  whenAny(changes.addAccessTokens, (tokens) => {
    insertAccessTokens(scope, tokens);
  });
  whenAny(changes.revokeAccessTokenIds, (ids) => {
    revokeAccessTokens(scope, ids);
  });
  whenAny(changes.endAccessTokensOf, (userIds) => {
    endAccessTokensOf(scope, userIds);
  });
  appendAuditEvents(connection, { accountId, revision }, changes.auditEvents);
  writeChangeRow(scope, { ...state, follows: before.stamp, touched: changes.touched });
  writeAccountChanges(scope, changes, { ...state, deletions: before.deletions });
  return revision;
}

/** An integration that is saved takes its new tokens along. */
function writeIntegrations(
  scope: Scope,
  { saveIntegrations: saved = [], permissionsChangedOn: changedOn = [] }: ChangeSet,
  revision: number,
): void {
  const tokens = new Map(
    changedOn.flatMap((on) => (on.kind === 'INTEGRATION' ? [[on.integrationId, on.tokens]] : [])),
  );
  if (saved.length > 0) saveIntegrations(scope, saved, { tokens, revision });
  for (const { id } of saved) tokens.delete(id);
  if (tokens.size > 0) setTokens(scope, { tokens, revision });
}

function whenAny<T>(rows: readonly T[] | undefined, write: (rows: readonly T[]) => void): void {
  if (rows !== undefined && rows.length > 0) write(rows);
}
