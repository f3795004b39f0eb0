import { DatastoreUnavailableError } from '../contract/errors.js';

interface Waiter {
  readonly permits: number;
  readonly grant: () => void;
}

/**
 * Permits, handed out in the order in which they were asked for: whoever asks for many is not overtaken by those who
 * ask for few. One permit of many is a shared lock, all of them an exclusive one.
 */
export class FairSemaphore {
  #free: number;
  readonly #waiting: Waiter[] = [];

  constructor(readonly capacity: number) {
    this.#free = capacity;
  }

  /**
   * Resolves with what gives the permits back; a second call of it does nothing.
   * @param deadline In milliseconds of `performance.now()`.
   * @throws DatastoreUnavailableError when the deadline comes first.
   */
  acquire(permits: number, deadline: number): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const waiter = {
        permits,
        grant: () => {
          clearTimeout(timer);
          resolve(this.#releaseOnce(permits));
        },
      };
      const timer = setTimeout(
        () => {
          this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
          reject(new DatastoreUnavailableError('The datastore was in use for too long'));
          this.#serve();
        },
        Math.max(0, deadline - performance.now()),
      );
      this.#waiting.push(waiter);
      this.#serve();
    });
  }

  #serve(): void {
    for (let next = this.#waiting[0]; next !== undefined && next.permits <= this.#free;) {
      this.#waiting.shift();
      this.#free -= next.permits;
      next.grant();
      next = this.#waiting[0];
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
