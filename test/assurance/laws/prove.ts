import fc from 'fast-check';
import { effort } from '../effort.js';
import { tally } from '../tally.js';

/** How long a smaller failing case is looked for: each takes an import, and the test must end with what it found. */
const SHRINKING_MS = 20_000;

export interface Tried<Case> {
  readonly cases: fc.Arbitrary<Case>;
  /** How many `npm test` tries. */
  readonly tries: number;
}

/** Tries a law, which answers how often it saw its promise hold, and counts that under the promise. */
export async function prove<Case>(
  promise: string,
  { cases, tries }: Tried<Case>,
  law: (one: Case) => Promise<number>,
): Promise<void> {
  let held = 0;
  let giveUpAt = Infinity;
  const property = fc.asyncProperty(cases, async (one) => {
    if (Date.now() > giveUpAt) return;
    try {
      held += await law(one);
    } catch (error) {
      if (!fc.PreconditionFailure.isFailure(error)) {
        giveUpAt = Math.min(giveUpAt, Date.now() + SHRINKING_MS);
      }
      throw error;
    }
  });
  await fc.assert(property, effort(tries));
  tally(promise, held);
}
