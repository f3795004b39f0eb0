import type { Datastore, Snapshot } from '../../src/datastore/contract/datastore.js';

export type Call = `snapshot.${keyof Snapshot}` | keyof Datastore;

/**
 * A datastore of which chosen calls fail, as long as they are chosen. Everything else is the real one's, also the reads
 * of the plan of a change.
 */
export class FaultyDatastore {
  readonly #faults = new Map<string, unknown>();
  readonly datastore: Datastore;

  constructor(real: Datastore) {
    this.datastore = this.#watched(real, '');
  }

  /** Throws `error` from now on, whenever `call` is made. */
  fail(call: Call, error: unknown): void {
    this.#faults.set(call, error);
  }

  repair(): void {
    this.#faults.clear();
  }

  #watched<T extends object>(real: T, prefix: string): T {
    return new Proxy(real, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== 'function' || typeof name !== 'string') return member;
        return (...given: readonly unknown[]) =>
          this.#call(prefix + name, () => this.#run(target, name, given));
      },
    });
  }

  #call(name: string, run: () => unknown): unknown {
    if (!this.#faults.has(name)) return run();
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- code may throw anything
    return Promise.reject(this.#faults.get(name));
  }

  #run(target: object, name: string, given: readonly unknown[]): unknown {
    const call = Reflect.get(target, name) as (...given: readonly unknown[]) => unknown;
    if (name === 'openSnapshot') return this.#opened(call.apply(target, [...given]));
    if (name === 'change') {
      const [subject, plan] = given as [unknown, (snapshot: Snapshot) => unknown];
      return call.apply(target, [
        subject,
        (snapshot: Snapshot) => plan(this.#watched(snapshot, 'snapshot.')),
      ]);
    }
    return call.apply(target, [...given]);
  }

  async #opened(opening: unknown): Promise<Snapshot | undefined> {
    const snapshot = (await opening) as Snapshot | undefined;
    return snapshot && this.#watched(snapshot, 'snapshot.');
  }
}
