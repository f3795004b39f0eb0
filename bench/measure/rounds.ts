import type { LoadClient, LoadRequest } from './load.js';
import type { MeasuredServer } from './measured-server.js';
import { pairedRatios } from './paired-ratios.js';
import type { PairedRatios } from './paired-ratios.js';

export const CONNECTIONS = 20;
/**
 * Of load on each server before anything counts, in the same turns as afterwards. A process gets faster for so long: of
 * two that were warmed up for 3 s, one was up to a quarter faster than the other. And one that waits while others warm
 * up gets slow again, by more than half in its first round.
 */
export const WARM_UP_SECONDS = 8;
/** A server whose core worked less waited for its client, or for others on the machine: that says nothing of it. */
export const LEAST_BUSY = 0.85;

/** What one server did in one round. */
export interface Round {
  readonly requestsPerSecond: number;
  /** Of the server's process alone. */
  readonly cpuPerRequest: number;
  /** Share of the time in which the server's core worked for it: below 1 it waited for the client. */
  readonly busy: number;
  readonly failed: number;
}

export interface RoundsPlan<Name extends string> {
  readonly client: LoadClient;
  readonly servers: ReadonlyMap<Name, MeasuredServer>;
  readonly requests: readonly LoadRequest[];
  readonly rounds: number;
  readonly secondsOfRound: number;
}

/**
 * Loads one server after the other, in rounds, so that what drifts on the machine meets all of them. In a round each
 * gets the requests that it answers in the time given: it ends with none under way that nobody counts.
 */
export async function runRounds<Name extends string>(
  plan: RoundsPlan<Name>,
): Promise<ReadonlyMap<Name, readonly Round[]>> {
  const amounts = new Map<Name, number>();
  const rounds = new Map<Name, Round[]>([...plan.servers.keys()].map((name) => [name, []]));
  const uncounted = Math.ceil(WARM_UP_SECONDS / plan.secondsOfRound);
  for (let round = -uncounted; round < plan.rounds; round += 1) {
    // Forth and back, so that none always follows the same one.
    const servers = round % 2 === 0 ? [...plan.servers] : [...plan.servers].reverse();
    for (const [name, server] of servers) {
      const measured = await oneRound(plan, server, amounts.get(name) ?? CONNECTIONS);
      if (round < 0) amounts.set(name, amountIn(plan.secondsOfRound, measured));
      else rounds.get(name)?.push(measured);
    }
  }
  return rounds;
}

function amountIn(seconds: number, { requestsPerSecond }: Round): number {
  return Math.max(Math.round(requestsPerSecond * seconds), CONNECTIONS);
}

async function oneRound<Name extends string>(
  { client, requests }: RoundsPlan<Name>,
  server: MeasuredServer,
  amount: number,
): Promise<Round> {
  const before = await server.cpuSeconds();
  const report = await client.ask({ url: server.url, connections: CONNECTIONS, requests, amount });
  const used = (await server.cpuSeconds()) - before;
  return {
    requestsPerSecond: report.answered / report.seconds,
    cpuPerRequest: used / report.answered,
    busy: used / report.seconds,
    failed: report.failed,
  };
}

export type Figure = 'requestsPerSecond' | 'cpuPerRequest';

/** The ratio of a figure between two servers, round by round. */
export function ratioOf(figure: Figure, a: readonly Round[], b: readonly Round[]): PairedRatios {
  return pairedRatios(a.map((round, index) => [round[figure], b[index]?.[figure] ?? Number.NaN]));
}

export function medianOf(numbers: readonly number[]): number {
  return pairedRatios(numbers.map((number) => [number, 1])).median;
}
