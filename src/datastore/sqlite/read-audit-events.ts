import type { AuditQuery, Page, PageRequest } from '../contract/datastore.js';
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

/** What each filter asks for. */
const CONDITIONS = {
  rbacId: 'rbac_id = :rbacId',
  actorId: 'actor_id = :actorId',
  targetKind: 'target_kind = :targetKind',
  targetId: 'target_id = :targetId',
  from: 'at >= :from',
  to: 'at < :to',
} as const satisfies Record<keyof Omit<AuditQuery, keyof PageRequest>, string>;
const FILTERS = Object.keys(CONDITIONS) as (keyof typeof CONDITIONS)[];

export function readAuditPage({ connection, accountId }: Scope, query: AuditQuery): Page<AuditEventRecord> {
  const { after = AFTER_LAST, first } = query;
  const asked = FILTERS.flatMap((filter) => {
    const value = query[filter];
    return value === undefined ? [] : [{ filter, value }];
  });
  const rows = connection.all(page(...asked.map(({ filter }) => CONDITIONS[filter])), {
    accountId,
    ...Object.fromEntries(asked.map(({ filter, value }) => [filter, value])),
    after,
    limit: first + 1,
  });
  return toPage(rows, first, toAuditEvent);
}
