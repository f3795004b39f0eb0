import { CLIENT_CORE, PinnedProcess } from './pinned-process.js';

export interface LoadRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Order {
  readonly url: string;
  readonly connections: number;
  readonly requests: readonly LoadRequest[];
}

/** One request after the other on each connection, up to an amount of answers, which leaves none under way. */
export interface AmountOrder extends Order {
  readonly amount: number;
}

/** At a fixed rate. */
export interface SteadyOrder extends Order {
  /** Seconds. */
  readonly duration: number;
  /** Requests a second. */
  readonly overallRate: number;
}

export type LoadOrder = AmountOrder | SteadyOrder;

export interface LoadReport {
  readonly answered: number;
  /** Errors, timeouts and every status but 2xx. */
  readonly failed: number;
  /** From the first request to the last answer. */
  readonly seconds: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

export type LoadClient = PinnedProcess<LoadOrder, LoadReport>;

/**
 * So much room that it hardly ever collects garbage, and then on its own thread: the helpers of a collection take turns
 * of 4 ms on the client's one core, and a client that stands still for 20 ms finds that in the server's slowest answers.
 */
const UNDISTURBED = ['--max-semi-space-size=128', '--initial-old-space-size=1024', '--single-threaded-gc'];

export function startLoadClient(): LoadClient {
  return new PinnedProcess('measure/load-client.js', { core: CLIENT_CORE, execArgv: UNDISTURBED });
}
