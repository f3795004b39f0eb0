import 'reflect-metadata';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Readable } from 'node:stream';
import { v7 as uuid } from 'uuid';
import { ViewerAccess } from '../../../src/access/viewer-access.js';
import type { Datastore, Snapshot } from '../../../src/datastore/contract/datastore.js';
import { keepFacts } from '../../../src/datastore/facts/keeping-datastore.js';
import { createSqliteDatastore } from '../../../src/datastore/sqlite/sqlite-datastore.js';
import { principalsOf } from '../../../src/decision/facts.js';
import { rbacIdOf, WILDCARD_RBAC_ID } from '../../../src/decision/rbac-id.js';
import { Views } from '../../../src/graphql/views/views.js';
import { importAccount } from '../../../src/transfer/import-account.js';
import { bigAccount } from '../../../test/support/big-account.js';
import { seededNumbers } from '../../measure/seeded-numbers.js';
import type { KeptFactsOrder, KeptFactsReport } from './kept-facts-report.js';

const READ_BY_A_VIEWER = 100;

/** A process of its own: nothing but the facts that are kept makes its heap larger. */
process.on('message', (order: KeptFactsOrder) => {
  // A failure ends the process, which whoever asked is told of.
  void measure(order).then((report) => process.send?.(report));
});
process.on('disconnect', () => process.exit());

async function measure({ integrations, permissions, viewers }: KeptFactsOrder): Promise<KeptFactsReport> {
  const inner = createSqliteDatastore({ file: ':memory:' });
  await inner.open();
  const source = Readable.from(bigAccount({ integrations, permissions, seed: 3 }));
  await importAccount({ datastore: inner, source, replace: false, now: Date.now, newId: () => uuid() });
  // Whatever is made once, by the first reads, is made before.
  await readAsViewers(keepFacts(inner), { integrations, viewers: [0, 5] });
  const datastore = keepFacts(inner);
  const before = await heapInUse();
  const heaps: number[] = [];
  let rows = 0;
  for (const [from, to] of pairsOf(viewers)) {
    rows += await readAsViewers(datastore, { integrations, viewers: [from, to] });
    heaps.push((await heapInUse()) - before);
  }
  // Used after the last measurement, so that it is not collected before.
  await datastore.close();
  return { heaps, rows };
}

/** The same again from the last of them on: half of the readings, and all. */
function pairsOf(viewers: number): readonly (readonly [number, number])[] {
  const half = Math.floor(viewers / 2);
  return [
    [0, half],
    [half, viewers],
  ];
}

/** Reads as a request of each viewer does, without keeping anything here. @returns the rows read */
async function readAsViewers(
  datastore: Datastore,
  {
    integrations,
    viewers: [from, to],
  }: { readonly integrations: number; readonly viewers: readonly [number, number] },
): Promise<number> {
  const random = seededNumbers(from);
  let rows = 0;
  for (let viewer = from; viewer < to; viewer += 1) {
    const snapshot = await datastore.openSnapshot('big', `usr_${viewer}`);
    if (snapshot === undefined) throw new Error('The account was not imported');
    const ids = Array.from({ length: READ_BY_A_VIEWER }, () => `int_${random(integrations)}`);
    rows += await readFacts(snapshot, ids);
    await snapshot.close();
  }
  return rows;
}

async function readFacts(snapshot: Snapshot, ids: readonly string[]): Promise<number> {
  const { account, user } = snapshot;
  if (user?.active !== true) return 0;
  const found = await snapshot.integrations(ids, { withDetails: false });
  await new Views(snapshot, ViewerAccess.of(snapshot, { now: Date.now() }), new Set()).integrations(
    found,
    ids,
  );
  const permissions = await snapshot.permissionsOn(
    [WILDCARD_RBAC_ID, ...ids.map(rbacIdOf)],
    principalsOf(account, user),
  );
  return 1 + found.length + ids.length + permissions.length;
}

async function heapInUse(): Promise<number> {
  for (let collection = 0; collection < 3; collection += 1) {
    globalThis.gc?.();
    await nextTurn();
  }
  return process.memoryUsage().heapUsed;
}
