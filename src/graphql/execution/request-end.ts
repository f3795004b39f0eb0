import { DeadlinePassedError } from '../../errors/public-errors.js';

/** Part of its time in which a request must have begun to run, and each of its changes to be carried out [O18]. */
const TO_RUN = 1 / 4;
const TO_CHANGE = 1 / 2;
/** Part of its time that a request has at least to show what it changed, however late that was done [O17]. */
const TO_SHOW = 1 / 5;

type WhenEnded = (reason: Error) => void;

/**
 * When a request is not worked on any longer: its time is over, or its client has gone [O4]. What it waits for is let
 * go of; a change under way is told of the deadline alone, and ends as the datastore says.
 */
export class RequestEnd {
  /** Made for the first change: most requests make none. */
  #deadline: AbortController | undefined;
  #isLate = false;
  readonly #waiting = new Set<WhenEnded>();
  readonly #began = performance.now();
  #endsAt = this.#began;
  #timer: NodeJS.Timeout | undefined;
  #reason: Error | undefined;

  constructor(private readonly deadlineMs: number) {
    this.#endIn(deadlineMs);
  }

  /** For changes. */
  get deadline(): AbortSignal {
    this.#deadline ??= new AbortController();
    if (this.#isLate) this.#deadline.abort();
    return this.#deadline.signal;
  }

  /** How long the request may still wait to run, in milliseconds: later, too little of its time would be left. */
  get patienceMs(): number {
    return Math.max(0, this.#began + this.deadlineMs * TO_RUN - performance.now());
  }

  /** When a change must have begun, in milliseconds of `performance.now()`; a later one could not be answered in time. */
  get changesStartBy(): number {
    return this.#began + this.deadlineMs * TO_CHANGE;
  }

  /** Something was changed: leaves time to show it. Nothing once the request has ended. */
  leaveTimeToShow(): void {
    const needed = this.deadlineMs * TO_SHOW;
    if (this.#reason === undefined && this.#endsAt - performance.now() < needed) this.#endIn(needed);
  }

  /** Undefined while the request is worked on. */
  get reason(): Error | undefined {
    return this.#reason;
  }

  /** @throws DeadlinePassedError when the request has ended. */
  check(): void {
    if (this.#reason !== undefined) throw this.#reason;
  }

  /** Calls it when the request ends; at once when it has ended. */
  whenEnded(call: WhenEnded): void {
    if (this.#reason !== undefined) call(this.#reason);
    else this.#waiting.add(call);
  }

  forget(call: WhenEnded): void {
    this.#waiting.delete(call);
  }

  /** The client went away before it was answered. */
  clientGone(): void {
    this.#end();
  }

  /** The request was answered. */
  answered(): void {
    clearTimeout(this.#timer);
  }

  #endIn(ms: number): void {
    clearTimeout(this.#timer);
    this.#endsAt = performance.now() + ms;
    this.#timer = setTimeout(() => {
      this.#end();
      this.#isLate = true;
      this.#deadline?.abort();
    }, ms);
    this.#timer.unref();
  }

  #end(): void {
    clearTimeout(this.#timer);
    const reason = (this.#reason ??= new DeadlinePassedError());
    for (const call of this.#waiting) call(reason);
    this.#waiting.clear();
  }
}
