import { setTimeout } from 'node:timers/promises';
import { DatabaseBusyError } from './sqlite-errors.js';

export interface Patience {
  /**
   * How long a call waits for locks in all; with SQLite's own short wait below the contract's five seconds.
   * @default 4500
   */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 4_500;
const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 200;

/** In milliseconds of `performance.now()`. */
export function deadlineFromNow(patienceMs = PATIENCE_MS): number {
  return performance.now() + patienceMs;
}

/**
 * Tries again while another connection holds the lock, with growing pauses in which the event loop goes on.
 * @throws DatastoreUnavailableError when the deadline comes first.
 */
export async function retryWhileBusy<T>(deadline: number, attempt: () => T | Promise<T>): Promise<T> {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof DatabaseBusyError) || performance.now() + pause > deadline) throw error;
    }
    await setTimeout(pause);
  }
}
