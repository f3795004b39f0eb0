import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Datastore, Snapshot } from '../../../src/datastore/contract/datastore.js';
import { DatastoreUnavailableError } from '../../../src/datastore/contract/errors.js';
import { Mongod } from '../../support/mongod.js';
import { describeWithOwnMongod } from '../../support/mongodb.js';
import { AccountUnderTest } from '../conformance/account-under-test.js';
import { auditEvent, integration, permission } from '../conformance/world.js';
import { Datastores } from './datastores.js';

const LIMIT_MS = 5_000;

describeWithOwnMongod('MongoDB goes away and comes back (section 7 of the contract)', (binary) => {
  const datastores = new Datastores();
  let mongod: Mongod;
  let account: AccountUnderTest;
  let other: Datastore;
  const unhandled: unknown[] = [];
  const note = (reason: unknown): unknown => unhandled.push(reason);

  beforeAll(async () => {
    process.on('unhandledRejection', note);
    mongod = await Mongod.start({ binary });
    account = new AccountUnderTest(await datastores.open(mongod.uri), 'acme');
    other = await datastores.open(mongod.uri);
    await account.import({ integrations: [integration('int')] });
  });

  afterAll(async () => {
    process.off('unhandledRejection', note);
    await mongod.stop();
  });

  const outages = [
    { how: 'is killed and started again', begin: () => mongod.kill(), end: () => mongod.restart() },
    { how: 'hangs and goes on', begin: hang, end: goOn },
  ];

  it.each(outages)('answers unavailable within 5 s while it $how, and again within 5 s', async (outage) => {
    const snapshot = await account.openSnapshot();
    await outage.begin();
    const failures = await Promise.all(callsOn(account, snapshot).map(failureOf));
    await outage.end();
    const back = await timeUntilAnswered(() => account.read(() => undefined));

    for (const { error, milliseconds } of failures) {
      expect(error).toBeInstanceOf(DatastoreUnavailableError);
      expect(milliseconds).toBeLessThan(LIMIT_MS);
    }
    expect(back).toBeLessThan(LIMIT_MS);
    await snapshot.close();
    expect(unhandled).toEqual([]);
  });

  it('leaves no open transaction that other processes run into when it hangs in a change', async () => {
    const grant = {
      touched: [],
      addPermissions: [permission('pol')],
      auditEvents: [auditEvent('granted')],
    } as const;
    const { error } = await failureOf(() =>
      account.plan(async () => {
        await hang();
        return { result: null, changes: grant };
      }),
    );
    // Until the driver has given up to abort the transaction.
    await failureOf(() => account.openSnapshot());
    await goOn();
    const there = new AccountUnderTest(other, account.id);
    const back = await timeUntilAnswered(() => there.change(grant));

    expect(error).toBeInstanceOf(DatastoreUnavailableError);
    expect(back).toBeLessThan(LIMIT_MS);
    expect(unhandled).toEqual([]);
  });

  it('closes while it hangs', async () => {
    await hang();
    const { milliseconds } = await failureOf(() => account.datastore.close());
    await goOn();

    expect(milliseconds).toBeLessThan(LIMIT_MS);
    expect(unhandled).toEqual([]);
  });

  function hang(): Promise<void> {
    mongod.pause();
    return Promise.resolve();
  }

  function goOn(): Promise<void> {
    mongod.continue();
    return Promise.resolve();
  }
});

function callsOn(account: AccountUnderTest, snapshot: Snapshot): readonly (() => Promise<unknown>)[] {
  return [
    () => account.datastore.ping(),
    () => account.openSnapshot('usr_ana'),
    () => snapshot.integrationPage({ tokens: ['*'], first: 1, withDetails: false }),
    () => account.datastore.beginImport('other', { replace: false }),
    () => account.change({ addPermissions: [permission('pol_lost')] }),
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
