import { MOST_CONNECTIONS } from '../../datastore/contract/datastore.js';

/**
 * How many reads of one user run at once, over all requests: so many that nobody holds more than a quarter of the
 * connections of the datastore [O5].
 */
export const READS_AT_ONCE = Math.floor(MOST_CONNECTIONS / 4);

interface Share {
  running: number;
  readonly waiting: (() => void)[];
}

/** Has each user's reads wait for one another, where there are many of them. */
export class ReadShares {
  readonly #shares = new Map<string, Share>();

  constructor(private readonly mostAtOnce: number = READS_AT_ONCE) {}

  /** Calls `start` when a read of the user may run, perhaps at once. It must call `finish` once. */
  start(user: string, start: () => void): void {
    const share = this.#shares.get(user) ?? { running: 0, waiting: [] };
    this.#shares.set(user, share);
    if (share.running >= this.mostAtOnce) {
      share.waiting.push(start);
      return;
    }
    share.running += 1;
    start();
  }

  finish(user: string): void {
    const share = this.#shares.get(user);
    if (share === undefined) return;
    const next = share.waiting.shift();
    if (next !== undefined) {
      // The place goes over to it.
      next();
      return;
    }
    share.running -= 1;
    if (share.running === 0) this.#shares.delete(user);
  }
}
