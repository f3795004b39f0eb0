import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Datastore, Snapshot } from '../../../src/datastore/contract/datastore.js';
import { DatastoreUnavailableError } from '../../../src/datastore/contract/errors.js';
import { createMongodbDatastore } from '../../../src/datastore/mongodb/mongodb-datastore.js';
import { Mongod } from '../../support/mongod.js';
import { describeWithOwnMongod } from '../../support/mongodb.js';
import { importAccount } from './import-account.js';
import { ACCOUNT, auditEvent, permission } from './records.js';

const LIMIT_MS = 5_000;

describeWithOwnMongod('MongoDB goes away and comes back (section 7)', (binary) => {
  let mongod: Mongod;
  let datastore: Datastore;
  const unhandled: unknown[] = [];
  const note = (reason: unknown): unknown => unhandled.push(reason);

  beforeAll(async () => {
    process.on('unhandledRejection', note);
    mongod = await Mongod.start({ binary });
    datastore = createMongodbDatastore({ uri: mongod.uri });
    await datastore.open();
    await importAccount(datastore);
  });

  afterAll(async () => {
    process.off('unhandledRejection', note);
    await datastore.close();
    await mongod.stop();
  });

  const outages = [
    { how: 'is killed and started again', begin: () => mongod.kill(), end: () => mongod.restart() },
    { how: 'hangs and goes on', begin: () => mongod.pause(), end: () => mongod.continue() },
  ];

  it.each(outages)('answers unavailable within 5 s while it $how, and again within 5 s', async (outage) => {
    const snapshot = await opened(datastore);
    await outage.begin();
    const failures = await Promise.all(callsOn(datastore, snapshot).map(failureOf));
    await outage.end();
    const back = await timeUntilAnswered(() => opened(datastore).then((reopened) => reopened.close()));

    for (const { error, milliseconds } of failures) {
      expect(error).toBeInstanceOf(DatastoreUnavailableError);
      expect(milliseconds).toBeLessThan(LIMIT_MS);
    }
    expect(back).toBeLessThan(LIMIT_MS);
    await snapshot.close();
    expect(unhandled).toEqual([]);
  });

  it('leaves no half transaction that others run into when MongoDB hangs in the middle of a change', async () => {
    const target = { accountId: ACCOUNT.id, userId: 'usr_ana' };
    const grant = {
      result: 'granted',
      changes: { addPermissions: [permission('pol_2', 'int_2')], auditEvents: [auditEvent('granted_2')] },
    } as const;
    const { error } = await failureOf(() =>
      datastore.change(target, () => {
        mongod.pause();
        return Promise.resolve(grant);
      }),
    );
    // Until the driver has given up to abort the transaction.
    await failureOf(() => datastore.openSnapshot(ACCOUNT.id));
    mongod.continue();

    expect(error).toBeInstanceOf(DatastoreUnavailableError);
    const back = await timeUntilAnswered(() => datastore.change(target, () => Promise.resolve(grant)));
    process.stderr.write(`${back}\n`);
    expect(back).toBeLessThan(LIMIT_MS);
    expect(unhandled).toEqual([]);
  });
});

async function opened(datastore: Datastore): Promise<Snapshot> {
  const snapshot = await datastore.openSnapshot(ACCOUNT.id);
  if (snapshot === undefined) throw new Error('There is no account');
  return snapshot;
}

function callsOn(datastore: Datastore, snapshot: Snapshot): readonly (() => Promise<unknown>)[] {
  const target = { accountId: ACCOUNT.id, userId: 'usr_ana' };
  return [
    () => datastore.ping(),
    () => datastore.openSnapshot(ACCOUNT.id, 'usr_ana'),
    () => snapshot.integrationPage({ tokens: ['*'], first: 1, withDetails: false }),
    () => datastore.beginImport('other', { replace: false }),
    () =>
      datastore.change(target, () =>
        Promise.resolve({
          result: 'granted',
          changes: { addPermissions: [permission('pol_1', 'int_1')], auditEvents: [auditEvent('granted')] },
        }),
      ),
  ];
}

async function failureOf(
  call: () => Promise<unknown>,
): Promise<{ readonly error: unknown; readonly milliseconds: number }> {
  const start = performance.now();
  const error = await call().then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return { error, milliseconds: performance.now() - start };
}

async function timeUntilAnswered(call: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  for (;;) {
    const { error } = await failureOf(call);
    const milliseconds = performance.now() - start;
    if (error === undefined || milliseconds > 2 * LIMIT_MS) return milliseconds;
  }
}
