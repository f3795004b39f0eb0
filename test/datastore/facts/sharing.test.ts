import { describe, expect, it } from '@jest/globals';
import type { Snapshot, ViewerRef } from '../../../src/datastore/contract/datastore.js';
import { DatastoreUnavailableError } from '../../../src/datastore/contract/errors.js';
import { SharedOpenings } from '../../../src/datastore/facts/shared-openings.js';

/** An opening that the test answers. */
interface Opening {
  readonly accountId: string;
  readonly by: ViewerRef | undefined;
  readonly answer: (snapshot: Snapshot | undefined) => void;
  readonly fail: (error: Error) => void;
}

describe('openings', () => {
  it('are shared by all who asked before the read began', async () => {
    const { openings, begun } = watched();
    const joined = ['ana', 'ben', 'cas'].map((user) => openings.join('acme', user));
    const opening = await begun(0);
    expect(opening.by).toBeUndefined();
    const snapshot = closable();
    opening.answer(snapshot.snapshot);
    const states = await Promise.all(joined);
    expect(new Set(states.map((state) => state.snapshot))).toEqual(new Set([snapshot.snapshot]));
    for (const state of states.slice(1)) await state.release();
    await states[1]?.release();
    expect(snapshot.closed()).toBe(0);
    await states[0]?.release();
    expect(snapshot.closed()).toBe(1);
  });

  it('are never joined while the read is under way: it began before the request arrived', async () => {
    const { openings, begun, count } = watched();
    const early = openings.join('acme', 'ana');
    const first = await begun(0);
    const late = ['ben', 'cas'].map((user) => openings.join('acme', user));
    await turns();
    expect(count()).toBe(1);
    const [before, after] = [closable().snapshot, closable().snapshot];
    first.answer(before);
    (await begun(1)).answer(after);
    expect((await early).snapshot).toBe(before);
    expect((await Promise.all(late)).map(({ snapshot }) => snapshot)).toEqual([after, after]);
    expect(count()).toBe(2);
  });

  it('read the user along for one who is alone', async () => {
    const { openings, begun } = watched();
    const joined = openings.join('acme', 'ana');
    const opening = await begun(0);
    expect([opening.accountId, opening.by]).toEqual(['acme', 'ana']);
    opening.answer(undefined);
    expect(await joined).toMatchObject({ snapshot: undefined, hasViewer: true });
  });

  it('of one account do not wait for those of another', async () => {
    const { openings, begun } = watched();
    void openings.join('acme', 'ana');
    await begun(0);
    void openings.join('other', 'ana');
    expect((await begun(1)).accountId).toBe('other');
  });

  it('begin beside one that hangs', async () => {
    const { openings, begun, count } = watched();
    void openings.join('acme', 'ana');
    await begun(0);
    const waiting = openings.join('acme', 'ben');
    const { snapshot } = closable();
    while (count() < 2) await turns();
    (await begun(1)).answer(snapshot);
    expect((await waiting).snapshot).toBe(snapshot);
  });

  it('fail alone: who waited for the next is not told of it', async () => {
    const { openings, begun } = watched();
    const first = openings.join('acme', 'ana');
    const opening = await begun(0);
    const waiting = openings.join('acme', 'ben');
    opening.fail(new DatastoreUnavailableError('gone'));
    await expect(first).rejects.toThrow('gone');
    (await begun(1)).answer(undefined);
    expect(await waiting).toMatchObject({ snapshot: undefined });
  });
});

function watched() {
  const begun: Opening[] = [];
  const openings = new SharedOpenings(
    (accountId, by) =>
      new Promise((answer, fail) => {
        begun.push({ accountId, by, answer, fail });
      }),
  );
  return {
    openings,
    count: () => begun.length,
    begun: async (index: number) => {
      await turns();
      const opening = begun[index];
      if (opening === undefined) throw new Error(`Opening ${index} has not begun`);
      return opening;
    },
  };
}

/** More turns of the event loop than anything here takes. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((done) => setImmediate(done));
}

function closable() {
  let closed = 0;
  const close = () => {
    closed += 1;
    return Promise.resolve();
  };
  return { snapshot: { close } as Snapshot, closed: () => closed };
}
