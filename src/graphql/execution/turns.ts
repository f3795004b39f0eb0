import { FairLine } from './fair-line.js';

/** Milliseconds of work in one round of the event loop; then everything else comes that the process has to answer. */
export const WORK_PER_ROUND = 8;
/** Of it for one user: requests of others that came in meanwhile have waited for no more of theirs. */
export const WORK_OF_USER = WORK_PER_ROUND / 4;

/** A request that works in turns. */
export interface Worker {
  /** Account and id of the user whose request it is. */
  readonly user: string;
  /** Milliseconds that a turn of it may be expected to take at most, more than none; infinite when nobody knows. */
  readonly expectedMs: number;
}

interface Waiting {
  readonly worker: Worker;
  readonly goOn: () => void;
}

/** Work of one round, in milliseconds: what was measured, and what is expected of those who are at it. */
class Round {
  #total = 0;
  readonly #ofUsers = new Map<string, number>();

  hasRoomFor({ user, expectedMs }: Worker): boolean {
    return this.#total + expectedMs <= WORK_PER_ROUND && this.#of(user) + expectedMs <= WORK_OF_USER;
  }

  hasTimeFor(user: string): boolean {
    return this.#total < WORK_PER_ROUND && this.#of(user) < WORK_OF_USER;
  }

  add(user: string, ms: number): void {
    this.#total += ms;
    this.#ofUsers.set(user, this.#of(user) + ms);
  }

  #of(user: string): number {
    return this.#ofUsers.get(user) ?? 0;
  }
}

/**
 * Who works when. A request works until it waits for something, and goes on in another turn. In one round of the event
 * loop turns are given out until they have taken so much in all, and those of one user so much; one under way ends
 * whenever it does. Requests of which little is expected work together, step by step: one after the other, each would
 * find the processor's caches full of what the one before needed last. While several users wait, none gets more time
 * than another [O5].
 */
export class Turns {
  readonly #line = new FairLine<Waiting>();
  /** Those who let everybody else go first, until the next round. */
  #yielding: Waiting[] = [];
  #round: Round | undefined;
  /** Those who work together now. */
  readonly #working = new Set<Worker>();
  #since = 0;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Resolves with the next turn of the request; undefined when it works already, or may at once. */
  take(worker: Worker): Promise<void> | undefined {
    if (this.#working.has(worker)) return undefined;
    if (this.#line.length === 0 && this.#mayWork(worker)) {
      this.#begin(worker);
      return undefined;
    }
    return new Promise((goOn) => {
      this.#line.add(worker.user, { worker, goOn });
    });
  }

  /** Resolves with a turn of the next round. */
  yield(worker: Worker): Promise<void> {
    this.#inRound();
    return new Promise((goOn) => {
      this.#yielding.push({ worker, goOn });
    });
  }

  /** Whether the request works now, and so since as many milliseconds. */
  hasWorkedFor(worker: Worker, ms: number): boolean {
    return this.#working.has(worker) && this.now() - this.#since >= ms;
  }

  #mayWork(worker: Worker): boolean {
    const round = this.#inRound();
    return this.#working.size === 0 ? round.hasTimeFor(worker.user) : round.hasRoomFor(worker);
  }

  #begin(worker: Worker): void {
    if (this.#working.size === 0) {
      this.#since = this.now();
      // After all that the requests do before they wait, be it in promises.
      queueMicrotask(() => {
        process.nextTick(() => {
          this.#end();
        });
      });
    }
    this.#working.add(worker);
    this.#charge(worker.user, plannedMs(worker));
  }

  #end(): void {
    const workers = [...this.#working];
    this.#working.clear();
    const worked = this.now() - this.#since;
    const planned = workers.reduce((sum, worker) => sum + plannedMs(worker), 0);
    for (const worker of workers) {
      const own = plannedMs(worker);
      this.#charge(worker.user, worked * (own / planned) - own);
    }
    this.#serve();
  }

  #charge(user: string, ms: number): void {
    this.#inRound().add(user, ms);
    this.#line.charge(user, ms);
  }

  #serve(): void {
    for (;;) {
      const next = this.#line.first();
      // Nobody is passed over in favour of one who has worked for longer.
      if (next === undefined || !this.#mayWork(next.item.worker)) return;
      this.#line.next();
      this.#begin(next.item.worker);
      next.item.goOn();
    }
  }

  #inRound(): Round {
    if (this.#round !== undefined) return this.#round;
    setImmediate(() => {
      this.#round = undefined;
      const yielding = this.#yielding;
      this.#yielding = [];
      for (const waiting of yielding) this.#line.add(waiting.worker.user, waiting);
      this.#serve();
    });
    this.#round = new Round();
    return this.#round;
  }
}

/** What is counted of a turn before it ends: all that there is where it may be more, so that such a one is alone. */
function plannedMs({ expectedMs }: Worker): number {
  return Math.min(expectedMs, WORK_PER_ROUND);
}
