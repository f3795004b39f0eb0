import type { QueryFilter } from 'mongoose';
import { z } from 'zod';
import type { Page, PageRequest } from '../contract/datastore.js';
import type { PermissionRecord } from '../contract/records.js';
import type { PermissionDocument } from './documents.js';
import { PERMISSIONS_BY_RBAC_ID } from './indexes.js';
import { PERMISSION_FIELDS, permissionRecord } from './permission-rows.js';
import type { PermissionRow } from './permission-rows.js';
import { allOf, batchFor, commandOptions, pageOf, rowLimit } from './reading.js';
import type { Reading } from './reading.js';

const scanKey = z.tuple([z.string(), z.string()]);

/** Every permission by RBAC id, then time granted, then id. Unlike in other lists the key has two parts. */
export async function readPermissionScan(
  reading: Reading,
  page: PageRequest,
): Promise<Page<PermissionRecord>> {
  const rows = await reading.collections.permissions
    .find(behind(reading.generation, page.after), PERMISSION_FIELDS, commandOptions(reading))
    .hint(PERMISSIONS_BY_RBAC_ID)
    .sort({ rbacId: 1, sortKey: 1 })
    .limit(rowLimit(page))
    .batchSize(batchFor(rowLimit(page)))
    .lean<PermissionRow[]>();
  const keyed = rows.map((row) => ({ ...row, sortKey: JSON.stringify([row.rbacId, row.sortKey]) }));
  return pageOf(keyed, page, permissionRecord);
}

/** Two ranges of the index, each in order, so that MongoDB merges them: the rest of the RBAC id, and what follows. */
function behind(generation: string, after: string | undefined): QueryFilter<PermissionDocument> {
  if (after === undefined) return allOf<PermissionDocument>({ generation });
  const [rbacId, sortKey] = scanKey.parse(JSON.parse(after));
  return {
    $or: [
      allOf<PermissionDocument>({ generation }, { rbacId }, { sortKey: { $gt: sortKey } }),
      allOf<PermissionDocument>({ generation }, { rbacId: { $gt: rbacId } }),
    ],
  };
}
