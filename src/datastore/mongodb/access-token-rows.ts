import { accessTokenSchema, parseRow } from '../contract/record-schemas.js';
import type { AccessTokenRecord } from '../contract/records.js';
import { accessTokenSortKey } from '../contract/sort-keys.js';
import { COLLECTION_NAMES } from './collections.js';
import type { AccessTokenDocument } from './documents.js';
import { accessTokenRowId, accessTokensOfUser } from './row-ids.js';

export const ACCESS_TOKEN_FIELDS = {
  _id: 0,
  id: 1,
  userId: 1,
  name: 1,
  tokenHash: 1,
  createdAt: 1,
  expiresAt: 1,
  revoked: 1,
  lastUsedOn: 1,
  sortKey: 1,
} as const;

/** What `ACCESS_TOKEN_FIELDS` leaves of a document. */
export type AccessTokenRow = Omit<AccessTokenDocument, '_id' | 'accountId' | 'holder' | 'listedIn'>;

export function accessTokenRecord(row: AccessTokenRow): AccessTokenRecord {
  return parseRow(accessTokenSchema, { collection: COLLECTION_NAMES.accessTokens, id: row.id, value: row });
}

export function accessTokenDocument(token: AccessTokenRecord, accountId: string): AccessTokenDocument {
  const holder = accessTokensOfUser(accountId, token.userId);
  return {
    ...token,
    _id: accessTokenRowId(accountId, token.id),
    accountId,
    holder,
    ...(!token.revoked && { listedIn: holder }),
    sortKey: accessTokenSortKey(token),
  };
}
