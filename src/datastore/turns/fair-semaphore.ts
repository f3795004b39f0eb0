import { DatastoreOverloadedError } from '../contract/errors.js';

interface Waiter {
  readonly permits: number;
  readonly grant: () => void;
  readonly refuse: (error: Error) => void;
}

/** When and by what waiting for a turn ends before its own limit. */
export interface TurnEnd {
  readonly signal?: AbortSignal | undefined;
  /** In milliseconds of `performance.now()`. */
  readonly startBy?: number | undefined;
}

export interface Patience {
  /** In milliseconds of `performance.now()`. */
  readonly deadline: number;
  /** Aborted: who asked wants no turn any more. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Permits, handed out in the order in which they were asked for: whoever asks for many is not overtaken by those who
 * ask for few. One permit of many is a shared lock, all of them an exclusive one.
 */
export class FairSemaphore {
  #free: number;
  readonly #waiting = new Set<Waiter>();

  constructor(
    readonly capacity: number,
    /** One more is refused at once. */
    private readonly mostWaiting = Infinity,
  ) {
    this.#free = capacity;
  }

  get isIdle(): boolean {
    return this.#free === this.capacity && this.#waiting.size === 0;
  }

  /**
   * Resolves with what gives the permits back; a second call of it does nothing.
   * @throws DatastoreOverloadedError when the deadline or the signal comes first, or too many wait already.
   */
  acquire(permits: number, { deadline, signal }: Patience): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', giveUp);
        this.#waiting.delete(waiter);
      };
      const waiter: Waiter = {
        permits,
        grant: () => {
          stop();
          resolve(this.#releaseOnce(permits));
        },
        refuse: (error) => {
          stop();
          reject(error);
          this.#serve();
        },
      };
      const giveUp = (): void => {
        waiter.refuse(new DatastoreOverloadedError('The turn did not come as long as anybody waited for it'));
      };
      const timer = setTimeout(
        () => {
          waiter.refuse(new DatastoreOverloadedError('The datastore was in use for too long'));
        },
        Math.max(0, deadline - performance.now()),
      );
      signal?.addEventListener('abort', giveUp);
      this.#waiting.add(waiter);
      if (signal?.aborted === true || deadline <= performance.now()) giveUp();
      else this.#serve();
      if (this.#waiting.has(waiter) && this.#waiting.size > this.mostWaiting) {
        waiter.refuse(new DatastoreOverloadedError('Too many wait for the datastore already'));
      }
    });
  }

  /** Ends the waiting of all who wait now. */
  refuseWaiting(error: Error): void {
    for (const waiter of [...this.#waiting]) waiter.refuse(error);
  }

  #serve(): void {
    for (const next of this.#waiting) {
      if (next.permits > this.#free) return;
      this.#free -= next.permits;
      next.grant();
    }
  }

  #releaseOnce(permits: number): () => void {
    let held = permits;
    return () => {
      this.#free += held;
      held = 0;
      this.#serve();
    };
  }
}
