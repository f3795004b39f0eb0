import { parseRow, permissionSchema } from '../contract/record-schemas.js';
import type { PermissionRecord } from '../contract/records.js';
import { permissionSortKey } from '../contract/sort-keys.js';
import { COLLECTION_NAMES } from './collections.js';
import type { PermissionDocument } from './documents.js';
import {
  parsePrincipalKey,
  permissionRowId,
  permissionsHeldBy,
  permissionsOnRbacId,
  principalKey,
  resourceRowId,
} from './row-ids.js';

export const PERMISSION_FIELDS = {
  _id: 0,
  id: 1,
  sortKey: 1,
  rbacId: 1,
  principal: 1,
  permissionSetId: 1,
  source: 1,
  grantedById: 1,
  grantedAt: 1,
  reason: 1,
} as const;

/** What `PERMISSION_FIELDS` leaves of a document. */
export type PermissionRow = Pick<PermissionDocument, 'id' | 'sortKey' | 'rbacId' | 'principal'>;

export function permissionRecord(row: PermissionRow): PermissionRecord {
  const value = { ...row, principal: parsePrincipalKey(row.principal) };
  return parseRow(permissionSchema, { collection: COLLECTION_NAMES.permissions, id: row.id, value });
}

export function permissionDocument(
  { principal, ...permission }: PermissionRecord,
  generation: string,
): PermissionDocument {
  const { id, rbacId } = permission;
  return {
    ...permission,
    _id: permissionRowId(generation, id),
    generation,
    principal: principalKey(principal),
    sortKey: permissionSortKey(permission),
    listedIn: [permissionsOnRbacId(generation, rbacId), permissionsHeldBy(generation, principal)],
    integration: resourceRowId(generation, rbacId),
  };
}
