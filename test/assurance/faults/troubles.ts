import { setImmediate } from 'node:timers/promises';
import { DatastoreUnavailableError } from '../../../src/datastore/contract/errors.js';
import type { Trouble } from '../../support/troubled-datastore.js';

/** The call never reaches the datastore. */
export const failsBefore: Trouble = () => Promise.reject(unavailable('before it began'));

/** It is done, and nobody hears of it. */
export const failsAfter: Trouble = async (run) => {
  await run();
  throw unavailable('after it was done');
};

/** It comes later than calls that were made after it. */
export const late: Trouble = async (run) => {
  await aWhile();
  return run();
};

/** Its reply comes later than those to calls that were made after it. */
export const answeredLate: Trouble = async (run) => {
  const reply = await run();
  await aWhile();
  return reply;
};

/** A door that the test opens: calls wait in front of it. */
export class Gate {
  #open: () => void = () => undefined;
  readonly #opened = new Promise<void>((resolve) => {
    this.#open = resolve;
  });
  #arrive: () => void = () => undefined;
  /** Resolves when the first call waits. */
  readonly reached = new Promise<void>((resolve) => {
    this.#arrive = resolve;
  });

  open(): void {
    this.#open();
  }

  /** The call waits, and is made when the gate opens. */
  readonly before: Trouble = async (run) => {
    await this.#pass();
    return run();
  };

  /** The call is made at once; its reply waits. */
  readonly after: Trouble = async (run) => {
    const reply = await run();
    await this.#pass();
    return reply;
  };

  #pass(): Promise<void> {
    this.#arrive();
    return this.#opened;
  }
}

/** A connection that breaks: what is under way on it goes on, and every reply to it is lost. Later calls get a new one. */
export class Connection {
  #break: () => void = () => undefined;
  #broken = this.#unbroken();

  readonly over: Trouble = (run) => Promise.race([run(), this.#broken]);

  /** The call with which it breaks. */
  readonly breaking: Trouble = (run) => {
    const reply = this.over(run);
    this.drop();
    return reply;
  };

  drop(): void {
    this.#break();
    this.#broken = this.#unbroken();
  }

  #unbroken(): Promise<never> {
    const broken = new Promise<never>((_, reject) => {
      this.#break = () => {
        reject(unavailable('while the connection broke'));
      };
    });
    broken.catch(() => undefined);
    return broken;
  }
}

/** Holds replies back until so many wait, and lets the last one go first. */
export class Reordering {
  readonly #waiting: (() => void)[] = [];
  readonly #whenHeld = new Map<number, () => void>();

  constructor(private readonly replies: number) {}

  readonly reordered: Trouble = async (run) => {
    const reply = await run();
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
      this.#whenHeld.get(this.#waiting.length)?.();
      if (this.#waiting.length === this.replies) void this.#letGo();
    });
    return reply;
  };

  /** Resolves when this many replies wait; to be called before they do. */
  readonly held = (replies: number): Promise<void> =>
    new Promise((resolve) => this.#whenHeld.set(replies, resolve));

  /** Each is on its way before the next one goes. */
  async #letGo(): Promise<void> {
    for (const resolve of this.#waiting.splice(0).reverse()) {
      resolve();
      await setImmediate();
    }
  }
}

const TURNS = 20;

/** Turns of the event loop, in which everything goes on that need not wait for a disk or a server. */
async function aWhile(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) await setImmediate();
}

function unavailable(when: string): DatastoreUnavailableError {
  return new DatastoreUnavailableError(`The datastore failed ${when}`);
}
