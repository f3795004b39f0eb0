import { OverloadedError } from '../../errors/public-errors.js';
import { Execution } from './execution.js';
import { FairLine } from './fair-line.js';
import { ReadShares } from './read-shares.js';
import type { RequestEnd } from './request-end.js';
import { Turns } from './turns.js';

export interface ExecutionBounds {
  /** Of all users together. */
  readonly atOnce: number;
  /** Of all users together; beyond, a request is turned away. */
  readonly waiting: number;
}

export interface AskedExecution {
  /** Account and id. */
  readonly user: string;
  /** At least one; infinite when nobody knows. */
  readonly points: number;
}

/** About what is done in a millisecond; of the dearest points less. */
const POINTS_PER_MS = 2_000;

/** One user may have these parts of what there is for all. */
const SHARE_OF_RUNNING = 1 / 4;
const SHARE_OF_WAITING = 1 / 2;

/** The executions of the process: so many run at once, some more wait, and those who wait are served fairly [O5]. */
export class Executions {
  readonly #line = new FairLine<() => void>();
  readonly #running = new Map<string, number>();
  readonly #turns = new Turns();
  readonly #reads = new ReadShares();
  #total = 0;

  constructor(private readonly bounds: ExecutionBounds) {}

  /**
   * Resolves when the request may run.
   * @param asked Whose it is: account and id; and what it may cost.
   * @throws OverloadedError when too many wait already or it waited for too long, DeadlinePassedError
   * when the request ended first.
   */
  async enter({ user, points }: AskedExecution, end: RequestEnd): Promise<Execution> {
    if (this.#mayRun(user)) this.#start(user);
    else await this.#wait(user, end);
    const worker = { user, expectedMs: points / POINTS_PER_MS };
    return new Execution({ worker, end, turns: this.#turns, reads: this.#reads }, () => {
      this.#leave(user);
    });
  }

  #wait(user: string, end: RequestEnd): Promise<void> {
    const { waiting } = this.bounds;
    if (this.#line.length >= waiting || this.#line.lengthOf(user) >= shareOf(waiting, SHARE_OF_WAITING)) {
      return Promise.reject(new OverloadedError());
    }
    return new Promise((resolve, reject) => {
      const go = () => {
        clearTimeout(timer);
        end.forget(giveUp);
        resolve();
      };
      const giveUp = (reason: Error) => {
        clearTimeout(timer);
        end.forget(giveUp);
        this.#line.remove(user, go);
        reject(reason);
      };
      const timer = setTimeout(() => {
        giveUp(new OverloadedError());
      }, end.patienceMs);
      timer.unref();
      this.#line.add(user, go);
      end.whenEnded(giveUp);
    });
  }

  #mayRun(user: string): boolean {
    const { atOnce } = this.bounds;
    return this.#total < atOnce && (this.#running.get(user) ?? 0) < shareOf(atOnce, SHARE_OF_RUNNING);
  }

  #start(user: string): void {
    this.#total += 1;
    this.#running.set(user, (this.#running.get(user) ?? 0) + 1);
    this.#line.charge(user, 1);
  }

  #leave(user: string): void {
    this.#total -= 1;
    const left = (this.#running.get(user) ?? 1) - 1;
    if (left === 0) this.#running.delete(user);
    else this.#running.set(user, left);
    for (;;) {
      const next = this.#line.next((waiting) => this.#mayRun(waiting));
      if (next === undefined) return;
      this.#start(next.user);
      next.item();
    }
  }
}

function shareOf(all: number, part: number): number {
  return Math.max(1, Math.floor(all * part));
}
