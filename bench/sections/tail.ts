import type { ListStore } from '../measure/list-store.js';
import { withListFile } from '../measure/list-store.js';
import type { LoadReport } from '../measure/load.js';
import { PINNING } from '../measure/pinned-process.js';
import { CONNECTIONS, LEAST_BUSY, medianOf, runRounds } from '../measure/rounds.js';
import { withServer } from '../measure/with-servers.js';
import { verdictOf } from '../section.js';
import type { GoalTable, Section } from '../section.js';

const SHARE_OF_MAXIMUM = 0.6;
const STARTS = 4;
/** Of each start. */
const ROUNDS = 3;
const SECONDS_OF_ROUND = 6;
const MAXIMUM_TIMING = { rounds: 3, secondsOfRound: 1 };
const MOST_OF_MEDIAN = 6;
const MOST_OF_STOCK = 1.5;

const VARIANTS = { Latchkey: { program: 'gateway' }, stock: { program: 'stock-apollo' } } as const;
type TailVariant = keyof typeof VARIANTS;
const TAIL_VARIANTS = Object.keys(VARIANTS) as TailVariant[];

/** Goal 8: how long the slowest answers take while requests come at a steady rate. */
export const tailSection: Section = { name: 'tail', run };

function run(): Promise<readonly GoalTable[]> {
  return withListFile(async (store) => {
    const reports = new Map<TailVariant, LoadReport[]>(TAIL_VARIANTS.map((name) => [name, []]));
    const doubts = new Set<string>();
    for (let start = 0; start < STARTS; start += 1) {
      for (const name of TAIL_VARIANTS) {
        const measured = await measure(name, store);
        reports.get(name)?.push(...measured.reports);
        if (!measured.isAlone) doubts.add(`No verdict: ${name} did not have its core to itself.`);
      }
    }
    return [tableOf({ reports, doubts: [...doubts] })];
  });
}

interface Measured {
  readonly reports: ReadonlyMap<TailVariant, readonly LoadReport[]>;
  /** Why no verdict can be given. */
  readonly doubts: readonly string[];
}

/**
 * With no other server beside it: one that idles still collects its garbage, on the same core. Each gets its own rate,
 * six tenths of what it answers when requests follow each other at once.
 */
function measure(
  name: TailVariant,
  { settings, requests }: ListStore,
): Promise<{ readonly reports: readonly LoadReport[]; readonly isAlone: boolean }> {
  return withServer(VARIANTS[name], settings, async ({ client, server }) => {
    const rounds = await runRounds({
      ...MAXIMUM_TIMING,
      client,
      servers: new Map([[name, server]]),
      requests,
    });
    const maxima = rounds.get(name) ?? [];
    const maximum = medianOf(maxima.map(({ requestsPerSecond }) => requestsPerSecond));
    const order = {
      url: server.url,
      connections: CONNECTIONS,
      requests,
      duration: SECONDS_OF_ROUND,
      overallRate: Math.max(Math.round(maximum * SHARE_OF_MAXIMUM), CONNECTIONS),
    };
    const reports: LoadReport[] = [];
    for (let round = 0; round < ROUNDS; round += 1) reports.push(await client.ask(order));
    return { reports, isAlone: medianOf(maxima.map(({ busy }) => busy)) >= LEAST_BUSY };
  });
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
    verdict: verdictOf(doubts.length === 0, isReached),
    columns: ['server', 'median, ms', '99th percentile, ms', 'ratio', 'failed'],
    rows: [...reports.keys()].map((name) => {
      const { p50, p99, failed } = figures(name);
      return [name, p50.toFixed(1), p99.toFixed(1), (p99 / p50).toFixed(1), String(failed)];
    }),
    notes: [
      `Requests at even distances over at most ${CONNECTIONS} connections, however long the answers take; latency counts from when a request was due. Each server was started ${STARTS} times, in turn and alone, for ${ROUNDS} rounds of ${SECONDS_OF_ROUND} s; medians of all rounds; ${PINNING}.`,
      ...doubts,
    ],
  };
}
