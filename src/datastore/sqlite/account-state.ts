import type { AccountRecord, UserRecord } from '../contract/records.js';
import type { Connection, Row } from './connection.js';
import { toAccount, toDirectoryRecord } from './rows.js';

export interface PresentState {
  readonly generation: number;
  readonly account: AccountRecord;
  readonly user: UserRecord | undefined;
}

const ACCOUNT_AND_USER = `
select a.*, u.kind as user_kind, u.id as user_id, u.name as user_name, u.email as user_email,
  u.active as user_active, u.memberships as user_memberships, u.group_ids as user_group_ids
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
  if (row.user_id === null) return undefined;
  const record = toDirectoryRecord({
    kind: row.user_kind ?? null,
    id: row.user_id ?? null,
    name: row.user_name ?? null,
    email: row.user_email ?? null,
    active: row.user_active ?? null,
    memberships: row.user_memberships ?? null,
    group_ids: row.user_group_ids ?? null,
  });
  return record.kind === 'USER' ? record : undefined;
}
