import {
  accountSchema,
  auditEventSchema,
  directorySchema,
  integrationSchema,
  parseRow,
  permissionSchema,
} from '../contract/record-schemas.js';
import type {
  AccountRecord,
  AuditEventRecord,
  DirectoryRecord,
  IntegrationRecord,
  PermissionRecord,
} from '../contract/records.js';
import type { Row } from './connection.js';
import { fromFlag, fromJson } from './values.js';

/**
 * Rows to records, each through its schema.
 * @throws CorruptRecordError from each of them, when the row holds a value that is not known.
 */
export function toAccount(row: Row): AccountRecord {
  const value = {
    id: row.id,
    name: row.name,
    plan: row.plan,
    permissionSets: row.permission_sets,
    accessModel: row.access_model,
    residualRead: fromFlag(row.residual_read),
    rootTeamId: row.root_team_id,
    everyoneGroupId: row.everyone_group_id,
    administratorsGroupId: row.administrators_group_id,
    systemIntegrationId: row.system_integration_id,
    revision: row.revision,
    wildcardPermissionsRevision: row.wildcard_permissions_revision,
    settingsRevision: row.settings_revision,
    importRevision: row.import_revision,
    stamp: row.stamp,
    cursorKey: row.cursor_key,
    deletions: fromJson(row.deletions),
  };
  return parseRow(accountSchema, { collection: 'accounts', id: textIn(row, 'id'), value });
}

export function toDirectoryRecord(row: Row): DirectoryRecord {
  const value = {
    kind: row.kind,
    id: row.id,
    name: row.name,
    createdAt: row.created_at,
    version: row.version,
    // The schema of each kind takes its own.
    userKind: row.user_kind,
    userName: row.user_name,
    email: row.email,
    externalId: row.external_id,
    active: fromFlag(row.active),
    memberships: fromJson(row.memberships),
    groupIds: fromJson(row.group_ids),
    builtIn: row.built_in,
  };
  return parseRow(directorySchema, { collection: 'directory', id: textIn(row, 'id'), value });
}

/** With details exactly when the row has that column. */
export function toIntegration(row: Row): IntegrationRecord {
  const value = {
    id: row.id,
    name: row.name,
    type: row.type,
    system: fromFlag(row.system),
    teamIds: fromJson(row.team_ids),
    createdById: row.created_by_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
    permissionsRevision: row.permissions_revision,
    ...('details' in row && { details: fromJson(row.details) }),
  };
  return parseRow(integrationSchema, { collection: 'integrations', id: textIn(row, 'id'), value });
}

export function toPermission(row: Row): PermissionRecord {
  const value = {
    id: row.id,
    rbacId: row.rbac_id,
    principal: { type: row.principal_type, id: row.principal_id },
    permissionSetId: row.permission_set_id,
    source: row.source,
    grantedById: row.granted_by_id,
    grantedAt: row.granted_at,
    reason: row.reason,
  };
  return parseRow(permissionSchema, { collection: 'permissions', id: textIn(row, 'id'), value });
}

export function toAuditEvent(row: Row): AuditEventRecord {
  const value = {
    id: row.id,
    at: row.at,
    actorId: row.actor_id,
    actorName: row.actor_name,
    kind: row.kind,
    target: { kind: row.target_kind, subjectId: row.target_id, name: row.target_name },
    rbacId: row.rbac_id,
    accessTokenId: row.access_token_id,
    before: row.before === null ? null : fromJson(row.before),
    after: row.after === null ? null : fromJson(row.after),
    reason: row.reason,
    requestId: row.request_id,
    revision: row.revision,
  };
  return parseRow(auditEventSchema, { collection: 'audit_events', id: textIn(row, 'id'), value });
}

/** A column that the strict tables make text that is never null. */
export function textIn(row: Row, column: string): string {
  return String(row[column]);
}
