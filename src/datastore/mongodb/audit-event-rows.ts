import { auditEventSchema, parseRow } from '../contract/record-schemas.js';
import type { AuditEventRecord } from '../contract/records.js';
import { auditSortKey } from '../contract/sort-keys.js';
import { COLLECTION_NAMES } from './collections.js';
import type { AuditEventDocument } from './documents.js';
import { fromJsonText, toJsonText } from './json-text.js';
import { auditRowId } from './row-ids.js';

export const AUDIT_EVENT_FIELDS = {
  _id: 0,
  id: 1,
  sortKey: 1,
  at: 1,
  actorId: 1,
  actorName: 1,
  kind: 1,
  targetKind: 1,
  targetId: 1,
  targetName: 1,
  rbacId: 1,
  accessTokenId: 1,
  before: 1,
  after: 1,
  reason: 1,
  requestId: 1,
  revision: 1,
} as const;

/** What `AUDIT_EVENT_FIELDS` leaves of a document. */
export type AuditEventRow = Omit<AuditEventDocument, '_id' | 'accountId'>;

export function auditEventRecord(row: AuditEventRow): AuditEventRecord {
  const value = {
    ...row,
    target: { kind: row.targetKind, subjectId: row.targetId, name: row.targetName },
    accessTokenId: row.accessTokenId ?? null,
    before: optionalJson(row.before),
    after: optionalJson(row.after),
  };
  return parseRow(auditEventSchema, { collection: COLLECTION_NAMES.auditEvents, id: row.id, value });
}

export function auditEventDocument(
  { target, ...event }: AuditEventRecord,
  accountId: string,
): AuditEventDocument {
  return {
    ...event,
    ...{ targetKind: target.kind, targetId: target.subjectId, targetName: target.name },
    _id: auditRowId(accountId, event.id),
    accountId,
    sortKey: auditSortKey(event),
    before: event.before === null ? null : toJsonText(event.before),
    after: event.after === null ? null : toJsonText(event.after),
  };
}

function optionalJson(text: string | null): unknown {
  return text === null ? null : fromJsonText(text);
}
