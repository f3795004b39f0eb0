import { PERMISSIONS_PER_RBAC_ID } from '../contract/account-limits.js';
import type { Principal } from '../../decision/facts.js';
import { WILDCARD_RBAC_ID } from '../../decision/rbac-id.js';
import { EVERY_INTEGRATION } from '../../decision/visibility.js';
import type { Page, PermissionListParent, PermissionListRequest } from '../contract/datastore.js';
import type { PermissionRecord } from '../contract/records.js';
import { COLLECTION_NAMES } from './collections.js';
import type { PermissionDocument } from './documents.js';
import { PERMISSIONS_BY_RBAC_ID, PERMISSIONS_UNIQUE } from './indexes.js';
import { listPages } from './list-pages.js';
import type { LookupStage } from './list-pages.js';
import { PERMISSION_FIELDS, permissionRecord } from './permission-rows.js';
import type { PermissionRow } from './permission-rows.js';
import { allOf, batchFor, commandOptions, pageOf } from './reading.js';
import type { Reading } from './reading.js';
import { permissionRowId, permissionsHeldBy, permissionsOnRbacId, principalKey } from './row-ids.js';

/** The limit of the contract; where it is kept, all permissions on an RBAC id fit the first batch. */

export async function readPermissions(
  reading: Reading,
  ids: readonly string[],
): Promise<readonly PermissionRecord[]> {
  const rowIds = [...new Set(ids)].map((id) => permissionRowId(reading.generation, id));
  if (rowIds.length === 0) return [];
  const rows = await reading.collections.permissions
    .find(allOf<PermissionDocument>({ _id: { $in: rowIds } }), PERMISSION_FIELDS, commandOptions(reading))
    .batchSize(batchFor(rowIds.length))
    .lean<PermissionRow[]>();
  return rows.map(permissionRecord);
}

export async function readPermissionsOn(
  reading: Reading,
  rbacIds: readonly string[],
  heldBy: readonly Principal[] | undefined,
): Promise<readonly PermissionRecord[]> {
  const unique = [...new Set(rbacIds)];
  if (unique.length === 0 || heldBy?.length === 0) return [];
  const filter = allOf<PermissionDocument>(
    { generation: reading.generation },
    { rbacId: { $in: unique } },
    heldBy === undefined ? undefined : { principal: { $in: heldBy.map(principalKey) } },
  );
  const rows = await reading.collections.permissions
    .find(filter, PERMISSION_FIELDS, commandOptions(reading))
    .hint(heldBy === undefined ? PERMISSIONS_BY_RBAC_ID : PERMISSIONS_UNIQUE)
    .sort({ sortKey: 1 })
    .batchSize(batchFor(unique.length * PERMISSIONS_PER_RBAC_ID))
    .lean<PermissionRow[]>();
  return rows.map(permissionRecord);
}

/** One command for all parents. */
export async function readPermissionPages(
  reading: Reading,
  parents: readonly PermissionListParent[],
  request: PermissionListRequest,
): Promise<readonly Page<PermissionRecord>[]> {
  const pages = await listPages<PermissionRow>(reading, {
    from: COLLECTION_NAMES.permissions,
    field: 'listedIn',
    lists: parents.map((parent) => listKeys(parent, reading.generation)),
    fields: PERMISSION_FIELDS,
    request,
    filter: onVisible(request.visibleTokens),
  });
  return pages.map((rows) => pageOf(rows, request, permissionRecord));
}

function listKeys(parent: PermissionListParent, generation: string): readonly string[] {
  if ('heldBy' in parent) return [permissionsHeldBy(generation, parent.heldBy)];
  const rbacIds = parent.andWildcard === true ? [parent.on, WILDCARD_RBAC_ID] : [parent.on];
  return rbacIds.map((rbacId) => permissionsOnRbacId(generation, rbacId));
}

/** Every integration carries the token that stands for all, so who asks with it sees every row. */
function onVisible(tokens: readonly string[]): readonly LookupStage[] {
  if (tokens.includes(EVERY_INTEGRATION)) return [];
  const carriesOne = [{ $match: { tokens: { $in: tokens } } }, { $project: { _id: 1 } }];
  return [
    {
      $lookup: {
        from: COLLECTION_NAMES.integrations,
        localField: 'integration',
        foreignField: '_id',
        pipeline: carriesOne,
        as: 'visible',
      },
    },
    { $match: { $or: [{ rbacId: WILDCARD_RBAC_ID }, { visible: { $ne: [] } }] } },
  ];
}
