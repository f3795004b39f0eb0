import type { DatastoreUnavailableError } from '../contract/errors.js';
import { FairSemaphore } from '../turns/fair-semaphore.js';
import type { Patience } from '../turns/fair-semaphore.js';

/** As many changes of one account may wait; what each of them holds is bounded by the size of a request. */
const MOST_WAITING = 1_000;

/** Turns of the changes of each account: those of one account in one process would only run into each other. */
export class AccountTurns {
  readonly #turns = new Map<string, FairSemaphore>();

  /**
   * Resolves with what ends the turn.
   * @throws DatastoreOverloadedError when the turn does not come in time.
   */
  async take(accountId: string, patience: Patience): Promise<() => void> {
    const turns = this.#turns.get(accountId) ?? new FairSemaphore(1, MOST_WAITING);
    this.#turns.set(accountId, turns);
    const forget = (): void => {
      if (turns.isIdle && this.#turns.get(accountId) === turns) this.#turns.delete(accountId);
    };
    try {
      const end = await turns.acquire(1, patience);
      return () => {
        end();
        forget();
      };
    } catch (error) {
      forget();
      throw error;
    }
  }

  /**
   * Refuses those who wait behind a change that MongoDB did not answer: they waited as long, and would wait as long
   * again, one after another.
   */
  refuseWaiting(accountId: string, error: DatastoreUnavailableError): void {
    this.#turns.get(accountId)?.refuseWaiting(error);
  }
}
