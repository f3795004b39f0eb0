import { expect } from '@jest/globals';
import type { Datastore } from '../../../src/datastore/contract/datastore.js';
import type { TestGateway } from '../../support/gateway.js';
import { exportFrom } from '../../transfer/transfers.js';
import { answersOf } from '../api/answers.js';
import { answersIn } from '../oracle/answers.js';
import type { AccountWorld } from '../worlds/account-world.js';
import { readAuditTrail } from './audit-trail.js';
import type { AuditEvent } from './audit-trail.js';
import { contentsOf, replayed } from './contents.js';

/** An account, through a gateway and through a datastore of the test's own. */
export interface Account {
  readonly id: string;
  readonly gateway: Pick<TestGateway, 'ask'>;
  readonly datastore: Datastore;
}

/** What stood before the faults began. */
export interface Baseline {
  readonly world: AccountWorld;
  readonly revision: number;
}

/** A change that a client asked for; of one without an answer nobody knows the request's id. */
export interface AskedChange {
  readonly requestId: string;
  /** Undefined: it was not acknowledged. */
  readonly revision: number | undefined;
  /** False: the answer promises that nothing was changed [O17]. */
  readonly mayBeMade: boolean;
}

export async function baselineOf(account: Account): Promise<Baseline> {
  const [newest] = await readAuditTrail(account);
  return { world: await exported(account), revision: newest?.revision ?? 0 };
}

/**
 * Whether everything about an account agrees with everything else: it holds exactly what its audit trail says since
 * the baseline, the trail has no gap and ends at the account's revision, every acknowledged change is in it whole, and
 * all decisions and lists of the API are those that the rules give on what is stored.
 */
export async function expectWhole(
  account: Account,
  since: Baseline,
  changes: readonly AskedChange[] = [],
): Promise<void> {
  const trail = await readAuditTrail(account);
  const events = trail.filter(({ revision }) => revision > since.revision).reverse();
  const world = await exported(account);

  const revisions = [...new Set(events.map(({ revision }) => revision))];
  expect(revisions).toEqual(revisions.map((_, index) => since.revision + 1 + index));
  expect(await revisionOf(account)).toBe(revisions.at(-1) ?? since.revision);
  expect(contentsOf(world)).toEqual(replayed(contentsOf(since.world), events));
  for (const change of changes) expectRecorded(change, events);
  expect(await answersOf(account.gateway, world)).toEqual(answersIn(world));
}

/**
 * An acknowledged change has its events at its revision, one that was refused has none, and one of unknown outcome has
 * none or is made, never at two revisions.
 */
function expectRecorded(
  { requestId, revision, mayBeMade }: AskedChange,
  events: readonly AuditEvent[],
): void {
  const own = events.filter((event) => event.requestId === requestId);
  const revisions = [...new Set(own.map((event) => event.revision))];
  if (revision !== undefined) expect({ requestId, revisions }).toEqual({ requestId, revisions: [revision] });
  else expect(revisions.length).toBeLessThanOrEqual(mayBeMade ? 1 : 0);
}

async function exported({ datastore, id }: Account): Promise<AccountWorld> {
  return JSON.parse(await exportFrom(datastore, id)) as AccountWorld;
}

async function revisionOf({ datastore, id }: Account): Promise<number | undefined> {
  const snapshot = await datastore.openSnapshot(id);
  await snapshot?.close();
  return snapshot?.account.revision;
}
