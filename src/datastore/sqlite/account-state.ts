import type { AccountCounts, Page, PageRequest } from '../contract/datastore.js';
import type { AccessTokenRecord, AccountRecord, UserRecord } from '../contract/records.js';
import type { StateViewer } from '../common/state-viewer.js';
import { ACCESS_TOKEN_COLUMNS, toAccessToken } from './access-tokens.js';
import type { Connection, Row } from './connection.js';
import { BEFORE_FIRST, toPage } from './pages.js';
import { toAccount, toDirectoryRecord } from './rows.js';
import type { Scope } from './scope.js';

export interface PresentState {
  readonly generation: number;
  readonly account: AccountRecord;
  readonly user: UserRecord | undefined;
  readonly accessToken: AccessTokenRecord | undefined;
}

/** Those of a user; the account has columns of the same names. */
const USER_COLUMNS = [
  ...['kind', 'id', 'name', 'created_at', 'version', 'user_kind', 'user_name', 'email', 'external_id'],
  ...['active', 'memberships', 'group_ids'],
] as const;

const ACCOUNT_AND_VIEWER = `
select a.*,
  ${USER_COLUMNS.map((column) => `u.${column} as of_user_${column}`).join(', ')},
  ${ACCESS_TOKEN_COLUMNS.map((column) => `t.${column} as of_token_${column}`).join(', ')}
from accounts a
left join access_tokens t on t.account_id = a.id and t.id = :accessTokenId
left join directory u
  on u.generation = a.generation and u.kind = 'USER' and u.id = coalesce(:userId, t.user_id)
where a.id = :accountId
`;

/**
 * The account and, as far as they are named and there, the user and the access token. Undefined when there is no such
 * account. One command.
 */
export function readPresentState(
  connection: Connection,
  accountId: string,
  { userId = null, accessTokenId = null }: { readonly [K in keyof StateViewer]: StateViewer[K] | null },
): PresentState | undefined {
  const [row] = connection.all(ACCOUNT_AND_VIEWER, { accountId, userId, accessTokenId });
  if (row === undefined) return undefined;
  return {
    generation: Number(row.generation),
    account: toAccount(row),
    user: toUser(row),
    accessToken:
      row.of_token_id === null ? undefined : toAccessToken(joined(row, 'of_token_', ACCESS_TOKEN_COLUMNS)),
  };
}

function toUser(row: Row): UserRecord | undefined {
  if (row.of_user_id === null) return undefined;
  const record = toDirectoryRecord(joined(row, 'of_user_', USER_COLUMNS));
  return record.kind === 'USER' ? record : undefined;
}

/** The columns of a joined table, by their own names. */
function joined(row: Row, prefix: string, columns: readonly string[]): Row {
  return Object.fromEntries(columns.map((column) => [column, row[prefix + column] ?? null]));
}

const PAGE = `select *, id as sort_key from accounts where id > :after order by id limit :limit`;

export function readAccountPage(
  connection: Connection,
  { first, after = BEFORE_FIRST }: PageRequest,
): Page<AccountRecord> {
  return toPage(connection.all(PAGE, { after, limit: first + 1 }), first, toAccount);
}

const COUNTS = `
select
  (select count(*) from directory where generation = :generation and kind = 'TEAM') as teams,
  (select count(*) from directory where generation = :generation and kind = 'USER') as users,
  (select count(*) from directory where generation = :generation and kind = 'GROUP') as groups,
  (select count(*) from integrations where generation = :generation) as integrations,
  (select count(*) from permissions where generation = :generation) as permissions
`;

export function readAccountCounts({ connection, generation }: Scope): AccountCounts {
  const [row] = connection.all(COUNTS, { generation });
  return {
    teams: Number(row?.teams),
    users: Number(row?.users),
    groups: Number(row?.groups),
    integrations: Number(row?.integrations),
    permissions: Number(row?.permissions),
  };
}
