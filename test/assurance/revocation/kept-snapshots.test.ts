import { expect, it } from '@jest/globals';
import { describeWithMongodb } from '../../support/mongodb.js';
import { tally } from '../tally.js';
import { runCycles } from './cycles.js';
import { keepingSnapshots } from './kept-snapshots.js';
import { twoSpoiltGateways } from './pairs.js';

describeWithMongodb('two gateways on one MongoDB that keep what they read for a second', () => {
  it('allow what was taken away, and the same cycles find it', async () => {
    // Moves with every look at it, so that what is kept is read again in between.
    let time = 0;
    const now = (): number => (time += 10);
    const pair = await twoSpoiltGateways((datastore) => keepingSnapshots(datastore, now));
    try {
      const { staleAllows: afterRevocations } = await runCycles(pair, { revocations: 25, replacements: 0 });
      const { staleAllows: afterReplacements } = await runCycles(pair, {
        revocations: 0,
        replacements: 12,
      });
      expect(afterRevocations).not.toEqual([]);
      expect(afterReplacements).not.toEqual([]);
    } finally {
      await pair.stop();
    }
    tally('R3', 2);
  });
});
