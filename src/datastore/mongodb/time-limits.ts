import { DatastoreUnavailableError } from '../contract/errors.js';

/** A call answers within five seconds, whatever MongoDB does; what is left of them is for our own work. */
export const CALL_LIMIT_MS = 4_500;
/** MongoDB gives up a command before we stop waiting for it. */
const COMMAND_LIMIT_MS = 4_000;

/** The end of one call of the contract, which all of its commands share. */
export class Deadline {
  readonly #end = performance.now() + CALL_LIMIT_MS;

  constructor(
    /** Ends the time early. */
    private readonly signal?: AbortSignal,
  ) {}

  /** For `maxTimeMS`. Never 0, which would mean no limit. */
  get commandLimitMs(): number {
    return Math.max(1, Math.min(COMMAND_LIMIT_MS, Math.floor(this.#remainingMs)));
  }

  /** Whether MongoDB had all the time there is. */
  get isOver(): boolean {
    return this.#remainingMs <= 0;
  }

  /** @throws DatastoreUnavailableError when the time is over, or less of it is left than is needed. */
  check(neededMs = 0): void {
    if (this.signal?.aborted === true) throw givenUp();
    if (this.#remainingMs <= neededMs) throw outOfTime();
  }

  /**
   * Settles as `work` does, or rejects with DatastoreUnavailableError when the time is over. The driver has limits of
   * its own, but for one attempt each: with its retries they add up to more.
   */
  async limit<T>(work: Promise<T>): Promise<T> {
    const stops: (() => void)[] = [];
    const end = new Promise<never>((_, reject) => {
      const timer = setTimeout(() => {
        reject(outOfTime());
      }, this.#remainingMs);
      const giveUp = (): void => {
        reject(givenUp());
      };
      this.signal?.addEventListener('abort', giveUp);
      stops.push(
        () => {
          clearTimeout(timer);
        },
        () => this.signal?.removeEventListener('abort', giveUp),
      );
      if (this.signal?.aborted === true) giveUp();
    });
    try {
      return await Promise.race([work, end]);
    } finally {
      for (const stop of stops) stop();
    }
  }

  get #remainingMs(): number {
    return Math.max(0, this.#end - performance.now());
  }
}

function outOfTime(): DatastoreUnavailableError {
  return new DatastoreUnavailableError(`MongoDB did not answer within ${CALL_LIMIT_MS} ms`);
}

function givenUp(): DatastoreUnavailableError {
  return new DatastoreUnavailableError('The call was given up by who made it');
}
