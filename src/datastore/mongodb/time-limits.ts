import { DatastoreUnavailableError } from '../contract/errors.js';

/** A call answers within five seconds, whatever MongoDB does; what is left of them is for our own work. */
export const CALL_LIMIT_MS = 4_500;
/** MongoDB gives up a command before we stop waiting for it. */
const COMMAND_LIMIT_MS = 4_000;

/** The end of one call of the contract, which all of its commands share. */
export class Deadline {
  readonly #end = performance.now() + CALL_LIMIT_MS;

  /** For `maxTimeMS`. Never 0, which would mean no limit. */
  get commandLimitMs(): number {
    return Math.max(1, Math.min(COMMAND_LIMIT_MS, Math.floor(this.#remainingMs)));
  }

  /** @throws DatastoreUnavailableError when the time is over. */
  check(): void {
    if (this.#remainingMs <= 0) throw outOfTime();
  }

  /**
   * Settles as `work` does, or rejects with DatastoreUnavailableError when the time is over. The driver has limits of
   * its own, but for one attempt each: with its retries they add up to more.
   */
  async limit<T>(work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const end = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(outOfTime());
      }, this.#remainingMs);
    });
    try {
      return await Promise.race([work, end]);
    } finally {
      clearTimeout(timer);
    }
  }

  get #remainingMs(): number {
    return Math.max(0, this.#end - performance.now());
  }
}

function outOfTime(): DatastoreUnavailableError {
  return new DatastoreUnavailableError(`MongoDB did not answer within ${CALL_LIMIT_MS} ms`);
}
