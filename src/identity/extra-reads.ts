/** So many at once, and one more after each pause. */
const MOST = 5;
const PAUSE_MS = 10_000;

/**
 * Rations what anybody can cause by sending a token: reads of the published keys because none of those known fits. A
 * new key is read at once, and a flood of forged tokens costs the provider one read in ten seconds.
 */
export class ExtraReads {
  #left = MOST;
  #since: number;

  constructor(private readonly now: () => number) {
    this.#since = now();
  }

  /** Whether there is one now; it is taken by this. */
  take(): boolean {
    const gained = Math.floor((this.now() - this.#since) / PAUSE_MS);
    this.#left = Math.min(MOST, this.#left + gained);
    this.#since += gained * PAUSE_MS;
    if (this.#left === 0) return false;
    this.#left -= 1;
    return true;
  }
}
