import { OWNER } from '../../../decision/permission-sets.js';
import { WITHOUT_OWNER } from '../../../decision/visibility.js';
import { groupBy } from '../../../collections/group-by.js';
import { rbacIdOf } from '../../../decision/rbac-id.js';
import type { RawDatabase } from '../../mongodb/connect.js';
import { oneCommand } from '../../mongodb/one-command.js';
import type { MongodbMigration } from './migrations.js';

/** Rows of one command, and in memory at once. */
const BATCH = 1_000;

interface IntegrationRow {
  readonly _id: string;
  readonly generation: string;
  readonly id: string;
  readonly system: boolean;
}

interface PermissionRow {
  readonly _id: string;
  readonly generation: string;
  readonly rbacId: string;
  readonly permissionSetId: string;
}

/** Integrations without an Owner are listed [A17]. */
export const ownerless: MongodbMigration = {
  version: 10,
  name: 'ownerless integrations',
  up: async (database) => {
    let after: string | undefined = '';
    while (after !== undefined) after = await markBatch(database, after);
  },
};

/** Answers where the next batch starts; undefined after the last one. */
async function markBatch(database: RawDatabase, after: string): Promise<string | undefined> {
  const integrations = database.collection<IntegrationRow & { readonly tokens: readonly string[] }>(
    'integrations',
  );
  const projection = { generation: 1, id: 1, system: 1 };
  const rows = await oneCommand((options) =>
    integrations
      .find(
        { _id: { $gt: after } },
        { ...options, projection, sort: { _id: 1 }, limit: BATCH, batchSize: BATCH + 1 },
      )
      .toArray(),
  );
  const others = rows.filter(({ system }) => !system);
  for (const [generation, ofOne] of groupBy(others, (row) => row.generation)) {
    const owned = await ownedAmong(database, generation, ofOne);
    const _id = { $in: ofOne.filter(({ id }) => !owned.has(rbacIdOf(id))).map((row) => row._id) };
    await oneCommand((options) =>
      integrations.updateMany({ _id }, { $addToSet: { tokens: WITHOUT_OWNER } }, options),
    );
  }
  return rows.length < BATCH ? undefined : rows.at(-1)?._id;
}

async function ownedAmong(
  database: RawDatabase,
  generation: string,
  integrations: readonly IntegrationRow[],
): Promise<ReadonlySet<string>> {
  const rbacId = { $in: integrations.map(({ id }) => rbacIdOf(id)) };
  const owners = await oneCommand((options) =>
    database
      .collection<PermissionRow>('permissions')
      .find({ generation, rbacId, permissionSetId: OWNER.id }, { ...options, projection: { rbacId: 1 } })
      .toArray(),
  );
  return new Set(owners.map((owner) => owner.rbacId));
}
