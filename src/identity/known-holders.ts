import { LRUCache } from 'lru-cache';
import type { Claim } from './identity.js';

/** Of all access tokens together [O7]; the one used least lately goes first. */
const MOST = 10_000;

/** What all share whose token was not found live yet. */
const UNKNOWN_HOLDERS = 'access tokens of nobody known';

/**
 * Whose share of the process a request runs on before its access token was looked up: that of the user to whom the
 * same token belonged when it was last found live. All others share one, so that whoever makes tokens up gets no more
 * by making many. Says nothing about who may do what.
 */
export class KnownHolders {
  readonly #users = new LRUCache<string, string>({ max: MOST });

  /** A text that is the same for all requests of one user. */
  shareOf(claim: Claim): string {
    return claim.accessToken === undefined
      ? shareOfUser(claim.accountId, claim.userId)
      : (this.#users.get(claim.accessToken.hash) ?? UNKNOWN_HOLDERS);
  }

  /** It was found live. Gives the share of its user. */
  add({ accountId, accessToken }: Claim, userId: string): string {
    const share = shareOfUser(accountId, userId);
    if (accessToken !== undefined) this.#users.set(accessToken.hash, share);
    return share;
  }

  /** It was refused. */
  remove({ accessToken }: Claim): void {
    if (accessToken !== undefined) this.#users.delete(accessToken.hash);
  }
}

function shareOfUser(accountId: string, userId: string): string {
  return JSON.stringify([accountId, userId]);
}
