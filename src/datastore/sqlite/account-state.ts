import type { AccountRecord, UserRecord } from '../contract/records.js';
import type { Connection, Row } from './connection.js';
import { toAccount, toDirectoryRecord } from './rows.js';

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
