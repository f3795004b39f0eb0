import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { demoAccountText } from '../demo/demo-files.js';
import { exportFrom, importInto, inPieces, withDatastore } from './transfers.js';

/** Draws another order of the keys for every object of a document, but for settings: those are kept as given. */
function reordered(value: unknown, draw: fc.GeneratorValue): unknown {
  if (Array.isArray(value)) return value.map((element) => reordered(element, draw));
  if (typeof value !== 'object' || value === null) return value;
  const keys = Object.keys(value);
  const shuffled = draw(fc.shuffledSubarray, keys, { minLength: keys.length });
  const valueOf = (key: string) => (value as Record<string, unknown>)[key];
  return Object.fromEntries(
    shuffled.map((key) => [key, key === 'settings' ? valueOf(key) : reordered(valueOf(key), draw)]),
  );
}

describe('an import', () => {
  it('gives the same account whatever the order of the keys and the size of the pieces', async () => {
    const original = demoAccountText('corner-shop');
    const imported = (text: string, size: number) =>
      withDatastore(async (datastore) => {
        await importInto(datastore, '', { source: inPieces(text, size) });
        return exportFrom(datastore, 'corner-shop');
      });
    const expected = await imported(original, original.length);
    await fc.assert(
      fc.asyncProperty(fc.gen(), fc.integer({ min: 1, max: 9_000 }), async (draw, size) => {
        const text = JSON.stringify(reordered(JSON.parse(original), draw));
        expect(await imported(text, size)).toBe(expected);
      }),
      { numRuns: 40 },
    );
  });

  it('takes permissions, members and memberships before what they name, and the account last', async () => {
    const document = JSON.parse(demoAccountText('northwind')) as Record<string, unknown>;
    const backwards = Object.fromEntries(Object.entries(document).toReversed());
    expect(Object.keys(backwards)).toEqual([
      'permissions',
      'integrations',
      'groups',
      'users',
      'teams',
      'account',
    ]);
    const texts = [document, backwards].map((one) =>
      withDatastore(async (datastore) => {
        await importInto(datastore, one);
        return exportFrom(datastore, 'northwind');
      }),
    );
    const [forwards, again] = await Promise.all(texts);
    expect(again).toBe(forwards);
  });
});
