import { listRounds, ratioOfStarts } from './measure/list-rounds.js';
import type { ListTiming } from './measure/list-rounds.js';
import { withListFile } from './measure/list-store.js';
import { isQuiet, ratioText } from './measure/paired-ratios.js';
import { LEAST_BUSY, medianOf } from './measure/rounds.js';
import { LIST_VARIANTS } from './sections/requests.js';

/** What is judged here does not need it. */
const { 'product, slowed by 20 %': _slowed, ...VARIANTS } = LIST_VARIANTS;
const TIMING: ListTiming = { starts: 1, rounds: 10, secondsOfRound: 0.4 };

/** Half of what goals 1 and 2 ask for: far enough from them to fail on a mistake alone. */
const MOST_COST = 1.3;
const LEAST_SPEED = 0.75;

const say = (line: string) => process.stdout.write(`${line}\n`);

/** For CI: fails when a list costs far more than it does, and only where the machine is quiet enough to say so. */
async function main(): Promise<void> {
  const starts = await withListFile((store) => listRounds(store, VARIANTS, TIMING));
  const same = ratioOfStarts('cpuPerRequest', starts, ['product again', 'product']);
  const cost = ratioOfStarts('cpuPerRequest', starts, ['product', 'without checks']);
  const speed = ratioOfStarts('requestsPerSecond', starts, ['product', 'stock']);
  const busy = medianOf(starts.flatMap((rounds) => [...rounds.values()].flat()).map((round) => round.busy));
  say(`the product against itself: ${ratioText(same)}; servers busy ${(busy * 100).toFixed(0)} %`);
  say(`cost of permissions: ${ratioText(cost)}, at most ${MOST_COST}`);
  say(`the product against a stock app: ${ratioText(speed)}, at least ${LEAST_SPEED}`);
  if (!isQuiet(same.median) || busy < LEAST_BUSY) {
    say('Not judged: the machine is not quiet enough.');
    return;
  }
  if (cost.atLeast > MOST_COST || speed.atMost < LEAST_SPEED) {
    say('Too slow.');
    process.exitCode = 1;
  }
}

await main();
