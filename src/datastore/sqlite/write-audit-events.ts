import type { NewAuditEvent } from '../contract/records.js';
import { auditSortKey } from '../contract/sort-keys.js';
import type { Connection } from './connection.js';
import { toJson } from './values.js';

const INSERT = `
insert into audit_events (account_id, revision, id, at, actor_id, actor_name, kind, rbac_id, before, after, reason,
  request_id, sort_key, target_kind, target_id, target_name, access_token_id)
select :accountId, :revision, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
  value ->> 6, value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11, value ->> 12, value ->> 13,
  value ->> 14
from json_each(:rows)
`;

/** Appends events to the trail of an account, all of one revision. */
export function appendAuditEvents(
  connection: Connection,
  to: { readonly accountId: string; readonly revision: number },
  events: readonly NewAuditEvent[],
): void {
  const rows = events.map((event) => {
    const { id, at, actorId, actorName, kind, target, rbacId, before, after, reason, requestId } = event;
    const { accessTokenId } = event;
    return [
      ...[id, at, actorId, actorName, kind, rbacId, before && toJson(before), after && toJson(after)],
      ...[reason, requestId, auditSortKey({ id, revision: to.revision })],
      ...[target.kind, target.subjectId, target.name, accessTokenId],
    ];
  });
  connection.run(INSERT, { ...to, rows: toJson(rows) });
}
