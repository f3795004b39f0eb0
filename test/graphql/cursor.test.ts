import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { BadUserInputError } from '../../src/errors/public-errors.js';
import { directorySortKey } from '../../src/datastore/contract/sort-keys.js';
import { decodeCursor, encodeCursor } from '../../src/graphql/cursor.js';
import { MAX_CURSOR_LENGTH } from '../../src/graphql/input/page.js';

const SCOPE = { account: { id: 'acme', cursorKey: 'a key' }, list: 'users' };

describe('a cursor', () => {
  it.each([
    { key: 'ada\u0001\u0001usr_ada' },
    { key: '', revision: 0 },
    { key: 'k', revision: 2_147_483_647 },
  ])('O10: comes back as it was signed: %j', (position) => {
    expect(decodeCursor(SCOPE, encodeCursor(SCOPE, position))).toEqual(position);
  });

  it.each([
    ['another account', { ...SCOPE, account: { ...SCOPE.account, id: 'other' } }],
    ['another key', { ...SCOPE, account: { ...SCOPE.account, cursorKey: 'another key' } }],
    ['another list', { ...SCOPE, list: 'groups' }],
  ])('O10: of %s is refused', (_, scope) => {
    expect(() => decodeCursor(SCOPE, encodeCursor(scope, { key: 'k' }))).toThrow(BadUserInputError);
  });

  it.each([2 ** 31, 2 ** 40, -1, 1.5])(
    'O10: with the revision %d is refused, whoever signed it',
    (revision) => {
      expect(() => decodeCursor(SCOPE, encodeCursor(SCOPE, { key: 'k', revision }))).toThrow(
        BadUserInputError,
      );
    },
  );

  it('O10: forged without the key is refused', () => {
    const payload = Buffer.from(JSON.stringify(['k', 1]));
    for (const bytes of [0, 12, 16, 32]) {
      const digest = createHash('sha256')
        .update(JSON.stringify(['acme', 'users']))
        .update(payload)
        .digest()
        .subarray(0, bytes);
      const forged = Buffer.concat([digest, payload]).toString('base64url');
      expect(() => decodeCursor(SCOPE, forged)).toThrow(BadUserInputError);
    }
  });

  it('O10: with one character changed, missing or added is refused', () => {
    const own = encodeCursor(SCOPE, { key: 'k', revision: 1 });
    for (let index = 0; index < own.length; index += 1) {
      const other = own[index] === 'A' ? 'B' : 'A';
      const changed = own.slice(0, index) + other + own.slice(index + 1);
      expect(() => decodeCursor(SCOPE, changed)).toThrow(BadUserInputError);
      expect(() => decodeCursor(SCOPE, own.slice(0, index))).toThrow(BadUserInputError);
    }
    expect(() => decodeCursor(SCOPE, `${own}A`)).toThrow(BadUserInputError);
    expect(() => decodeCursor(SCOPE, `${own}=`)).toThrow(BadUserInputError);
  });

  // Characters of four bytes, of several once they are normalised, and such as are written with a backslash.
  it.each(['\u{1d160}', '\ufb2c', '\u0001', '\u0002', '"', '\u0130'])(
    'O1: behind the longest name, of %j, is no longer than may be given',
    (character) => {
      const key = directorySortKey({ id: 'x'.repeat(64), name: character.repeat(200) });
      expect(encodeCursor(SCOPE, { key, revision: 2_147_483_647 }).length).toBeLessThan(MAX_CURSOR_LENGTH);
    },
  );
});
