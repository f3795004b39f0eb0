import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Datastore } from '../../../src/datastore/contract/datastore.js';
import { withCalls } from '../../support/with-calls.js';

/** A datastore in which nothing is cleaned up until it is let go: what a deletion answers must not depend on it. */
export class HeldCleanUp {
  readonly datastore: Datastore;
  #isHeld = false;

  constructor(private readonly real: Datastore) {
    const cleanUp: Datastore['cleanUp'] = (accountId, plan) =>
      this.#isHeld ? Promise.resolve(false) : real.cleanUp(accountId, plan);
    this.datastore = withCalls(real, { cleanUp });
  }

  hold(): void {
    this.#isHeld = true;
  }

  /** Lets it go, and resolves when nothing of the account is left to be cleaned up. `ask` has somebody come across it. */
  async letGo(accountId: string, ask: () => Promise<unknown>): Promise<void> {
    this.#isHeld = false;
    while ((await this.pending(accountId)) > 0) {
      await ask();
      await nextTurn();
    }
  }

  async pending(accountId: string): Promise<number> {
    const snapshot = await this.real.openSnapshot(accountId);
    await snapshot?.close();
    return snapshot?.account.deletions.length ?? 0;
  }
}
