import type { ChangePlan, ChangeTarget, Datastore } from '../../../src/datastore/contract/datastore.js';
import { withCalls } from '../../support/with-calls.js';

/** A datastore that tells how many commands its last change spent on writing, once its plan was made. */
export class WatchedChanges {
  /** Undefined when no change was tried since the last time it was asked for. */
  #writes: number | undefined;
  readonly datastore: Datastore;

  constructor(real: Datastore) {
    const change: Datastore['change'] = async <T>(target: ChangeTarget, plan: ChangePlan<T>) => {
      let planned = 0;
      const outcome = await real.change(target, async (snapshot, kept) => {
        const made = await plan(snapshot, kept);
        planned = real.commandCount;
        return made;
      });
      this.#writes = real.commandCount - planned;
      return outcome;
    };
    // Whatever is cleaned up meanwhile is no cost of what was asked for.
    const cleanUp: Datastore['cleanUp'] = () => Promise.resolve(false);
    this.datastore = withCalls(real, { change, cleanUp });
  }

  takeWrites(): number {
    const writes = this.#writes ?? 0;
    this.#writes = undefined;
    return writes;
  }
}
