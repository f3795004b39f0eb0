import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { AccessTokenRef, Datastore } from '../datastore/contract/datastore.js';

/** Of all tokens together [O7]. One that was forgotten is asked for once more. */
const MOST = 10_000;
/** How long nothing is tried after a failure. */
const PAUSE_MS = 5 * 60_000;

export interface AccessTokenUsesParts {
  readonly datastore: Pick<Datastore, 'noteAccessTokenUse'>;
  readonly logger: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Writes down on which day access tokens are used, beside the requests that use them: once a day for each token, and
 * nobody waits for it [A19].
 */
export class AccessTokenUses {
  readonly #parts: AccessTokenUsesParts;
  /** By token: the day that was written. */
  readonly #days = new LRUCache<string, string>({ max: MOST });
  readonly #underWay = new Set<Promise<void>>();
  #pausedUntil = Number.NEGATIVE_INFINITY;

  constructor(parts: AccessTokenUsesParts) {
    this.#parts = parts;
  }

  /** @param lastUsedOn As it was read with the token. */
  note(token: AccessTokenRef, lastUsedOn: string | null): void {
    const now = this.#parts.now();
    const day = new Date(now).toISOString().slice(0, 'YYYY-MM-DD'.length);
    const key = JSON.stringify([token.accountId, token.id]);
    const isNoted = (lastUsedOn ?? '') >= day || this.#days.get(key) === day;
    if (isNoted || now < this.#pausedUntil) return;
    this.#days.set(key, day);
    const writing = this.#write(token, day, key).finally(() => this.#underWay.delete(writing));
    this.#underWay.add(writing);
  }

  /** Resolves when nothing is being written any more. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  async #write({ accountId, id }: AccessTokenRef, day: string, key: string): Promise<void> {
    const { datastore, logger, now } = this.#parts;
    try {
      await datastore.noteAccessTokenUse({ accountId, id }, day);
    } catch (error) {
      this.#days.delete(key);
      this.#pausedUntil = now() + PAUSE_MS;
      logger.warn(
        { event: 'access_token_use_not_noted', accountId, accessTokenId: id, err: error },
        'access_token_use_not_noted',
      );
    }
  }
}
