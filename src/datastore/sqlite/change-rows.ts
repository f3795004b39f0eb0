import { changeRowSchema, couldJoin, joinedChain } from '../contract/change-chain.js';
import type { ChangeRow, StateId } from '../contract/datastore.js';
import { parseRow } from '../contract/record-schemas.js';
import type { Row } from './connection.js';
import type { Scope } from './scope.js';
import { fromJson, toJson } from './values.js';

/** A row of that revision is of an account that was there before, and counts no more. */
const WRITE = `
insert or replace into changes (account_id, revision, stamp, follows, touched)
values (:accountId, :revision, :stamp, :follows, :touched)
`;

export function writeChangeRow({ connection, accountId }: Scope, row: ChangeRow): void {
  const { revision, stamp, follows, touched } = row;
  connection.run(WRITE, { accountId, revision, stamp, follows, touched: toJson(touched) });
}

const BETWEEN = `
select revision, stamp, follows, touched from changes
where account_id = :accountId and revision > :from and revision <= :to
order by revision
`;

export function readChangesBetween(
  { connection, accountId }: Scope,
  from: StateId,
  to: StateId,
): readonly ChangeRow[] | undefined {
  if (!couldJoin(from, to)) return joinedChain(from, to, []);
  const rows = connection.all(BETWEEN, { accountId, from: from.revision, to: to.revision });
  return joinedChain(from, to, rows.map(toChangeRow));
}

function toChangeRow({ revision, stamp, follows, touched }: Row): ChangeRow {
  const value = { revision, stamp, follows, touched: fromJson(touched) };
  return parseRow(changeRowSchema, { collection: 'changes', id: String(revision), value });
}
