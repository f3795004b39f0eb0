import type { Datastore } from '../../src/datastore/contract/datastore.js';
import { TroubledDatastore } from './troubled-datastore.js';
import type { Call } from './troubled-datastore.js';

export type { Call } from './troubled-datastore.js';

/** A datastore of which chosen calls fail, as long as they are chosen. Everything else is the real one's. */
export class FaultyDatastore {
  readonly #faults = new Map<Call, unknown>();
  readonly #troubled: TroubledDatastore;

  constructor(real: Datastore) {
    this.#troubled = new TroubledDatastore(real);
    this.#troubled.trouble((call) => (this.#faults.has(call) ? () => this.#failing(call) : undefined));
  }

  get datastore(): Datastore {
    return this.#troubled.datastore;
  }

  /** Throws `error` from now on, whenever `call` is made. */
  fail(call: Call, error: unknown): void {
    this.#faults.set(call, error);
  }

  repair(): void {
    this.#faults.clear();
  }

  #failing(call: Call): Promise<never> {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- code may throw anything
    return Promise.reject(this.#faults.get(call));
  }
}
