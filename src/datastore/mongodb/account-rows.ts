import { accountSchema, parseRow } from '../contract/record-schemas.js';
import type { AccountRecord } from '../contract/records.js';
import { COLLECTION_NAMES } from './collections.js';
import type { AccountDocument } from './documents.js';

export const ACCOUNT_FIELDS = {
  generation: 1,
  name: 1,
  plan: 1,
  permissionSets: 1,
  accessModel: 1,
  residualRead: 1,
  rootTeamId: 1,
  everyoneGroupId: 1,
  administratorsGroupId: 1,
  systemIntegrationId: 1,
  revision: 1,
  wildcardPermissionsRevision: 1,
  settingsRevision: 1,
  importRevision: 1,
  stamp: 1,
  cursorKey: 1,
  deletions: 1,
} as const satisfies Record<keyof Omit<AccountDocument, '_id'>, 1>;

export function accountRecord(document: AccountDocument): AccountRecord {
  const id = document._id;
  return parseRow(accountSchema, { collection: COLLECTION_NAMES.accounts, id, value: { ...document, id } });
}

export function accountDocument({ id, ...account }: AccountRecord, generation: string): AccountDocument {
  return { _id: id, generation, ...account };
}
