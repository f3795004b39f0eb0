import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Datastore, PlannedChange, Snapshot } from '../../../src/datastore/contract/datastore.js';
import { DatastoreUnavailableError } from '../../../src/datastore/contract/errors.js';
import { createSqliteDatastore } from '../../../src/datastore/sqlite/sqlite-datastore.js';
import { AccountUnderTest } from '../conformance/account-under-test.js';
import { auditEvent, integration, many, on, permission } from '../conformance/world.js';
import { temporaryDatabase } from './temporary-database.js';
import type { TemporaryDatabase } from './temporary-database.js';

/** Two datastores on one file share nothing but the file, like two processes. */
let database: TemporaryDatabase;
let datastores: readonly Datastore[];
let here: AccountUnderTest;
let there: AccountUnderTest;

beforeEach(async () => {
  database = temporaryDatabase();
  const { file } = database;
  const [left, right] = [
    createSqliteDatastore({ file }),
    createSqliteDatastore({ file, patienceMs: 400 }),
  ] as const;
  datastores = [left, right];
  for (const datastore of datastores) await datastore.open();
  here = new AccountUnderTest(left, 'acme');
  there = new AccountUnderTest(right, 'acme');
  await here.import({ integrations: [integration('int_a')] });
});

afterEach(async () => {
  for (const datastore of datastores) await datastore.close();
  database.remove();
});

describe('two processes on one file', () => {
  it('see each change of the other from its acknowledgement on', async () => {
    for (let round = 0; round < 50; round += 1) {
      const [from, to] = round % 2 === 0 ? [here, there] : [there, here];
      const granted = permission(`pol_${round}`, { rbacId: on('int_a') });
      const revision = await from.change({
        addPermissions: [granted],
        auditEvents: [auditEvent(`event_${round}`)],
      });
      await to.read(async (snapshot) => {
        expect(snapshot.account.revision).toBe(revision);
        expect(await snapshot.permissions([granted.id])).toEqual([granted]);
      });
    }
  });

  it('make changes in turn: identical grants at once leave one', async () => {
    const grant = async (snapshot: Snapshot, id: string): Promise<PlannedChange<null>> => {
      const found = await snapshot.permissionsOn([on('int_a')]);
      if (found.length > 0) return { result: null };
      const addPermissions = [permission(id, { rbacId: on('int_a') })];
      return {
        result: null,
        changes: { touched: [], addPermissions, auditEvents: [auditEvent(`event_${id}`)] },
      };
    };
    await Promise.all(
      many(20, (id, at) => (at % 2 === 0 ? here : there).plan((snapshot) => grant(snapshot, id))),
    );
    await here.read(async (snapshot) => {
      expect(snapshot.account.revision).toBe(2);
      expect(await snapshot.permissionsOn([on('int_a')])).toHaveLength(1);
    });
  });

  it('wait for each other while one is changing, and read meanwhile', async () => {
    const order: string[] = [];
    let waiting: Promise<number> | undefined;
    await here.plan(async () => {
      waiting = there.change({}).finally(() => order.push('there'));
      expect(await there.read((snapshot) => snapshot.account.revision)).toBe(1);
      order.push('here');
      return { result: null, changes: { touched: [], auditEvents: [auditEvent('event_here')] } };
    });
    expect(await waiting).toBe(3);
    expect(order).toEqual(['here', 'there']);
  });

  it('give up waiting when the other does not end, and change again once it has', async () => {
    await here.plan(async () => {
      await expect(there.change({})).rejects.toBeInstanceOf(DatastoreUnavailableError);
      return { result: null };
    });
    expect(await there.change({})).toBe(2);
  });

  it('import while the other changes, which is seen in one step', async () => {
    const started = await here.datastore.beginImport('acme', { replace: true });
    const importing = (async () => {
      for (let batch = 0; batch < 20; batch += 1) {
        await started.writePermissions(many(50, (id) => permission(id), `pol_${batch}_`));
      }
    })();
    for (let revision = 2; revision <= 6; revision += 1) {
      expect(await there.change({ auditEvents: [auditEvent(`event_${revision}`)] })).toBe(revision);
    }
    await importing;
    expect(await there.read((snapshot) => snapshot.permissionScan({ first: 5 }))).toMatchObject({ rows: [] });
    await started.discard();
  });
});
