import type fc from 'fast-check';

/**
 * How much a run tries. `npm test` tries little each time, from a new seed; `npm run test:long` sets a size, and a
 * seed that it prints, with which the same cases come again.
 */
const size = Number(process.env.LATCHKEY_TEST_SIZE ?? '1');
const seed = process.env.LATCHKEY_TEST_SEED;
/** Whoever only wants to know whether a test fails, as mutation testing does, does without the smallest case. */
const shrinks = process.env.LATCHKEY_TEST_SHRINK !== 'off';

/** As many cases as this size of run takes, given how many `npm test` takes. */
export function sized(cases: number): number {
  return Math.ceil(cases * size);
}

/** The parameters of a property of which `npm test` tries this many cases. */
export function effort(cases: number): Pick<fc.Parameters, 'numRuns' | 'seed' | 'endOnFailure'> {
  return { numRuns: sized(cases), endOnFailure: !shrinks, ...(seed !== undefined && { seed: Number(seed) }) };
}
