import type { AuditQuery, Page } from '../contract/datastore.js';
import type { AuditEventRecord } from '../contract/records.js';
import { AUDIT_EVENT_FIELDS, auditEventRecord } from './audit-event-rows.js';
import type { AuditEventRow } from './audit-event-rows.js';
import type { AuditEventDocument } from './documents.js';
import {
  AUDIT_EVENTS,
  AUDIT_EVENTS_BY_ACTOR,
  AUDIT_EVENTS_BY_RBAC_ID,
  AUDIT_EVENTS_BY_RBAC_ID_AND_ACTOR,
  AUDIT_EVENTS_BY_TARGET,
  AUDIT_EVENTS_BY_TARGET_KIND,
  AUDIT_EVENTS_BY_TIME,
} from './indexes.js';
import { allOf, batchFor, commandOptions, pageOf, rowLimit } from './reading.js';
import type { Reading } from './reading.js';

/** Newest first, so that the page goes down from its key. */
export async function readAuditPage(reading: Reading, query: AuditQuery): Promise<Page<AuditEventRecord>> {
  const { rbacId, actorId, targetKind, targetId, from, to, after } = query;
  const filter = allOf<AuditEventDocument>(
    { accountId: reading.accountId },
    rbacId === undefined ? undefined : { rbacId },
    actorId === undefined ? undefined : { actorId },
    targetKind === undefined ? undefined : { targetKind },
    targetId === undefined ? undefined : { targetId },
    from === undefined ? undefined : { at: { $gte: from } },
    to === undefined ? undefined : { at: { $lt: to } },
    after === undefined ? undefined : { sortKey: { $lt: after } },
  );
  const rows = await reading.collections.auditEvents
    .find(filter, AUDIT_EVENT_FIELDS, commandOptions(reading))
    .hint(indexFor(query))
    .sort({ sortKey: -1 })
    .limit(rowLimit(query))
    .batchSize(batchFor(rowLimit(query)))
    .lean<AuditEventRow[]>();
  return pageOf(rows, query, auditEventRecord);
}

/** The index of what is rarest; a range of time is looked at in the index, too. */
function indexFor({
  rbacId,
  actorId,
  targetKind,
  targetId,
  from,
  to,
}: AuditQuery): Readonly<Record<string, 1>> {
  if (targetId !== undefined) return AUDIT_EVENTS_BY_TARGET;
  if (rbacId !== undefined && actorId !== undefined) return AUDIT_EVENTS_BY_RBAC_ID_AND_ACTOR;
  if (rbacId !== undefined) return AUDIT_EVENTS_BY_RBAC_ID;
  if (actorId !== undefined) return AUDIT_EVENTS_BY_ACTOR;
  if (targetKind !== undefined) return AUDIT_EVENTS_BY_TARGET_KIND;
  return from === undefined && to === undefined ? AUDIT_EVENTS : AUDIT_EVENTS_BY_TIME;
}
