import { describe, expect, it } from '@jest/globals';
import { DatastoreOverloadedError } from '../../../src/datastore/contract/errors.js';
import { FairSemaphore } from '../../../src/datastore/turns/fair-semaphore.js';

const soon = (ms = 5_000) => ({ deadline: performance.now() + ms });

/** Starts to acquire, and notes when it has. */
function asking(semaphore: FairSemaphore, log: string[]) {
  return async (name: string, permits: number): Promise<() => void> => {
    const release = await semaphore.acquire(permits, soon());
    log.push(name);
    return release;
  };
}

describe('a fair semaphore', () => {
  it('gives permits in the order asked: one who wants all is not overtaken', async () => {
    const log: string[] = [];
    const ask = asking(new FairSemaphore(3), log);
    const [first, second] = await Promise.all([ask('first', 1), ask('second', 1)]);
    const all = ask('all', 3);
    const last = ask('last', 1);
    first();
    second();
    const releaseAll = await all;
    expect(log).toEqual(['first', 'second', 'all']);
    releaseAll();
    await last;
    expect(log).toEqual(['first', 'second', 'all', 'last']);
  });

  it('does not take permits back twice', async () => {
    const semaphore = new FairSemaphore(1);
    const release = await semaphore.acquire(1, soon());
    release();
    release();
    await semaphore.acquire(1, soon());
    await expect(semaphore.acquire(1, soon(1))).rejects.toBeInstanceOf(DatastoreOverloadedError);
  });

  it('lets those go on who waited behind one whose time ended', async () => {
    const semaphore = new FairSemaphore(2);
    await semaphore.acquire(1, soon());
    const all = semaphore.acquire(2, soon(1));
    const behind = semaphore.acquire(1, soon());
    await expect(all).rejects.toBeInstanceOf(DatastoreOverloadedError);
    await behind;
  });
});
