const EVERY_MS = 1;

/** Looks at each turn of the event loop how much of the processor the process used since the one before. */
export class LongestTurn {
  #longest = 0;
  #before = process.cpuUsage();
  #timer: NodeJS.Timeout | undefined;

  /** In seconds, since it was read before; from the first time on it is watched. */
  read(): number {
    const longest = this.#longest;
    this.#longest = 0;
    this.#before = process.cpuUsage();
    this.#timer ??= setInterval(() => {
      this.#look();
    }, EVERY_MS).unref();
    return longest / 1e6;
  }

  #look(): void {
    const now = process.cpuUsage();
    const used = now.user + now.system - this.#before.user - this.#before.system;
    this.#longest = Math.max(this.#longest, used);
    this.#before = now;
  }
}
