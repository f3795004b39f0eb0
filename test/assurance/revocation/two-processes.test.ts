import { expect, it } from '@jest/globals';
import { describeWithMongodb } from '../../support/mongodb.js';
import { sized } from '../effort.js';
import { tally } from '../tally.js';
import { runCycles } from './cycles.js';
import { twoProcesses } from './pairs.js';

const REVOCATIONS = Math.min(10_000, sized(150));
const REPLACEMENTS = Math.min(200, sized(6));
const LANES = 8;
const LONGEST_MS = 3_600_000;

describeWithMongodb('what one gateway took away and acknowledged, the other', () => {
  it(
    `never allows, in ${REVOCATIONS} cycles of changes and ${REPLACEMENTS} of imports by two processes`,
    async () => {
      const pair = await twoProcesses();
      try {
        const cycles = { revocations: REVOCATIONS, replacements: REPLACEMENTS, lanes: LANES };
        expect(await runCycles(pair, cycles)).toEqual({ missedAllows: [], staleAllows: [] });
      } finally {
        await pair.stop();
      }
      tally('R1', REVOCATIONS);
      tally('R2', REPLACEMENTS);
    },
    LONGEST_MS,
  );
});
