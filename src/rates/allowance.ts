import { RateLimitedError } from '../errors/public-errors.js';
import type { TokenBuckets } from './token-buckets.js';

/** Whose requests are limited together. */
export type RatedTogether = 'USER' | 'ACCOUNT';

/** A bucket, and what it paid for the request so far. */
export class Payer {
  #paid = 0;

  constructor(
    private readonly who: RatedTogether,
    private readonly buckets: TokenBuckets,
    private readonly key: string,
  ) {}

  /** @throws RateLimitedError when the bucket does not hold what is missing to the amount. */
  check(amount: number): void {
    const waitMs = this.buckets.waitFor(this.key, this.#due(amount));
    if (waitMs > 0) throw new RateLimitedError(this.who, Math.ceil(waitMs / 1_000));
  }

  pay(amount: number): void {
    const due = this.#due(amount);
    if (due === 0) return;
    this.buckets.take(this.key, due);
    this.#paid += due;
  }

  #due(amount: number): number {
    return Math.max(0, amount - this.#paid);
  }
}

/** Of whoever is missing, the requests are not limited. */
export interface Payers {
  readonly user?: Payer | undefined;
  readonly account?: Payer | undefined;
}

/**
 * What pays for one request [O6]. The user's bucket does so from the beginning, since a token names its user. That of
 * the account does once the user was found there: else somebody who was deactivated, with a token that is not expired
 * yet, could use up what the account has.
 */
export class Allowance {
  #amount = 0;
  #isUserKnown = false;

  constructor(private readonly payers: Payers = {}) {}

  /**
   * Has what is missing to the amount paid: by all who pay, or by none.
   * @throws RateLimitedError that says when there will be enough.
   */
  payUpTo(amount: number): void {
    const { user, account } = this.payers;
    user?.check(amount);
    account?.check(amount);
    user?.pay(amount);
    if (this.#isUserKnown) account?.pay(amount);
    this.#amount = Math.max(this.#amount, amount);
  }

  /** The user was found in the account, which pays as well now. @throws RateLimitedError as `payUpTo`. */
  userIsKnown(): void {
    this.#isUserKnown = true;
    this.payUpTo(this.#amount);
  }
}
