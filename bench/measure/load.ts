import { CLIENT_CORE, PinnedProcess } from './pinned-process.js';

export interface LoadRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Ends after an amount of answers, which leaves none under way, or after a time at a fixed rate. */
export type LoadOrder = {
  readonly url: string;
  readonly connections: number;
  readonly requests: readonly LoadRequest[];
} & ({ readonly amount: number } | { readonly duration: number; readonly overallRate: number });

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

export function startLoadClient(): LoadClient {
  return new PinnedProcess('measure/load-client.js', { core: CLIENT_CORE });
}
