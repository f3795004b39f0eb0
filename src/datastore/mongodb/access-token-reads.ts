import type { Page, PageRequest } from '../contract/datastore.js';
import type { AccessTokenRecord } from '../contract/records.js';
import { ACCESS_TOKEN_FIELDS, accessTokenRecord } from './access-token-rows.js';
import type { AccessTokenRow } from './access-token-rows.js';
import { COLLECTION_NAMES } from './collections.js';
import { LIVE_ACCESS_TOKENS } from './indexes.js';
import { listPages } from './list-pages.js';
import { batchFor, commandOptions, pageOf } from './reading.js';
import type { Reading } from './reading.js';
import { accessTokenRowId, accessTokensOfUser } from './row-ids.js';

export async function readAccessTokens(
  reading: Reading,
  ids: readonly string[],
): Promise<readonly AccessTokenRecord[]> {
  const rowIds = [...new Set(ids)].map((id) => accessTokenRowId(reading.accountId, id));
  if (rowIds.length === 0) return [];
  const rows = await reading.collections.accessTokens
    .find({ _id: { $in: rowIds } }, ACCESS_TOKEN_FIELDS, commandOptions(reading))
    .batchSize(batchFor(rowIds.length))
    .lean<AccessTokenRow[]>();
  return rows.map(accessTokenRecord);
}

/** One command for all users. */
export async function readAccessTokenPages(
  reading: Reading,
  userIds: readonly string[],
  request: PageRequest,
): Promise<readonly Page<AccessTokenRecord>[]> {
  const pages = await listPages<AccessTokenRow>(reading, {
    from: COLLECTION_NAMES.accessTokens,
    field: 'listedIn',
    lists: userIds.map((userId) => [accessTokensOfUser(reading.accountId, userId)]),
    fields: ACCESS_TOKEN_FIELDS,
    request,
    order: 'FALLING',
  });
  return pages.map((rows) => pageOf(rows, request, accessTokenRecord));
}

export async function countLiveAccessTokens(reading: Reading, userId: string, at: number): Promise<number> {
  const listedIn = accessTokensOfUser(reading.accountId, userId);
  return reading.collections.accessTokens
    .countDocuments({ listedIn, expiresAt: { $gt: at } }, commandOptions(reading))
    .hint(LIVE_ACCESS_TOKENS);
}
