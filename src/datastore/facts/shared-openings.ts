import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import type { Snapshot, ViewerRef } from '../contract/datastore.js';

/** A state of an account that was read after each of its holders asked; the last to release it closes it. */
export interface SharedState {
  /** Undefined when there is no such account. */
  readonly snapshot: Snapshot | undefined;
  /** Who was named was read with the account, which is so for a lone holder. */
  readonly hasViewer: boolean;
  /** Safe to call twice. */
  readonly release: () => Promise<void>;
}

export type Open = (accountId: string, by: ViewerRef | undefined) => Promise<Snapshot | undefined>;

/** How long an opening waits for the one before it, which usually takes a fraction of that. */
const PATIENCE_MS = 20;

/**
 * One opening at a time for each account: whoever asks while a read is under way waits, together with all others who
 * do, for the next. So a state is shared only by requests that arrived before its read started, and many requests at
 * once cost few reads. A read that hangs holds up nobody: after a while the next one begins beside it.
 */
export class SharedOpenings {
  readonly #open: Open;
  readonly #lines = new Map<string, Line>();

  constructor(open: Open) {
    this.#open = open;
  }

  /** @throws whatever the opening throws. */
  join(accountId: string, by: ViewerRef | undefined): Promise<SharedState> {
    const open = (viewer: ViewerRef | undefined) => this.#open(accountId, viewer);
    const line = this.#lines.get(accountId) ?? new Line(open, () => this.#lines.delete(accountId));
    this.#lines.set(accountId, line);
    return line.join(by);
  }
}

/** Those who wait for the same opening. */
interface Gathering {
  readonly opened: Promise<Pick<SharedState, 'snapshot' | 'hasViewer'>>;
  holders: number;
}

class Line {
  readonly #open: (by: ViewerRef | undefined) => Promise<Snapshot | undefined>;
  readonly #whenIdle: () => void;
  #underWay: Promise<unknown> | undefined;
  #next: Gathering | undefined;

  constructor(open: (by: ViewerRef | undefined) => Promise<Snapshot | undefined>, whenIdle: () => void) {
    this.#open = open;
    this.#whenIdle = whenIdle;
  }

  async join(by: ViewerRef | undefined): Promise<SharedState> {
    const gathering = (this.#next ??= { opened: this.#openNext(by), holders: 0 });
    gathering.holders += 1;
    const { snapshot, hasViewer } = await gathering.opened;
    let isHeld = true;
    return {
      snapshot,
      hasViewer,
      release: async () => {
        if (!isHeld) return;
        isHeld = false;
        gathering.holders -= 1;
        if (gathering.holders === 0) await snapshot?.close();
      },
    };
  }

  async #openNext(by: ViewerRef | undefined): Gathering['opened'] {
    if (this.#underWay !== undefined) {
      // How that one ends is told to those who wait for it.
      const ended = this.#underWay.catch(() => undefined);
      await Promise.race([ended, delay(PATIENCE_MS, undefined, { ref: false })]);
    }
    // By then all have joined whose requests came in with this turn of the event loop.
    await nextTurn();
    const hasViewer = this.#next?.holders === 1;
    // From here on nobody joins: the read begins.
    this.#next = undefined;
    const opening = this.#open(hasViewer ? by : undefined);
    this.#underWay = opening;
    try {
      return { snapshot: await opening, hasViewer };
    } finally {
      if (this.#isIdle(opening)) this.#whenIdle();
    }
  }

  #isIdle(ended: Promise<unknown>): boolean {
    return this.#next === undefined && this.#underWay === ended;
  }
}
