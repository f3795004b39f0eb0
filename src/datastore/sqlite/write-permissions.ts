import { rbacIdOf } from '../../decision/rbac-id.js';
import type { PermissionRecord } from '../contract/records.js';
import { permissionSortKey } from '../contract/sort-keys.js';
import type { Scope } from './scope.js';
import { toJson } from './values.js';

const INSERT = `
insert into permissions (generation, id, rbac_id, principal_type, principal_id, permission_set_id, source,
  granted_by_id, granted_at, reason, sort_key)
select :generation, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
  value ->> 7, value ->> 8, value ->> 9
from json_each(:rows)
`;

/** @throws RangeError when one of them exists: (RBAC id, principal, permission set), or an id. */
export function insertPermissions(
  { connection, generation }: Pick<Scope, 'connection' | 'generation'>,
  permissions: readonly PermissionRecord[],
): void {
  connection.run(INSERT, { generation, rows: toJson(permissions.map(toColumns)) });
}

function toColumns(permission: PermissionRecord): readonly unknown[] {
  const { id, rbacId, principal, permissionSetId, source, grantedById, grantedAt, reason } = permission;
  const sortKey = permissionSortKey(permission);
  return [
    ...[id, rbacId, principal.type, principal.id, permissionSetId],
    ...[source, grantedById, grantedAt, reason, sortKey],
  ];
}

const DELETE = `
delete from permissions
where generation = :generation and id in (select value from json_each(:ids))
`;

export function deletePermissions({ connection, generation }: Scope, ids: readonly string[]): void {
  connection.run(DELETE, { generation, ids: toJson(ids) });
}

const DELETE_ON = `
delete from permissions
where generation = :generation and rbac_id in (select value from json_each(:rbacIds))
`;

export function deletePermissionsOn(
  { connection, generation }: Scope,
  integrationIds: readonly string[],
): void {
  connection.run(DELETE_ON, { generation, rbacIds: toJson(integrationIds.map(rbacIdOf)) });
}
