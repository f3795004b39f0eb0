import { describe, expect, it } from '@jest/globals';
import { DeadlinePassedError, OverloadedError } from '../../../src/errors/public-errors.js';
import type { Execution } from '../../../src/graphql/execution/execution.js';
import { Executions } from '../../../src/graphql/execution/executions.js';
import { RequestEnd } from '../../../src/graphql/execution/request-end.js';
import { WORK_PER_ROUND } from '../../../src/graphql/execution/turns.js';

const LONG_MS = 60_000;

/** Enters as a user, and remembers who runs. */
class Door {
  readonly running: string[] = [];
  readonly ends: RequestEnd[] = [];

  constructor(private readonly executions: Executions) {}

  async enter(user: string): Promise<Execution> {
    const end = new RequestEnd(LONG_MS);
    this.ends.push(end);
    const execution = await this.executions.enter({ user, points: Infinity }, end);
    end.answered();
    this.running.push(user);
    return execution;
  }
}

/** Long enough for everything that waits for nothing but turns. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let isOver = false;
  const count = (): void => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  await work();
  isOver = true;
  return turns;
}

/** Keeps the process busy for so many milliseconds. */
function workFor(ms: number): number {
  const started = performance.now();
  while (performance.now() - started < ms);
  return ms;
}

describe('executions [O5]', () => {
  it('run so many at once, of one user a quarter, and the rest when a place is free', async () => {
    const door = new Door(new Executions({ atOnce: 8, waiting: 8 }));
    const first = [door.enter('a'), door.enter('a'), door.enter('a'), door.enter('b')];
    await settled();
    expect(door.running).toEqual(['a', 'a', 'b']);
    (await first[0])?.leave();
    await settled();
    expect(door.running).toEqual(['a', 'a', 'b', 'a']);
  });

  it('are turned away when too many wait, and one user never fills the line', async () => {
    const door = new Door(new Executions({ atOnce: 1, waiting: 4 }));
    await door.enter('a');
    const waiting = [door.enter('a'), door.enter('a')];
    await expect(door.enter('a')).rejects.toBeInstanceOf(OverloadedError);
    waiting.push(door.enter('b'), door.enter('c'));
    await expect(door.enter('d')).rejects.toBeInstanceOf(OverloadedError);
    for (const end of door.ends) end.clientGone();
    const outcomes = await Promise.allSettled(waiting);
    expect(outcomes.map(({ status }) => status)).toEqual(waiting.map(() => 'rejected'));
  });

  it('are turned away when they waited for a quarter of their time, while enough of it is left [O18]', async () => {
    const executions = new Executions({ atOnce: 1, waiting: 4 });
    const running = await executions.enter({ user: 'a', points: 1 }, new RequestEnd(LONG_MS));
    const end = new RequestEnd(200);
    await expect(executions.enter({ user: 'b', points: 1 }, end)).rejects.toBeInstanceOf(OverloadedError);
    expect(end.reason).toBeUndefined();
    running.leave();
    await expect(executions.enter({ user: 'c', points: 1 }, new RequestEnd(LONG_MS))).resolves.toBeDefined();
  });

  it('leave no place taken behind when a client goes away while it waits', async () => {
    const door = new Door(new Executions({ atOnce: 1, waiting: 4 }));
    const running = await door.enter('a');
    const gone = door.enter('b');
    const next = door.enter('c');
    door.ends[1]?.clientGone();
    await expect(gone).rejects.toBeInstanceOf(DeadlinePassedError);
    running.leave();
    running.leave();
    const last = await next;
    last.leave();
    await door.enter('d');
    expect(door.running).toEqual(['a', 'c', 'd']);
  });

  it('read at most a quarter of the connections of the datastore at once, for one user over all requests', async () => {
    const executions = new Executions({ atOnce: 40, waiting: 40 });
    const door = new Door(executions);
    const mine = [await door.enter('a'), await door.enter('a')];
    const other = await door.enter('b');
    let running = 0;
    let most = 0;
    const read = async (): Promise<void> => {
      running += 1;
      most = Math.max(most, running);
      await settled();
      running -= 1;
    };
    await Promise.all(mine.flatMap((execution) => Array.from({ length: 50 }, () => execution.read(read))));
    expect(most).toBe(5);
    await Promise.all([...mine, other].map((execution) => execution.read(read)));
    expect(running).toBe(0);
  });

  it('let go of what they read when the request ends, and start nothing more', async () => {
    const door = new Door(new Executions({ atOnce: 4, waiting: 4 }));
    const execution = await door.enter('a');
    let started = 0;
    const hanging = () => {
      started += 1;
      return new Promise<never>(() => undefined);
    };
    const reads = Array.from({ length: 8 }, () => execution.read(hanging));
    execution.end.clientGone();
    reads.push(execution.read(hanging));
    const outcomes = await Promise.allSettled(reads);
    expect(outcomes.map(({ status }) => status)).toEqual(reads.map(() => 'rejected'));
    expect(started).toBe(5);
    expect(() => execution.turn()).toThrow(DeadlinePassedError);
  });

  it('hand over what was read in turns, so that no more is worked in one round than may be', async () => {
    const door = new Door(new Executions({ atOnce: 8, waiting: 8 }));
    const order: string[] = [];
    const work = async (user: string): Promise<void> => {
      const execution = await door.enter(user);
      await execution.read(() => Promise.resolve());
      const began = performance.now();
      while (performance.now() < began + WORK_PER_ROUND);
      order.push(user);
    };
    setImmediate(() => order.push('everything else'));
    await Promise.all([work('a'), work('b')]);
    expect(order).toEqual(['a', 'everything else', 'b']);
  });

  it('let the event loop turn between portions of a large answer', async () => {
    const door = new Door(new Executions({ atOnce: 4, waiting: 4 }));
    const execution = await door.enter('a');
    const turns = await turnsDuring(() =>
      Promise.all(Array.from({ length: 40 }, () => Promise.resolve(execution.roomFor(100)))),
    );
    expect(turns).toBeGreaterThanOrEqual(15);
  });

  it('let the event loop turn between many reads that an engine answers at once [O2]', async () => {
    const door = new Door(new Executions({ atOnce: 4, waiting: 4 }));
    const execution = await door.enter('a');
    const turns = await turnsDuring(() =>
      Promise.all(Array.from({ length: 400 }, () => execution.read(() => Promise.resolve(1)))),
    );
    expect(turns).toBeGreaterThanOrEqual(15);
  });

  it('begin no further read in a turn that a few of them made long [O2]', async () => {
    const door = new Door(new Executions({ atOnce: 4, waiting: 4 }));
    const execution = await door.enter('a');
    for (let few = 0; few < 8; few += 1) await execution.read(() => Promise.resolve(few));
    const turns = await turnsDuring(async () => {
      await execution.turn();
      await Promise.all(Array.from({ length: 5 }, () => execution.read(() => Promise.resolve(workFor(12)))));
    });
    expect(turns).toBeGreaterThanOrEqual(4);
  });

  it('closes what is open when the request ends before it was handed over [O4]', async () => {
    const executions = new Executions({ atOnce: 8, waiting: 8 });
    const other = await executions.enter({ user: 'a', points: Infinity }, new RequestEnd(LONG_MS));
    const end = new RequestEnd(LONG_MS);
    const execution = await executions.enter({ user: 'b', points: Infinity }, end);
    const closed: string[] = [];
    const opened = execution.open(
      async () => {
        // Has the turn that what is opened would be handed over in.
        await other.read(() => Promise.resolve());
        return 'a state';
      },
      (state) => Promise.resolve(void closed.push(state)),
    );
    opened.catch(() => undefined);
    for (let microtasks = 0; microtasks < 5; microtasks += 1) await Promise.resolve();
    end.clientGone();
    await expect(opened).rejects.toBeInstanceOf(DeadlinePassedError);
    expect(closed).toEqual(['a state']);
  });
});
