import { describe, expect, it } from '@jest/globals';
import { Repetition } from '../../src/changes/repetition.js';
import { BadUserInputError } from '../../src/errors/public-errors.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const mutation = (field: string, requestHash = 'hash') => ({ idempotencyKey: 'key', requestHash, field });
const made = (revision: number) => ({ revision, concerned: { integrationId: 'int' } });

describe('what is kept under an idempotency key', () => {
  it('is each mutation of the request that was carried out [O17]', () => {
    const first = new Repetition(mutation('a'), undefined, 0);
    expect(first.outcome).toBeUndefined();
    const second = new Repetition(mutation('b'), first.with(made(2)), 1);
    expect(second.outcome).toBeUndefined();
    const kept = second.with(made(3));
    expect(new Repetition(mutation('a'), kept, 2).outcome).toEqual({ field: 'a', ...made(2) });
    expect(new Repetition(mutation('b'), kept, 2).outcome).toEqual({ field: 'b', ...made(3) });
  });

  it('counts for 24 hours [O17]', () => {
    const kept = new Repetition(mutation('a'), undefined, 0).with(made(2));
    expect(new Repetition(mutation('a'), kept, DAY_MS - 1).outcome).toBeDefined();
    const after = new Repetition(mutation('a', 'another'), kept, DAY_MS);
    expect(after.outcome).toBeUndefined();
    expect(after.with(made(9)).outcomes).toEqual([{ field: 'a', ...made(9) }]);
  });

  it('is that of one request [O17]', () => {
    const kept = new Repetition(mutation('a'), undefined, 0).with(made(2));
    expect(() => new Repetition(mutation('a', 'another'), kept, 1)).toThrow(BadUserInputError);
  });
});
