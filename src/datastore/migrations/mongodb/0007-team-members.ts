import type { RawDatabase } from '../../mongodb/connect.js';
import { oneCommand } from '../../mongodb/one-command.js';
import { membersOfTeam } from '../../mongodb/row-ids.js';
import type { MongodbMigration } from './migrations.js';

/** Rows of one command, and in memory at once. */
const BATCH = 1_000;

interface UserRow {
  readonly _id: string;
  readonly generation: string;
  readonly kind: string;
  readonly memberships: readonly { readonly teamId: string }[];
}

/** Who is in a team is listed in the order of names, as who is in a group. */
export const teamMembers: MongodbMigration = {
  version: 7,
  name: 'team members',
  up: async (database) => {
    let after: string | undefined = '';
    while (after !== undefined) after = await listBatch(database, after);
  },
};

/** Answers where the next batch starts; undefined after the last one. */
async function listBatch(database: RawDatabase, after: string): Promise<string | undefined> {
  const directory = database.collection<UserRow>('directory');
  const projection = { generation: 1, kind: 1, memberships: 1 };
  const rows = await oneCommand((options) =>
    directory
      .find(
        { _id: { $gt: after } },
        { ...options, projection, sort: { _id: 1 }, limit: BATCH, batchSize: BATCH + 1 },
      )
      .toArray(),
  );
  const updates = rows
    .filter(({ kind }) => kind === 'USER')
    .map(({ _id, generation, memberships }) => {
      const memberOf = { $each: memberships.map(({ teamId }) => membersOfTeam(generation, teamId)) };
      return { updateOne: { filter: { _id, memberships }, update: { $addToSet: { memberOf } } } };
    });
  if (updates.length > 0) await oneCommand((options) => directory.bulkWrite(updates, options));
  return rows.length < BATCH ? undefined : rows.at(-1)?._id;
}
