import Libsql from 'libsql';
import { LIST_ACCOUNT, SHOWN_TEAM } from '../list-world.js';

export interface StockRow {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly createdAt: number;
  readonly version: number;
}

/** One prepared statement over the same file and the same index, with no more columns than are shown. */
const PAGE = `
select i.id, i.name, i.type, i.created_at as createdAt, i.version
from (
  select sort_key, integration_id from visible
  where generation = ? and listed_type = '' and token = ? order by sort_key limit ?
) as p
join integrations as i on i.generation = ? and i.id = p.integration_id
order by p.sort_key
`;

/** How an app that knows nothing of permissions reads a list. */
export class StockRows {
  readonly #page: Libsql.Statement;
  readonly #generation: unknown;

  constructor(file: string) {
    const database = new Libsql(file);
    const [account] = database
      .prepare('select generation from accounts where id = ?')
      .all([LIST_ACCOUNT]) as {
      readonly generation: unknown;
    }[];
    this.#generation = account?.generation;
    this.#page = database.prepare(PAGE);
  }

  first(rows: number): readonly StockRow[] {
    const generation = this.#generation;
    return this.#page.all([generation, `t|${SHOWN_TEAM}`, rows, generation]) as StockRow[];
  }
}
