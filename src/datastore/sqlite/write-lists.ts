import type { Scope } from './scope.js';
import type { ListRows } from './sorted-lists.js';

const INSERT = `
insert into visible (generation, listed_type, token, sort_key, integration_id)
select :generation, :listedType, value ->> 0, value ->> 1, value ->> 2 from json_each(:rows)
`;

/** Writes the lists of a generation that nobody reads yet; those of one that is read follow its integrations by trigger. */
export function insertListRows(
  { connection, generation }: Pick<Scope, 'connection' | 'generation'>,
  { listedType, rows }: ListRows,
): void {
  connection.run(INSERT, { generation, listedType, rows });
}
