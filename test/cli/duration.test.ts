import { describe, expect, it } from '@jest/globals';
import { parseDuration } from '../../src/cli/duration.js';

describe('a duration', () => {
  it.each([
    ['1s', 1],
    ['90s', 90],
    ['15m', 900],
    ['1h', 3_600],
    ['7d', 604_800],
    ['365d', 31_536_000],
  ])('of %s is %i seconds', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  it.each(['', '1', 'h', '0h', '-1h', '1.5h', '1 h', '1h30m', '1w', '366d', '8761h', '99999999999s', '1H'])(
    'is not %j',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );
});
