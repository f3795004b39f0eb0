import type { AccountCounts, Page, PageRequest } from '../contract/datastore.js';
import type { AccountRecord, UserRecord } from '../contract/records.js';
import type { Connection, Row } from './connection.js';
import { BEFORE_FIRST, toPage } from './pages.js';
import { toAccount, toDirectoryRecord } from './rows.js';
import type { Scope } from './scope.js';

export interface PresentState {
  readonly generation: number;
  readonly account: AccountRecord;
  readonly user: UserRecord | undefined;
}

/** Those of a user; the account has columns of the same names. */
const USER_COLUMNS = [
  ...['kind', 'id', 'name', 'created_at', 'version', 'user_kind', 'user_name', 'email', 'external_id'],
  ...['active', 'memberships', 'group_ids'],
] as const;

const ACCOUNT_AND_USER = `
select a.*, ${USER_COLUMNS.map((column) => `u.${column} as of_user_${column}`).join(', ')}
from accounts a
left join directory u on u.generation = a.generation and u.kind = 'USER' and u.id = :userId
where a.id = :accountId
`;

/** The account and, when one is named and there, the user. Undefined when there is no such account. One command. */
export function readPresentState(
  connection: Connection,
  accountId: string,
  userId?: string,
): PresentState | undefined {
  const [row] = connection.all(ACCOUNT_AND_USER, { accountId, userId: userId ?? null });
  if (row === undefined) return undefined;
  return { generation: Number(row.generation), account: toAccount(row), user: toUser(row) };
}

function toUser(row: Row): UserRecord | undefined {
  if (row.of_user_id === null) return undefined;
  const record = toDirectoryRecord(
    Object.fromEntries(USER_COLUMNS.map((column) => [column, row[`of_user_${column}`] ?? null])),
  );
  return record.kind === 'USER' ? record : undefined;
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
