import type { Datastore, Snapshot } from '../../../src/datastore/contract/datastore.js';
import { withCalls } from '../../support/with-calls.js';

interface Kept {
  readonly snapshot: Promise<Snapshot | undefined>;
  readonly until: number;
}

const ONE_SECOND_MS = 1_000;

/**
 * The mistake that the cycles must find: a cache of facts with a time to live. Reads are answered from a snapshot that
 * is up to a second old; a change through the same gateway lets go of what it kept, as such a cache would.
 */
export function keepingSnapshots(real: Datastore, now: () => number): Datastore {
  const kept = new Map<string, Kept>();
  return withCalls(real, {
    openSnapshot: async (accountId, userId) => {
      const key = JSON.stringify([accountId, userId]);
      let found = kept.get(key);
      if (found === undefined || found.until < now()) {
        found = { snapshot: real.openSnapshot(accountId, userId), until: now() + ONE_SECOND_MS };
        kept.set(key, found);
      }
      return staysOpen(await found.snapshot);
    },
    change: async (...given) => {
      const outcome = await real.change(...given);
      kept.clear();
      return outcome;
    },
  });
}

function staysOpen(snapshot: Snapshot | undefined): Snapshot | undefined {
  return snapshot && withCalls(snapshot, { close: () => Promise.resolve() });
}
