import type { JsonObject, KeyedOutcome, KeyedRequest } from '../datastore/contract/records.js';
import { BadUserInputError } from '../errors/public-errors.js';
import type { KeyedMutation } from './change-dependencies.js';

/** How long a request is known by its key; in milliseconds. */
const KEPT_FOR_MS = 24 * 60 * 60 * 1000;

/** One mutation, and what is kept of its request under the same key [O17]. */
export class Repetition {
  readonly #earlier: readonly KeyedOutcome[];

  /** @throws BadUserInputError when the key is that of another request. */
  constructor(
    private readonly mutation: KeyedMutation,
    kept: KeyedRequest | undefined,
    private readonly now: number,
  ) {
    const counts = kept !== undefined && kept.expiresAt > now;
    if (counts && kept.requestHash !== mutation.requestHash) {
      throw new BadUserInputError(
        'idempotency-key: it was sent with another request within the last 24 hours; give each request its own',
      );
    }
    this.#earlier = counts ? kept.outcomes : [];
  }

  /** What came of the mutation, when it was carried out before. */
  get outcome(): KeyedOutcome | undefined {
    return this.#earlier.find(({ field }) => field === this.mutation.field);
  }

  /** What is kept once the mutation is carried out. */
  with(outcome: { readonly revision: number; readonly concerned: JsonObject }): KeyedRequest {
    const { requestHash, field } = this.mutation;
    const expiresAt = this.now + KEPT_FOR_MS;
    return { requestHash, keptAt: this.now, expiresAt, outcomes: [...this.#earlier, { field, ...outcome }] };
  }
}
