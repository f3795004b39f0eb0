import { rbacIdOf } from '../../decision/rbac-id.js';
import { integrationSchema, parseRow } from '../contract/record-schemas.js';
import type { IntegrationRecord, StoredIntegration } from '../contract/records.js';
import { fold, integrationSortKey } from '../contract/sort-keys.js';
import { COLLECTION_NAMES } from './collections.js';
import type { IntegrationDocument } from './documents.js';
import { fromJsonText, toJsonText } from './json-text.js';
import { resourceRowId } from './row-ids.js';

const LISTED_FIELDS = {
  _id: 0,
  id: 1,
  sortKey: 1,
  name: 1,
  type: 1,
  system: 1,
  teamIds: 1,
  createdById: 1,
  createdAt: 1,
  updatedAt: 1,
  version: 1,
  permissionsRevision: 1,
} as const;
export const ID_FIELDS = { _id: 0, id: 1, sortKey: 1 } as const;
const ALL_FIELDS = { ...LISTED_FIELDS, settings: 1, secrets: 1 } as const;

export function integrationFields(withDetails: boolean): typeof LISTED_FIELDS | typeof ALL_FIELDS {
  return withDetails ? ALL_FIELDS : LISTED_FIELDS;
}

/** What the fields leave of a document; settings and secrets only with details. */
export type IntegrationRow = Omit<IntegrationDocument, '_id' | 'settings' | 'secrets'> &
  Partial<Pick<IntegrationDocument, 'settings' | 'secrets'>>;

export type IntegrationIdRow = Pick<IntegrationDocument, 'id' | 'sortKey'>;

export function integrationRecord(row: IntegrationRow, withDetails: boolean): IntegrationRecord {
  const details = { settings: fromJsonText(row.settings), secrets: row.secrets };
  const value = withDetails ? { ...row, details } : row;
  return parseRow(integrationSchema, { collection: COLLECTION_NAMES.integrations, id: row.id, value });
}

/** All of it but `permissionsRevision`, which only changes of permissions write. */
export function integrationDocument(
  { details, ...integration }: StoredIntegration,
  generation: string,
): Omit<IntegrationDocument, 'permissionsRevision'> {
  return {
    ...integration,
    _id: resourceRowId(generation, rbacIdOf(integration.id)),
    generation,
    foldedName: fold(integration.name),
    sortKey: integrationSortKey(integration),
    settings: toJsonText(details.settings),
    secrets: details.secrets,
  };
}
