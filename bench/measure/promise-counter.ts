import { createHook } from 'node:async_hooks';

/** Counts the promises that anything in the process makes until it is stopped. */
export class PromiseCounter {
  #count = 0;
  readonly #hook = createHook({
    init: (_id, type) => {
      if (type === 'PROMISE') this.#count += 1;
    },
  });

  start(): void {
    this.#hook.enable();
  }

  stop(): number {
    this.#hook.disable();
    return this.#count;
  }
}
