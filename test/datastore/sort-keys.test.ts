import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { EARLIEST_TIME, LATEST_TIME } from '../../src/datastore/contract/account-limits.js';
import {
  compareByCodePoint,
  comparePermissions,
  fold,
  permissionSortKey,
} from '../../src/datastore/contract/sort-keys.js';

/** Texts that share beginnings, with units on both sides of the surrogates. */
const texts = fc.string({
  unit: fc.constantFrom('a', 'b', '\u{d7ff}', '\u{e000}', '\u{ffff}', '\u{10000}', '\u{10ffff}'),
});

it('compares texts as the engines do, by the bytes of their UTF-8', () => {
  fc.assert(
    fc.property(texts, texts, (a, b) => {
      expect(Math.sign(compareByCodePoint(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
  );
});

describe('the folded form of a text', () => {
  it.each([
    ['ΑΣΤΡΟ Alerts', 'αστρο alerts'],
    ['ΑΣ', 'ασ'],
    ['ας', 'ασ'],
    ['Ο∆ΟΣ ΣΑΣ', 'ο∆οσ σασ'],
    ['CAFE\u0301', 'caf\u00e9'],
    ['\u0130', 'i\u0307'],
  ])('of %j is %j', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it('holds the folded form of each of its parts, wherever a name is cut', () => {
    const letters = fc.string({ unit: fc.constantFrom('Σ', 'σ', 'ς', 'Α', 'α', ' ', '.'), maxLength: 8 });
    fc.assert(
      fc.property(letters, letters, letters, (before, part, after) => {
        expect(fold(before + part + after)).toContain(fold(part));
      }),
    );
  });
});

/** Few enough that some are the same. */
const times = fc.constantFrom(EARLIEST_TIME, EARLIEST_TIME + 1, -10_000, -1, 0, 1, 10_000, LATEST_TIME);

it('compares permissions as their sort keys compare', () => {
  const permissions = fc.record({ id: texts, grantedAt: times });
  fc.assert(
    fc.property(permissions, permissions, (a, b) => {
      const byKeys = compareByCodePoint(permissionSortKey(a), permissionSortKey(b));
      expect(Math.sign(comparePermissions(a, b))).toBe(Math.sign(byKeys));
    }),
  );
});
