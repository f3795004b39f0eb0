import { describe, expect, it } from '@jest/globals';
import { FairLine } from '../../../src/graphql/execution/fair-line.js';

/** Serves everybody, each for what it takes, and says who was served in which order. */
function served(line: FairLine<string>, cost: Readonly<Record<string, number>> = {}): readonly string[] {
  const order: string[] = [];
  for (let next = line.next(); next !== undefined; next = line.next()) {
    order.push(next.item);
    line.charge(next.user, cost[next.user] ?? 1);
  }
  return order;
}

describe('a fair line [O5]', () => {
  it('serves the users in turn, and the requests of each in order', () => {
    const line = new FairLine<string>();
    for (const item of ['a1', 'a2', 'a3', 'a4']) line.add('a', item);
    for (const item of ['b1', 'b2']) line.add('b', item);
    expect(served(line)).toEqual(['a1', 'b1', 'a2', 'b2', 'a3', 'a4']);
    expect(line.length).toBe(0);
  });

  it('gives no user more time than another, whoever has the longer turns', () => {
    const line = new FairLine<string>();
    for (let index = 0; index < 10; index += 1) line.add('long', 'long');
    for (let index = 0; index < 100; index += 1) line.add('short', 'short');
    const order = served(line, { long: 10, short: 1 });
    const firstHalf = order.slice(0, 55);
    expect(firstHalf.filter((user) => user === 'long').length * 10).toBeLessThanOrEqual(60);
    expect(firstHalf.filter((user) => user === 'short').length).toBeGreaterThanOrEqual(45);
  });

  it('lets nobody save up turns by coming late', () => {
    const line = new FairLine<string>();
    for (let index = 0; index < 20; index += 1) line.add('early', 'early');
    for (let index = 0; index < 10; index += 1) {
      const next = line.next();
      if (next !== undefined) line.charge(next.user, 1);
    }
    for (let index = 0; index < 10; index += 1) line.add('late', 'late');
    expect(
      served(line)
        .slice(0, 6)
        .filter((user) => user === 'late').length,
    ).toBeLessThanOrEqual(4);
  });

  it('passes over users who may not be served, and those who gave up', () => {
    const line = new FairLine<string>();
    line.add('a', 'a1');
    line.add('b', 'b1');
    line.add('b', 'b2');
    line.remove('b', 'b1');
    line.remove('c', 'c1');
    expect(line.next((user) => user !== 'a')).toEqual({ user: 'b', item: 'b2' });
    expect(line.next((user) => user !== 'a')).toBeUndefined();
    expect(line.length).toBe(1);
    expect(line.lengthOf('b')).toBe(0);
  });
});
