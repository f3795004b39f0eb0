import type { Identity } from '../identity/identity.js';
import { mistakesIn } from '../limits/limits.js';
import type { Limits } from '../limits/limits.js';
import { Allowance, Payer } from './allowance.js';
import { TokenBuckets } from './token-buckets.js';

/** Room for the users and the accounts that asked lately [O7]. */
const MAX_BYTES_OF_USERS = 4 * 1024 * 1024;
const MAX_BYTES_OF_ACCOUNTS = 1024 * 1024;

/** How much the requests of one user, and those of one account, may cost over time in this process [O6]. */
export class Rates {
  readonly #users: TokenBuckets | undefined;
  readonly #accounts: TokenBuckets | undefined;

  /**
   * @param now A clock that never goes back, in milliseconds.
   * @throws RangeError when a bucket could never hold what one request may cost.
   */
  constructor(limits: Limits, now: () => number) {
    const [mistake] = mistakesIn(limits);
    if (mistake !== undefined) throw new RangeError(`${mistake.limit} ${mistake.message}`);
    const bucketsOf = (perSecond: number, burst: number, maxBytes: number) =>
      perSecond === 0 ? undefined : new TokenBuckets({ perSecond, burst, maxBytes, now });
    this.#users = bucketsOf(limits.userRate, limits.userBurst, MAX_BYTES_OF_USERS);
    this.#accounts = bucketsOf(limits.accountRate, limits.accountBurst, MAX_BYTES_OF_ACCOUNTS);
  }

  /** What pays for one request of the user. */
  allowanceOf({ accountId, userId }: Identity): Allowance {
    return new Allowance({
      user: this.#users && new Payer('USER', this.#users, JSON.stringify([accountId, userId])),
      account: this.#accounts && new Payer('ACCOUNT', this.#accounts, accountId),
    });
  }
}
