import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Snapshot } from '../contract/datastore.js';
import { DatastoreUnavailableError } from '../contract/errors.js';

/** A state of an account that was read after each of its holders asked; the last to release it closes it. */
export interface SharedState {
  /** Undefined when there is no such account. */
  readonly snapshot: Snapshot | undefined;
  /** The user asked for was read with the account, which is so for a lone holder. */
  readonly hasUser: boolean;
  /** Safe to call twice. */
  readonly release: () => Promise<void>;
}

export type Open = (accountId: string, userId: string | undefined) => Promise<Snapshot | undefined>;

/**
 * One opening at a time for each account: whoever asks while a read is under way waits, together with all others who
 * do, for the next. So a state is shared only by requests that arrived before its read started, and many requests at
 * once cost few reads.
 */
export class SharedOpenings {
  readonly #open: Open;
  readonly #lines = new Map<string, Line>();

  constructor(open: Open) {
    this.#open = open;
  }

  /** @throws whatever the opening throws. */
  join(accountId: string, userId: string | undefined): Promise<SharedState> {
    const open = (user: string | undefined) => this.#open(accountId, user);
    const line = this.#lines.get(accountId) ?? new Line(open, () => this.#lines.delete(accountId));
    this.#lines.set(accountId, line);
    return line.join(userId);
  }
}

/** Those who wait for the same opening. */
interface Gathering {
  readonly opened: Promise<Pick<SharedState, 'snapshot' | 'hasUser'>>;
  holders: number;
}

class Line {
  readonly #open: (userId: string | undefined) => Promise<Snapshot | undefined>;
  readonly #whenEmpty: () => void;
  #underWay: Promise<unknown> = Promise.resolve();
  #next: Gathering | undefined;

  constructor(open: (userId: string | undefined) => Promise<Snapshot | undefined>, whenEmpty: () => void) {
    this.#open = open;
    this.#whenEmpty = whenEmpty;
  }

  async join(userId: string | undefined): Promise<SharedState> {
    const gathering = (this.#next ??= { opened: this.#openNext(userId), holders: 0 });
    gathering.holders += 1;
    const { snapshot, hasUser } = await gathering.opened;
    let isHeld = true;
    return {
      snapshot,
      hasUser,
      release: async () => {
        if (!isHeld) return;
        isHeld = false;
        gathering.holders -= 1;
        if (gathering.holders === 0) await snapshot?.close();
      },
    };
  }

  async #openNext(userId: string | undefined): Gathering['opened'] {
    try {
      const hasUser = await this.#endGathering();
      const opening = this.#open(hasUser ? userId : undefined);
      this.#underWay = opening;
      return { snapshot: await opening, hasUser };
    } catch (error) {
      // Who waits has failed with it; who comes from now on tries again.
      this.#underWay = Promise.resolve();
      throw error;
    } finally {
      if (this.#next === undefined) this.#whenEmpty();
    }
  }

  /** Resolves when the read may begin, with whether it is for one alone. */
  async #endGathering(): Promise<boolean> {
    let isAlone = false;
    try {
      await this.#underWay.catch(failWithOutage);
      // By then all have joined whose requests came in with this turn of the event loop.
      await nextTurn();
    } finally {
      isAlone = this.#next?.holders === 1;
      // From here on nobody joins: the read is about to begin.
      this.#next = undefined;
    }
    return isAlone;
  }
}

/** A second wait could outlast the time in which an outage has to be told; other failures are their askers' own. */
function failWithOutage(error: unknown): void {
  if (error instanceof DatastoreUnavailableError) throw error;
}
