import { directorySortKey, integrationSortKey } from '../../contract/sort-keys.js';
import type { Connection, Row } from '../../sqlite/connection.js';
import type { SqliteMigration } from './migrations.js';

/** Rows in memory at once. */
const BATCH = 2_000;

const INTEGRATIONS = `
select rowid as place, id, name, system, sort_key from integrations where rowid > :after order by rowid limit :batch
`;
const DIRECTORY = `
select rowid as place, generation, kind, id, name, sort_key from directory where rowid > :after order by rowid limit :batch
`;
const SET_INTEGRATION = `update integrations set sort_key = :sortKey where rowid = :place`;
const SET_DIRECTORY = `update directory set sort_key = :sortKey where rowid = :place`;
const SET_MEMBER = `
update group_members set sort_key = :sortKey
where generation = :generation and user_id = :id and sort_key = :before
  and group_id in (select value from directory, json_each(group_ids) where directory.rowid = :place)
`;

/** A final sigma is folded like any other; the lists of integrations follow by trigger. */
export const foldedNames: SqliteMigration = {
  version: 3,
  name: 'folded names',
  up: (connection) =>
    new Promise((resolve) => {
      for (const row of rowsOf(connection, INTEGRATIONS)) foldIntegration(connection, row);
      for (const row of rowsOf(connection, DIRECTORY)) foldDirectory(connection, row);
      resolve();
    }),
};

function* rowsOf(connection: Connection, sql: string): Generator<Row> {
  let after = 0;
  for (;;) {
    const rows = connection.all(sql, { after, batch: BATCH });
    yield* rows;
    if (rows.length < BATCH) return;
    after = Number(rows.at(-1)?.place);
  }
}

function foldIntegration(connection: Connection, { place, id, name, system, sort_key: before }: Row): void {
  const sortKey = integrationSortKey({ id: String(id), name: String(name), system: system === 1 });
  if (sortKey !== before) connection.run(SET_INTEGRATION, { sortKey, place: Number(place) });
}

function foldDirectory(connection: Connection, row: Row): void {
  const { place, generation, kind, id, name, sort_key: before } = row;
  const sortKey = directorySortKey({ id: String(id), name: String(name) });
  if (sortKey === before) return;
  connection.run(SET_DIRECTORY, { sortKey, place: Number(place) });
  if (kind !== 'USER') return;
  connection.run(SET_MEMBER, {
    sortKey,
    generation: Number(generation),
    id: String(id),
    before: String(before),
    place: Number(place),
  });
}
