import { withListFile } from './measure/list-store.js';
import type { PairedRatios } from './measure/paired-ratios.js';
import { LEAST_BUSY, medianOf, ratioOf, runRounds } from './measure/rounds.js';
import { assertSameAnswers } from './measure/same-answers.js';
import { withServers } from './measure/with-servers.js';

const VARIANTS = {
  product: { program: 'gateway' },
  'product again': { program: 'gateway' },
  'product, compiled': { program: 'gateway', settings: { compilesQueries: true } },
  'without checks': { program: 'unchecked-gateway' },
  stock: { program: 'stock-apollo' },
} as const;

/** What the same program may differ from itself, where times are to be judged. */
const QUIET = [0.95, 1.05] as const;
/** Half of what goals 1 and 2 ask for: far enough from them to fail on a mistake alone. */
const MOST_COST = 1.3;
const LEAST_SPEED = 0.75;

const say = (line: string) => process.stdout.write(`${line}\n`);

/** For CI: fails when a list costs far more than it does, and only where the machine is quiet enough to say so. */
async function main(): Promise<void> {
  const rounds = await withListFile((store) =>
    withServers(VARIANTS, store.settings, async (running) => {
      await assertSameAnswers(running.servers, store.requests);
      return runRounds({
        ...{ ...running, requests: store.requests },
        ...{ rounds: 5, secondsOfRound: 0.6, warmUpSeconds: 2 },
      });
    }),
  );
  const of = (name: keyof typeof VARIANTS) => rounds.get(name) ?? [];
  const same = ratioOf('cpuPerRequest', of('product again'), of('product'));
  const cost = ratioOf('cpuPerRequest', of('product'), of('without checks'));
  const speed = ratioOf('requestsPerSecond', of('product, compiled'), of('stock'));
  const busy = medianOf([...rounds.values()].flat().map((round) => round.busy));
  say(`the product against itself: ${text(same)}; servers busy ${(busy * 100).toFixed(0)} %`);
  say(`cost of permissions: ${text(cost)}, at most ${MOST_COST}`);
  say(`compiled queries against a stock app: ${text(speed)}, at least ${LEAST_SPEED}`);
  if (same.median < QUIET[0] || same.median > QUIET[1] || busy < LEAST_BUSY) {
    say('Not judged: the machine is not quiet enough.');
    return;
  }
  if (cost.atLeast > MOST_COST || speed.atMost < LEAST_SPEED) {
    say('Too slow.');
    process.exitCode = 1;
  }
}

function text({ median, least, most }: PairedRatios): string {
  return `${median.toFixed(2)} (${least.toFixed(2)} to ${most.toFixed(2)})`;
}

await main();
