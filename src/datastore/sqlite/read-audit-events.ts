import type { AuditQuery, Page } from '../contract/datastore.js';
import type { AuditEventRecord } from '../contract/records.js';
import { AFTER_LAST, toPage } from './pages.js';
import { toAuditEvent } from './rows.js';
import type { Scope } from './scope.js';

/** One text for each set of conditions, so that each finds its index; read backwards, the newest come first. */
const page = (...conditions: readonly string[]): string => `
select * from audit_events
where ${['account_id = :accountId', ...conditions, 'sort_key < :after'].join(' and ')}
order by sort_key desc limit :limit
`;

const ON = 'rbac_id = :rbacId';
const BY = 'actor_id = :actorId';

export function readAuditPage(
  { connection, accountId }: Scope,
  { rbacId, actorId, after = AFTER_LAST, first }: AuditQuery,
): Page<AuditEventRecord> {
  const conditions = [...(rbacId === undefined ? [] : [ON]), ...(actorId === undefined ? [] : [BY])];
  const rows = connection.all(page(...conditions), {
    accountId,
    ...(rbacId !== undefined && { rbacId }),
    ...(actorId !== undefined && { actorId }),
    after,
    limit: first + 1,
  });
  return toPage(rows, first, toAuditEvent);
}
