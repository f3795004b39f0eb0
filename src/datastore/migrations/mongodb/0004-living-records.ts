import type { RawDatabase } from '../../mongodb/connect.js';
import { oneCommand } from '../../mongodb/one-command.js';
import type { MongodbMigration } from './migrations.js';

const ROWS_PER_BATCH = 1_000;

interface AccountRow {
  readonly _id: string;
  readonly generation: string;
  readonly settingsRevision?: number;
}

interface DirectoryRow {
  readonly _id: string;
  readonly generation: string;
  readonly kind: string;
  readonly version?: number;
}

interface AuditEventRow {
  readonly _id: string;
  readonly accountId: string;
  readonly kind: string;
  readonly rbacId: string | null;
  readonly at: number;
  readonly before: string | null;
  readonly after: string | null;
  readonly targetKind?: string;
}

/** Users, groups and teams can change: they get what that takes. Audit events name what they are about. */
export const livingRecords: MongodbMigration = {
  version: 4,
  name: 'living records',
  up: async (database) => {
    const accounts = database.collection<AccountRow>('accounts');
    const all = await oneCommand((options) => accounts.find({}, options).toArray());
    for (const account of all) await addToDirectory(database, account);
    await addTargets(database);
    const hasNone = { settingsRevision: { $exists: false } };
    const asImported = [{ $set: { settingsRevision: '$importRevision' } }];
    await oneCommand((options) => accounts.updateMany(hasNone, asImported, options));
  },
};

/** Nothing tells when somebody was created, but that it was not after the last import, which made all of them. */
async function addToDirectory(database: RawDatabase, { _id, generation }: AccountRow): Promise<void> {
  const directory = database.collection<DirectoryRow>('directory');
  const createdAt = await lastImportOf(database, _id);
  for (const [kind, own] of [
    ['USER', { userKind: 'PERSON', userName: null, externalId: null }],
    ['GROUP', { externalId: null }],
    ['TEAM', {}],
  ] as const) {
    const hasNone = { generation, kind, version: { $exists: false } };
    for (;;) {
      const rows = await oneCommand((options) =>
        directory
          .find(hasNone, { ...options, projection: { _id: 1 } })
          .limit(ROWS_PER_BATCH)
          .toArray(),
      );
      if (rows.length === 0) break;
      const ids = { $in: rows.map((row) => row._id) };
      const added = { $set: { version: 1, createdAt, ...own } };
      await oneCommand((options) => directory.updateMany({ _id: ids }, added, options));
    }
  }
}

async function lastImportOf(database: RawDatabase, accountId: string): Promise<number> {
  const events = database.collection<AuditEventRow>('audit_events');
  const [found] = await oneCommand((options) =>
    events
      .find({ accountId, kind: 'ACCOUNT_IMPORTED' }, { ...options, projection: { at: 1 } })
      .sort({ accountId: -1, sortKey: -1 })
      .limit(1)
      .toArray(),
  );
  return found?.at ?? 0;
}

async function addTargets(database: RawDatabase): Promise<void> {
  const events = database.collection<AuditEventRow>('audit_events');
  let last = '';
  for (;;) {
    const after = last;
    const rows = await oneCommand((options) =>
      events
        .find({ _id: { $gt: after } }, options)
        .sort({ _id: 1 })
        .limit(ROWS_PER_BATCH)
        .toArray(),
    );
    const updates = rows
      .filter(({ targetKind }) => targetKind === undefined)
      .map((event) => ({ updateOne: { filter: { _id: event._id }, update: { $set: targetOf(event) } } }));
    if (updates.length > 0) await oneCommand((options) => events.bulkWrite(updates, options));
    const end = rows.at(-1);
    if (end === undefined) return;
    last = end._id;
  }
}

function targetOf({ accountId, kind, rbacId, before, after }: AuditEventRow): object {
  if (kind.startsWith('ACCOUNT')) return { targetKind: 'ACCOUNT', targetId: accountId, targetName: null };
  const state = JSON.parse(after ?? before ?? '{}') as { readonly id?: string; readonly name?: string };
  const isPermission = kind.startsWith('PERMISSION');
  return {
    targetKind: isPermission ? 'PERMISSION' : 'INTEGRATION',
    targetId: state.id ?? rbacId ?? accountId,
    targetName: isPermission ? null : (state.name ?? null),
  };
}
