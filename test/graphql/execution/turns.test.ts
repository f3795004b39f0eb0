import { describe, expect, it } from '@jest/globals';
import { Turns, WORK_OF_USER, WORK_PER_ROUND } from '../../../src/graphql/execution/turns.js';
import type { Worker } from '../../../src/graphql/execution/turns.js';

/** Requests that work for so long as they say on a clock of their own, and in which round of the event loop. */
class Workshop {
  readonly done: { readonly user: string; readonly round: number }[] = [];
  #time = 0;
  #round = 0;
  readonly turns = new Turns(() => this.#time);

  /** Takes a turn, works, and ends. */
  async work(user: string, ms: number, worker: Worker = { user, expectedMs: Infinity }): Promise<void> {
    await this.turns.take(worker);
    this.spend(user, ms);
  }

  spend(user: string, ms: number): void {
    this.done.push({ user, round: this.#round });
    this.#time += ms;
  }

  /** Counts rounds until all is done. Called before anybody takes a turn, so that it sees each round first. */
  async open(work: () => readonly Promise<void>[]): Promise<void> {
    let isOver = false;
    const count = (): void => {
      this.#round += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    await Promise.all(work());
    isOver = true;
  }

  /** How often each user worked in each round. */
  get perRound(): readonly Readonly<Record<string, number>>[] {
    const rounds = new Map<number, Record<string, number>>();
    for (const { user, round } of this.done) {
      const users = rounds.get(round) ?? {};
      rounds.set(round, { ...users, [user]: (users[user] ?? 0) + 1 });
    }
    return [...rounds.values()];
  }
}

describe('turns [O5]', () => {
  it('are given to several users in one round, until each had its share of it', async () => {
    const workshop = new Workshop();
    const users = ['a', 'b', 'a', 'b', 'a', 'b', 'a'];
    await workshop.open(() => users.map((user) => workshop.work(user, WORK_OF_USER / 2)));
    expect(workshop.perRound).toEqual([
      { a: 2, b: 2 },
      { a: 2, b: 1 },
    ]);
  });

  it('end with the work of a round, whoever waits', async () => {
    const workshop = new Workshop();
    const users = ['a', 'b', 'c', 'd', 'e', 'f'];
    await workshop.open(() => users.map((user) => workshop.work(user, WORK_OF_USER)));
    expect(WORK_PER_ROUND / WORK_OF_USER).toBe(4);
    expect(workshop.perRound).toEqual([
      { a: 1, b: 1, c: 1, d: 1 },
      { e: 1, f: 1 },
    ]);
  });

  it('are one for each round of a user whose requests work for longer than a share of it', async () => {
    const workshop = new Workshop();
    await workshop.open(() => [1, 2, 3].map(() => workshop.work('a', 100)));
    expect(workshop.perRound).toEqual([{ a: 1 }, { a: 1 }, { a: 1 }]);
  });

  it.each([3, 100])(
    'give no user more time than another while several wait, whoever works for longer: %i ms',
    async (long) => {
      const workshop = new Workshop();
      const short = 1;
      const count = 2 * long;
      await workshop.open(() => [
        ...Array.from({ length: count }, () => workshop.work('short', short)),
        ...Array.from({ length: count }, () => workshop.work('long', long)),
      ]);
      const whileBoth = workshop.done.slice(0, workshop.done.map(({ user }) => user).lastIndexOf('short'));
      const worked = whileBoth.filter(({ user }) => user === 'long').length * long;
      expect(worked).toBeLessThanOrEqual(count * short + long);
      expect(worked).toBeGreaterThanOrEqual(count * short - long);
    },
  );

  it('are taken together by requests of which little is expected, of each user a quarter', async () => {
    const workshop = new Workshop();
    const inTwoSteps = async (user: string, expectedMs: number): Promise<void> => {
      await workshop.work(user, 0, { user, expectedMs });
      await Promise.resolve();
      workshop.spend(`${user} goes on`, 0);
    };
    const light = WORK_OF_USER / 2;
    await workshop.open(() => [
      ...['a', 'a', 'a', 'b'].map((user) => inTwoSteps(user, light)),
      inTwoSteps('c', Infinity),
    ]);
    expect(workshop.done.map(({ user }) => user)).toEqual([
      ...['a', 'a', 'a goes on', 'a goes on'],
      ...['a', 'b', 'a goes on', 'b goes on'],
      ...['c', 'c goes on'],
    ]);
  });

  it('are charged for what was worked, not for what was expected', async () => {
    const workshop = new Workshop();
    const expectedMs = WORK_OF_USER / 4;
    await workshop.open(() => [
      ...Array.from({ length: 6 }, () => workshop.work('less', 1, { user: 'less', expectedMs })),
      ...Array.from({ length: 6 }, () => workshop.work('more', 3, { user: 'more', expectedMs })),
    ]);
    const users = workshop.done.map(({ user }) => user);
    const whileBoth = users.slice(0, users.lastIndexOf('less'));
    expect(whileBoth.filter((user) => user === 'more').length).toBeLessThanOrEqual(5);
    expect(workshop.perRound.every(({ more = 0 }) => more <= 4)).toBe(true);
  });

  it('count all that is done before the request waits, be it in promises', async () => {
    const workshop = new Workshop();
    const inSteps = async (): Promise<void> => {
      await workshop.work('a', 0);
      for (let step = 0; step < 10; step += 1) await Promise.resolve();
      workshop.spend('a', WORK_PER_ROUND);
    };
    await workshop.open(() => [inSteps(), workshop.work('b', 0)]);
    expect(workshop.perRound).toEqual([{ a: 2 }, { b: 1 }]);
  });

  it('go on while they last, however often they are asked for', async () => {
    const { turns } = new Workshop();
    const worker = { user: 'a', expectedMs: Infinity };
    expect(turns.take(worker)).toBeUndefined();
    expect(turns.take(worker)).toBeUndefined();
    const other = turns.take({ ...worker });
    expect(other).toBeDefined();
    await other;
  });

  it('come in a later round for whoever lets others go first', async () => {
    const workshop = new Workshop();
    const yielding = { user: 'a', expectedMs: Infinity };
    const first = async (): Promise<void> => {
      await workshop.work('a', 0, yielding);
      await workshop.turns.yield(yielding);
      workshop.spend('a', 0);
    };
    await workshop.open(() => [first(), workshop.work('b', 0)]);
    expect(workshop.perRound).toEqual([{ a: 1, b: 1 }, { a: 1 }]);
  });
});
