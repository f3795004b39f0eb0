import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Datastore } from '../../../src/datastore/contract/datastore.js';
import { DatastoreUnavailableError } from '../../../src/datastore/contract/errors.js';
import { createSqliteDatastore } from '../../../src/datastore/sqlite/sqlite-datastore.js';
import { AccountUnderTest, write } from '../conformance/account-under-test.js';
import {
  accountState,
  auditEvent,
  group,
  integration,
  many,
  permission,
  user,
} from '../conformance/world.js';
import { countRows, rawConnection, temporaryDatabase } from './temporary-database.js';
import type { TemporaryDatabase } from './temporary-database.js';

const WORLD = {
  directory: [group('grp'), ...many(30, (id) => user(id, { groupIds: ['grp'] }))],
  integrations: many(30, (id) => integration(id, { tokens: ['*', id] })),
  permissions: many(30, (id) => permission(id)),
};
const TABLES = ['directory', 'group_members', 'integrations', 'visible', 'permissions', 'unread_generations'];

let database: TemporaryDatabase;
let datastore: Datastore;

beforeEach(async () => {
  database = temporaryDatabase();
  datastore = createSqliteDatastore({ file: database.file });
  await datastore.open();
});
afterEach(async () => {
  await datastore.close();
  database.remove();
});

const rows = (): readonly number[] => TABLES.map((table) => countRows(database.file, table));
const NOTHING = [0, 0, 0, 0, 0, 0];
const ONE_WORLD = [31, 30, 30, 120, 30, 0];

function letAnHourPass(): void {
  const other = rawConnection(database.file);
  other.exec('update unread_generations set touched_at = touched_at - 3600001');
  other.close();
}

/** What a process leaves that is killed just after it deleted an account. */
function interruptedDeletion(accountId: string): void {
  const other = rawConnection(database.file);
  other.exec(`
    insert into unread_generations (generation, account_id, state, touched_at)
    select generation, id, 'DELETED', 0 from accounts where id = '${accountId}';
    delete from accounts where id = '${accountId}';
  `);
  other.close();
}

/** An import that never ends: what a killed process leaves. */
async function crashedImport(): Promise<void> {
  const other = createSqliteDatastore({ file: database.file });
  await other.open();
  await write(await other.beginImport('acme', { replace: true }), WORLD);
  await other.close();
}

describe('rows that nobody reads', () => {
  it('of a deletion that was interrupted go with the trail when a later import starts [A21]', async () => {
    const [account, other] = ['acme', 'kept'].map((id) => new AccountUnderTest(datastore, id));
    await account?.import(WORLD);
    await account?.change({});
    await other?.import({});
    interruptedDeletion('acme');
    expect(countRows(database.file, 'audit_events')).toBe(3);
    await (await datastore.beginImport('third', { replace: false })).discard();
    expect(rows()).toEqual(NOTHING);
    expect(countRows(database.file, 'audit_events')).toBe(1);
  });

  it('of a crashed import stay for an hour, and are removed when a later import starts', async () => {
    await crashedImport();
    const [directory] = rows();
    expect(directory).toBe(31);
    await (await datastore.beginImport('other', { replace: false })).discard();
    expect(rows()[0]).toBe(31);
    letAnHourPass();
    await (await datastore.beginImport('other', { replace: false })).discard();
    expect(rows()).toEqual(NOTHING);
  });

  it('of an import at work are never removed by another', async () => {
    const slow = await datastore.beginImport('acme', { replace: false });
    await slow.writeDirectory(WORLD.directory);
    letAnHourPass();
    await slow.writeIntegrations(WORLD.integrations);
    await (await datastore.beginImport('other', { replace: false })).discard();
    await slow.writePermissions(WORLD.permissions);
    await slow.commit(accountState('acme'), auditEvent('event'));
    expect(rows()).toEqual(ONE_WORLD);
  });

  it('removed by mistake make their import fail, and never come half', async () => {
    const slow = await datastore.beginImport('acme', { replace: false });
    await write(slow, WORLD);
    letAnHourPass();
    await (await datastore.beginImport('other', { replace: false })).discard();
    const committed = slow.commit(accountState('acme'), auditEvent('event'));
    await expect(committed).rejects.toBeInstanceOf(DatastoreUnavailableError);
    expect(await datastore.openSnapshot('acme')).toBeUndefined();
    expect(rows()).toEqual(NOTHING);
  });

  it('that are being removed take no more of their import', async () => {
    const slow = await datastore.beginImport('acme', { replace: false });
    const other = rawConnection(database.file);
    other.exec("update unread_generations set state = 'RETIRED'");
    other.close();
    const written = slow.writeDirectory(WORLD.directory);
    await expect(written).rejects.toBeInstanceOf(DatastoreUnavailableError);
    const committed = slow.commit(accountState('acme'), auditEvent('event'));
    await expect(committed).rejects.toBeInstanceOf(DatastoreUnavailableError);
    expect(await datastore.openSnapshot('acme')).toBeUndefined();
  });

  it('of a replaced account are gone when its import ends', async () => {
    const account = new AccountUnderTest(datastore, 'acme');
    await account.import(WORLD);
    expect(rows()).toEqual(ONE_WORLD);
    await account.import(WORLD, { replace: true });
    expect(rows()).toEqual(ONE_WORLD);
    await account.import({}, { replace: true });
    expect(rows()).toEqual(NOTHING);
  });

  it('of a removal that was interrupted are removed by the next import, at once', async () => {
    await crashedImport();
    const other = rawConnection(database.file);
    other.exec("update unread_generations set state = 'RETIRED'; delete from permissions where rowid < 9");
    other.close();
    await (await datastore.beginImport('other', { replace: false })).discard();
    expect(rows()).toEqual(NOTHING);
  });

  it('are those of a discarded import, and of one whose commit failed', async () => {
    const account = new AccountUnderTest(datastore, 'acme');
    const late = await datastore.beginImport('acme', { replace: false });
    await write(late, WORLD);
    await account.import(WORLD);
    await expect(late.commit(accountState('acme'), auditEvent('event'))).rejects.toThrow();
    expect(rows()).toEqual(ONE_WORLD);
    await late.discard();
    expect(rows()).toEqual(ONE_WORLD);
  });

  it('are not those of an import that was committed, even if it is discarded too', async () => {
    const started = await datastore.beginImport('acme', { replace: false });
    await write(started, WORLD);
    await started.commit(accountState('acme'), auditEvent('event'));
    await started.discard();
    expect(rows()).toEqual(ONE_WORLD);
  });
});
