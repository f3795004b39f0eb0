import type { ChangeSet } from '../contract/datastore.js';
import type { Scope } from './scope.js';
import { appendAuditEvents } from './write-audit-events.js';
import { deleteIntegration, saveIntegration, setTokens } from './write-integrations.js';
import { deletePermissions, deletePermissionsOn, insertPermissions } from './write-permissions.js';

const BUMP = `update accounts set revision = :revision where id = :accountId`;
const BUMP_WITH_WILDCARD = `
update accounts set revision = :revision, wildcard_permissions_revision = :revision where id = :accountId
`;

/** Writes one change in the order of its fields, at the revision it makes. */
export function writeChanges(scope: Scope, changes: ChangeSet, revision: number): void {
  const { connection, accountId } = scope;
  writeIntegration(scope, changes);
  writePermissions(scope, changes);
  const on = changes.permissionsChangedOn;
  if (on?.kind === 'INTEGRATION') setTokens(scope, { id: on.integrationId, tokens: on.tokens, revision });
  appendAuditEvents(connection, { accountId, revision }, changes.auditEvents);
  connection.run(on?.kind === 'WILDCARD' ? BUMP_WITH_WILDCARD : BUMP, { revision, accountId });
}

function writeIntegration(scope: Scope, { deleteIntegrationId, saveIntegration: saved }: ChangeSet): void {
  if (deleteIntegrationId !== undefined) {
    deletePermissionsOn(scope, deleteIntegrationId);
    deleteIntegration(scope, deleteIntegrationId);
  }
  if (saved !== undefined) saveIntegration(scope, saved);
}

function writePermissions(scope: Scope, { removePermissionIds, addPermissions }: ChangeSet): void {
  if (removePermissionIds !== undefined && removePermissionIds.length > 0) {
    deletePermissions(scope, removePermissionIds);
  }
  if (addPermissions !== undefined && addPermissions.length > 0) insertPermissions(scope, addPermissions);
}
