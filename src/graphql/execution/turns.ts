import { FairLine } from './fair-line.js';

/**
 * The turns of the event loop, given out one at a time: who has one works until its next wait, everything else that
 * the process has to answer comes in between, and then it is another's. While several users wait, none gets more time
 * than another [O5].
 */
export class Turns {
  readonly #line = new FairLine<() => void>();
  #holder: string | undefined;
  #since = 0;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Resolves with the next turn of the user; undefined when it may go on at once. */
  take(user: string): Promise<void> | undefined {
    if (this.#holder !== undefined) {
      return new Promise((resolve) => {
        this.#line.add(user, resolve);
      });
    }
    this.#give(user);
    return undefined;
  }

  #give(user: string): void {
    this.#holder = user;
    this.#since = this.now();
    setImmediate(() => {
      this.#end(user);
    });
  }

  #end(user: string): void {
    this.#line.charge(user, this.now() - this.#since);
    this.#holder = undefined;
    const next = this.#line.next();
    if (next === undefined) return;
    this.#give(next.user);
    next.item();
  }
}
