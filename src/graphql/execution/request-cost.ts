import { CostLimitExceededError } from '../../errors/public-errors.js';
import { Allowance } from '../../rates/allowance.js';

/** Whatever it asks for, a request is read, and its document may have to be parsed and validated. */
const REQUEST = 10;
const BYTES_PER_POINT = 16;

/** What one request costs, in points: at most so much, and no more than its user and account have left [O2, O6]. */
export class RequestCost {
  #points: number | undefined;

  constructor(
    private readonly limit: number,
    /** @default pays for everything */
    private readonly allowance = new Allowance(),
  ) {}

  /** What the operation costs, whether or not that is too much; undefined until it is known. */
  get points(): number | undefined {
    return this.#points;
  }

  /**
   * Charges what reading the request costs. It is part of what is charged for executing it, and all that is charged
   * for a request that is refused.
   * @throws RateLimitedError
   */
  chargeForReading(bytes: number): void {
    this.allowance.payUpTo(Math.min(REQUEST + Math.ceil(bytes / BYTES_PER_POINT), this.limit));
  }

  /** The user was found in the account. @throws RateLimitedError */
  userIsKnown(): void {
    this.allowance.userIsKnown();
  }

  /**
   * Charges what an operation may cost, before any of it is executed.
   * @throws CostLimitExceededError or RateLimitedError: it must not be executed.
   */
  chargeOperation(points: number): void {
    this.#points = points;
    this.#pay(points);
  }

  /**
   * Charges what was not counted before, when it is about to be done.
   * @throws CostLimitExceededError or RateLimitedError: it must not be done.
   */
  charge(points: number): void {
    const cost = (this.#points ?? 0) + points;
    this.#pay(cost);
    this.#points = cost;
  }

  #pay(cost: number): void {
    if (cost > this.limit) throw new CostLimitExceededError(cost, this.limit);
    this.allowance.payUpTo(cost);
  }
}
