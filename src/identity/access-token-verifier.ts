import { LRUCache } from 'lru-cache';
import { ViewerAccess } from '../access/viewer-access.js';
import type { Datastore } from '../datastore/contract/datastore.js';
import { FairSemaphore } from '../datastore/turns/fair-semaphore.js';
import { UnauthenticatedError } from '../errors/public-errors.js';
import { readAccessToken } from './access-token.js';
import type { PresentedAccessToken } from './access-token.js';
import type { Identity, TokenVerifier } from './identity.js';

/** Of all access tokens together [O7]; the one used least lately goes first. */
const MOST_KNOWN = 10_000;

/** Tokens that are not known are looked up so many at once, whoever sends them, and so many more may wait. */
const LOOKED_UP_AT_ONCE = 5;
const MOST_WAITING = 500;
const PATIENCE_MS = 2_000;

export interface AccessTokenVerifierParts {
  readonly datastore: Pick<Datastore, 'openSnapshot'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Says whose an access token is, before the body of its request is read [A19]. A token that was found live is known by
 * its hash from then on, and the read that opens the request finds out whether it still is, as it does for the user of a
 * JWT. All others are looked up, few at once: whoever makes tokens up takes nothing from those who have one.
 */
export class AccessTokenVerifier implements TokenVerifier {
  readonly #parts: AccessTokenVerifierParts;
  /** The user by the hash of the token, which holds its account too. */
  readonly #known = new LRUCache<string, string>({ max: MOST_KNOWN });
  readonly #lookUps = new FairSemaphore(LOOKED_UP_AT_ONCE, MOST_WAITING);

  constructor(parts: AccessTokenVerifierParts) {
    this.#parts = parts;
  }

  async verify(token: string): Promise<Identity> {
    const accessToken = readAccessToken(token);
    const { accountId, hash } = accessToken;
    const userId = this.#known.get(hash) ?? (await this.#lookUp(accessToken));
    this.#known.set(hash, userId);
    return { accountId, userId, accessToken };
  }

  /** It was refused after all. */
  forget({ accessToken }: Identity): void {
    if (accessToken !== undefined) this.#known.delete(accessToken.hash);
  }

  async #lookUp(accessToken: PresentedAccessToken): Promise<string> {
    const { datastore, now } = this.#parts;
    const end = await this.#lookUps.acquire(1, { deadline: performance.now() + PATIENCE_MS });
    try {
      const { accountId, id } = accessToken;
      const snapshot = await datastore.openSnapshot(accountId, { accessTokenId: id });
      if (snapshot === undefined) throw new UnauthenticatedError('UNKNOWN_ACCESS_TOKEN');
      try {
        return ViewerAccess.of(snapshot, { accessToken, now: now() }).viewer.id;
      } finally {
        await snapshot.close();
      }
    } finally {
      end();
    }
  }
}
