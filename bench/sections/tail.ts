import type { ListStore } from '../measure/list-store.js';
import { withListFile } from '../measure/list-store.js';
import type { LoadReport } from '../measure/load.js';
import { PINNING } from '../measure/pinned-process.js';
import { CONNECTIONS, LEAST_BUSY, medianOf, runRounds } from '../measure/rounds.js';
import { withServers } from '../measure/with-servers.js';
import type { RunningServers } from '../measure/with-servers.js';
import type { GoalTable, Section } from '../section.js';

const SHARE_OF_MAXIMUM = 0.6;
const ROUNDS = 4;
const SECONDS_OF_ROUND = 6;
const MOST_OF_MEDIAN = 6;
const MOST_OF_STOCK = 1.5;

const VARIANTS = { Latchkey: { program: 'gateway' }, stock: { program: 'stock-apollo' } } as const;
type TailVariant = keyof typeof VARIANTS;

/** Goal 8: how long the slowest answers take while requests come at a steady rate. */
export const tailSection: Section = { name: 'tail', run };

function run(): Promise<readonly GoalTable[]> {
  return withListFile((store) =>
    withServers(VARIANTS, store.settings, async (running) => [tableOf(await measure(running, store))]),
  );
}

interface Measured {
  readonly reports: ReadonlyMap<TailVariant, readonly LoadReport[]>;
  /** Why no verdict can be given. */
  readonly doubts: readonly string[];
}

/** Each server gets its own rate: six tenths of what it answers when requests follow each other at once. */
async function measure(
  { client, servers }: RunningServers<TailVariant>,
  { requests }: ListStore,
): Promise<Measured> {
  const maxima = await runRounds({
    ...{ client, servers, requests },
    rounds: 3,
    secondsOfRound: 1,
    warmUpSeconds: 3,
  });
  const reports = new Map<TailVariant, LoadReport[]>();
  const doubts = [...maxima].flatMap(([name, own]) =>
    medianOf(own.map(({ busy }) => busy)) < LEAST_BUSY
      ? [`No verdict: ${name} did not have its core to itself.`]
      : [],
  );
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, { url }] of servers) {
      const maximum = medianOf((maxima.get(name) ?? []).map((own) => own.requestsPerSecond));
      const overallRate = Math.max(Math.round(maximum * SHARE_OF_MAXIMUM), CONNECTIONS);
      const duration = SECONDS_OF_ROUND;
      const report = await client.ask({ url, connections: CONNECTIONS, requests, duration, overallRate });
      reports.set(name, [...(reports.get(name) ?? []), report]);
    }
  }
  return { reports, doubts };
}

function tableOf({ reports, doubts }: Measured): GoalTable {
  const figures = (name: TailVariant) => {
    const own = reports.get(name) ?? [];
    const p50 = medianOf(own.map((report) => report.p50));
    const p99 = medianOf(own.map((report) => report.p99));
    return { p50, p99, failed: own.reduce((sum, report) => sum + report.failed, 0) };
  };
  const [product, stock] = [figures('Latchkey'), figures('stock')];
  const isReached =
    product.p99 <= MOST_OF_MEDIAN * product.p50 &&
    product.p99 <= MOST_OF_STOCK * stock.p99 &&
    product.failed === 0;
  return {
    goal: '8. Slow answers',
    target: `At 60 % of its own maximum: 99th percentile at most ${MOST_OF_MEDIAN} times the median and ${MOST_OF_STOCK} times the stock app's, nothing failed`,
    verdict: doubts.length > 0 ? 'no verdict' : isReached ? 'reached' : 'not reached',
    columns: ['server', 'median, ms', '99th percentile, ms', 'ratio', 'failed'],
    rows: [...reports.keys()].map((name) => {
      const { p50, p99, failed } = figures(name);
      return [name, p50.toFixed(1), p99.toFixed(1), (p99 / p50).toFixed(1), String(failed)];
    }),
    notes: [
      `Requests at even distances over at most ${CONNECTIONS} connections, however long the answers take; latency counts from when a request was due. Median of ${ROUNDS} rounds of ${SECONDS_OF_ROUND} s in turn; ${PINNING}.`,
      ...doubts,
    ],
  };
}
