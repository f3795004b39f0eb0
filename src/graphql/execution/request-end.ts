import { DeadlinePassedError } from '../../errors/public-errors.js';

type WhenEnded = (reason: Error) => void;

/**
 * When a request is not worked on any longer: its time is over, or its client has gone [O4]. What it waits for is let
 * go of; a change under way is told of the deadline alone, and ends as the datastore says.
 */
export class RequestEnd {
  readonly #deadline = new AbortController();
  readonly #waiting = new Set<WhenEnded>();
  readonly #timer: NodeJS.Timeout;
  #reason: Error | undefined;

  constructor(deadlineMs: number) {
    this.#timer = setTimeout(() => {
      this.#end();
      this.#deadline.abort();
    }, deadlineMs);
    this.#timer.unref();
  }

  /** For changes. */
  get deadline(): AbortSignal {
    return this.#deadline.signal;
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

  #end(): void {
    clearTimeout(this.#timer);
    const reason = (this.#reason ??= new DeadlinePassedError());
    for (const call of this.#waiting) call(reason);
    this.#waiting.clear();
  }
}
