import type { Principal } from '../../decision/facts.js';
import { WILDCARD_RBAC_ID, rbacIdOf } from '../../decision/rbac-id.js';
import { EVERY_INTEGRATION } from '../../decision/visibility.js';
import type {
  Page,
  PageRequest,
  PermissionListParent,
  PermissionListRequest,
} from '../contract/datastore.js';
import type { PermissionRecord } from '../contract/records.js';
import type { Row } from './connection.js';
import { BEFORE_FIRST, toPage, toPages } from './pages.js';
import { textIn, toPermission } from './rows.js';
import { fromScanKey, toScanKey } from './scan-key.js';
import type { Scope } from './scope.js';
import { toJson } from './values.js';

const BY_IDS = `
select * from permissions
where generation = :generation and id in (select value from json_each(:ids))
`;

export function readPermissions(
  { connection, generation }: Scope,
  ids: readonly string[],
): readonly PermissionRecord[] {
  return connection.all(BY_IDS, { generation, ids: toJson(ids) }).map(toPermission);
}

const ON = `
select * from permissions
where generation = :generation and rbac_id in (select value from json_each(:rbacIds))
order by sort_key
`;

const ON_AND_HELD_BY = `
select * from permissions
where generation = :generation and rbac_id in (select value from json_each(:rbacIds))
  and (principal_type, principal_id) in (select value ->> 0, value ->> 1 from json_each(:principals))
order by sort_key
`;

export function readPermissionsOn(
  { connection, generation }: Scope,
  rbacIds: readonly string[],
  heldBy?: readonly Principal[],
): readonly PermissionRecord[] {
  const on = { generation, rbacIds: toJson(rbacIds) };
  const rows =
    heldBy === undefined
      ? connection.all(ON, on)
      : connection.all(ON_AND_HELD_BY, {
          ...on,
          principals: toJson(heldBy.map(({ type, id }) => [type, id])),
        });
  return rows.map(toPermission);
}

/**
 * Left out: permissions on integrations that carry none of the tokens. Their tokens are read from the integration's
 * own row, dozens as a rule; an index from integration to token would be one more copy of every list.
 */
const IS_VISIBLE = `(
  :seesAll or q.rbac_id = '${WILDCARD_RBAC_ID}' or exists (
    select 1 from integrations as i, json_each(i.tokens) as token
    where i.generation = q.generation and i.id = substr(q.rbac_id, ${rbacIdOf('').length + 1})
      and token.value in (select value from json_each(:tokens))
  )
)`;

/** Parents are pairs, of RBAC ids or of a principal's type and id. Each list stops at its limit. */
const PAGES = `
select parent.key as place, p.*
from json_each(:parents) as parent
join permissions as p on p.rowid in (
  select q.rowid from permissions as q
  where q.generation = :generation and q.rbac_id in (parent.value ->> 1, parent.value ->> 2)
    and q.sort_key > :after and ${IS_VISIBLE}
  order by q.sort_key limit :limit
)
where parent.value ->> 0 = 'ON'
union all
select parent.key as place, p.*
from json_each(:parents) as parent
join permissions as p on p.rowid in (
  select q.rowid from permissions as q
  where q.generation = :generation and q.principal_type = parent.value ->> 1 and q.principal_id = parent.value ->> 2
    and q.sort_key > :after and ${IS_VISIBLE}
  order by q.sort_key limit :limit
)
where parent.value ->> 0 = 'HELD_BY'
order by place, sort_key
`;

export function readPermissionPages(
  { connection, generation }: Scope,
  parents: readonly PermissionListParent[],
  { first, after = BEFORE_FIRST, visibleTokens }: PermissionListRequest,
): readonly Page<PermissionRecord>[] {
  const rows = connection.all(PAGES, {
    parents: toJson(parents.map(toTriple)),
    generation,
    after,
    seesAll: visibleTokens.includes(EVERY_INTEGRATION),
    tokens: toJson(visibleTokens),
    limit: first + 1,
  });
  return toPages(rows, { lists: parents.length, first }, toPermission);
}

function toTriple(parent: PermissionListParent): readonly (string | null)[] {
  if ('heldBy' in parent) return ['HELD_BY', parent.heldBy.type, parent.heldBy.id];
  return ['ON', parent.on, parent.andWildcard === true ? WILDCARD_RBAC_ID : null];
}

/** In the order of the unique index; the few rows of one RBAC id are sorted as they come. */
const SCAN = `
select * from permissions
where generation = :generation and rbac_id >= :rbacId and (rbac_id, sort_key) > (:rbacId, :sortKey)
order by rbac_id, sort_key limit :limit
`;

export function readPermissionScan(
  { connection, generation }: Scope,
  { first, after = BEFORE_FIRST }: PageRequest,
): Page<PermissionRecord> {
  const { rbacId, sortKey } = fromScanKey(after);
  const rows = connection.all(SCAN, { generation, rbacId, sortKey, limit: first + 1 });
  return toPage(rows.map(withScanKey), first, toPermission);
}

function withScanKey(row: Row): Row {
  return {
    ...row,
    sort_key: toScanKey({ rbacId: textIn(row, 'rbac_id'), sortKey: textIn(row, 'sort_key') }),
  };
}
