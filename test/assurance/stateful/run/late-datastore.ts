import { setTimeout as delay } from 'node:timers/promises';
import type { Datastore } from '../../../../src/datastore/contract/datastore.js';
import { withCalls } from '../../../support/with-calls.js';

/** Most things at once, some late, and now and then one so late that others do not wait for it. */
const LATENESS_MS = [0, 0, 5, 0, 0, 11, 0, 2, 0, 0, 26];

/**
 * A datastore that dawdles as one under load does: a state is handed over some time after it was read, and a change
 * begins some time after it was asked for. What is then kept, shared or planned too early shows, which otherwise
 * would take a chance in thousands. Of a promise about time nothing depends on it.
 */
export function lateDatastore(real: Datastore): Datastore {
  let calls = 0;
  const late = async () => {
    const lateness = LATENESS_MS[calls++ % LATENESS_MS.length] ?? 0;
    if (lateness > 0) await delay(lateness);
  };
  return withCalls(real, {
    openSnapshot: async (accountId, userId) => {
      const snapshot = await real.openSnapshot(accountId, userId);
      await late();
      return snapshot;
    },
    change: async (target, plan) => {
      await late();
      return real.change(target, plan);
    },
  });
}
