import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TokenBuckets } from '../../src/rates/token-buckets.js';
import type { BucketSize } from '../../src/rates/token-buckets.js';

const ROOM = 1_000_000;
/** What comes in during a microsecond, at the most: clocks count in fractions. */
const ROUNDING = 0.02;

interface Try {
  readonly key: string;
  readonly amount: number;
  readonly pauseMs: number;
}

interface Admitted extends Try {
  readonly at: number;
}

interface Setting extends BucketSize {
  readonly maxBytes: number;
  /** A key whose bucket will not be full again while the test lasts. */
  readonly holdsThePlace?: string;
}

/** Takes whatever can be taken, in order, on a clock that the tries move. */
function admittedOf(tries: readonly Try[], { holdsThePlace, ...size }: Setting) {
  let at = 0;
  const buckets = new TokenBuckets({ ...size, now: () => at });
  if (holdsThePlace !== undefined) buckets.take(holdsThePlace, Number.MAX_SAFE_INTEGER);
  const admitted: Admitted[] = [];
  for (const each of tries) {
    at += each.pauseMs;
    if (buckets.waitFor(each.key, each.amount) > 0) continue;
    buckets.take(each.key, each.amount);
    admitted.push({ ...each, at });
  }
  return { admitted, buckets };
}

/** By how much more was admitted than a bucket gives, in the worst time from one admission to another. */
function excessOf(admitted: readonly Admitted[], { perSecond, burst }: BucketSize): number {
  let worst = -Infinity;
  for (const [start, first] of admitted.entries()) {
    let amount = 0;
    for (const last of admitted.slice(start)) {
      amount += last.amount;
      const given = burst + (perSecond * (last.at - first.at)) / 1_000;
      worst = Math.max(worst, amount - given);
    }
  }
  return worst;
}

const sizes = fc.record({
  perSecond: fc.integer({ min: 1, max: 10_000 }),
  burst: fc.integer({ min: 1, max: 1_000 }),
});
const triesOf = (keys: readonly string[], most: number) =>
  fc.array(
    fc.record({
      key: fc.constantFrom(...keys),
      amount: fc.integer({ min: 0, max: 1_200 }),
      pauseMs: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 500, noNaN: true })),
    }),
    { maxLength: most },
  );

describe('token buckets [O6]', () => {
  it('let through in any time no more than the burst and what came in since', () => {
    fc.assert(
      fc.property(sizes, triesOf(['a', 'b', 'c'], 40), (size, tries) => {
        const { admitted } = admittedOf(tries, { ...size, maxBytes: ROOM });
        for (const key of ['a', 'b', 'c']) {
          const ofKey = admitted.filter((each) => each.key === key);
          expect(excessOf(ofKey, size)).toBeLessThan(ROUNDING);
        }
      }),
    );
  });

  it('let all for whom there is no room have one more bucket together, however many they are [O7]', () => {
    const others = Array.from({ length: 20 }, (_, n) => `other ${n}`);
    fc.assert(
      fc.property(sizes, triesOf(others, 40), (size, tries) => {
        const maxBytes = 300;
        const { admitted, buckets } = admittedOf(tries, { ...size, maxBytes, holdsThePlace: 'debtor' });
        expect(excessOf(admitted, size)).toBeLessThan(ROUNDING);
        expect(buckets.bytes).toBeLessThanOrEqual(maxBytes);
      }),
    );
  });

  it('say how long to wait, to the moment', () => {
    fc.assert(
      fc.property(
        sizes,
        fc.integer({ min: 1, max: 1_000 }),
        fc.double({ min: 0, max: 5_000, noNaN: true }),
        (size, wanted, ms) => {
          let at = 1_234.567;
          const buckets = new TokenBuckets({ ...size, maxBytes: ROOM, now: () => at });
          expect(buckets.waitFor('a', size.burst)).toBe(0);
          buckets.take('a', size.burst);
          at += ms;
          const amount = Math.min(wanted, size.burst);
          const wait = buckets.waitFor('a', amount);
          at += Math.max(0, wait - 0.01);
          if (wait > 0.01) expect(buckets.waitFor('a', amount)).toBeGreaterThan(0);
          at += Math.min(0.01, wait);
          expect(buckets.waitFor('a', amount)).toBe(0);
        },
      ),
    );
  });

  it('keep only those that are not full: 100,000 users who asked once leave little behind [O7]', () => {
    let at = 0;
    const buckets = new TokenBuckets({ perSecond: 100, burst: 100, maxBytes: ROOM, now: () => at });
    let admitted = 0;
    for (let user = 0; user < 100_000; user += 1) {
      at += 10;
      const key = `user ${user}`;
      if (buckets.waitFor(key, 100) === 0) admitted += 1;
      buckets.take(key, 100);
    }
    expect(admitted).toBe(100_000);
    // Each is full again after a second, in which a hundred come.
    expect(buckets.bytes).toBeLessThan(200 * 200);
  });

  it('give nobody anything back when there is no room for more [O7]', () => {
    const buckets = new TokenBuckets({ perSecond: 1, burst: 100, maxBytes: 10_000, now: () => 0 });
    buckets.take('greedy', 100);
    let admitted = 0;
    for (let user = 0; user < 1_000; user += 1) {
      if (buckets.waitFor(`user ${user}`, 100) > 0) continue;
      buckets.take(`user ${user}`, 100);
      admitted += 1;
    }
    expect(buckets.waitFor('greedy', 1)).toBeGreaterThan(0);
    expect(buckets.bytes).toBeLessThanOrEqual(10_000);
    expect(admitted).toBeLessThan(70);
  });
});
