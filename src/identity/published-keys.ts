import { createRemoteJWKSet, errors } from 'jose';
import type { JWTHeaderParameters, JWTVerifyGetKey } from 'jose';
import { IdentityUnavailableError } from './errors.js';
import { ExtraReads } from './extra-reads.js';

const READ_TIMEOUT_MS = 3_000;
/** From this age on keys are read again beside the requests, and from the second on before a request [O28]. */
const RENEW_AFTER_MS = 30_000;
const RENEW_FIRST_AFTER_MS = 50_000;
/** How long the keys read last count while they cannot be read again, and how often that is tried. */
const OUTAGE_MS = 10 * 60_000;
const RETRY_MS = 5_000;

export interface PublishedKeysOptions {
  readonly url: string;
  /** The monotonic clock, in ms. */
  readonly now: () => number;
  /** Told when keys cannot be read again while those that are known still count. */
  readonly onUnread: (error: unknown) => void;
}

/**
 * The keys that an identity provider publishes, as they were less than a minute ago: a key that is withdrawn stops
 * counting within that time, and a new one counts at once, since a token that no key fits has them read again. While
 * the address cannot be read the known keys go on for ten minutes.
 */
export class PublishedKeys {
  readonly #options: PublishedKeysOptions;
  readonly #keySet: ReturnType<typeof createRemoteJWKSet>;
  readonly #extraReads: ExtraReads;
  /** When the keys that are known began to be read. */
  #readAt = Number.NEGATIVE_INFINITY;
  /** When reading them last failed, unless they were read since. */
  #failedAt: number | undefined;
  #reading: Promise<void> | undefined;

  constructor(options: PublishedKeysOptions) {
    this.#options = options;
    // When to read is decided here; by itself it would keep a key for longer, and be told of a new one too late.
    this.#keySet = createRemoteJWKSet(new URL(options.url), {
      timeoutDuration: READ_TIMEOUT_MS,
      cacheMaxAge: Infinity,
      cooldownDuration: Infinity,
    });
    this.#extraReads = new ExtraReads(options.now);
  }

  /**
   * The key for a token.
   * @throws IdentityUnavailableError when no keys are known that may be used: that says nothing about the token.
   */
  readonly find: JWTVerifyGetKey = async (header: JWTHeaderParameters, token) => {
    await this.#renew();
    try {
      return await this.#keySet(header, token);
    } catch (cause) {
      if (cause instanceof errors.JWKSNoMatchingKey || cause instanceof errors.JWKSMultipleMatchingKeys) {
        throw cause;
      }
      throw new IdentityUnavailableError({ cause });
    }
  };

  /**
   * Whether the keys began to be read after this moment, having them read unless that happened too often lately.
   * @throws IdentityUnavailableError when they cannot be read.
   */
  async areReadSince(moment: number): Promise<boolean> {
    if (this.#readAt >= moment) return true;
    if (!this.#extraReads.take()) return false;
    // A read that is under way may have begun before.
    await this.#read();
    if (this.#readAt < moment) await this.#read();
    return true;
  }

  async #renew(): Promise<void> {
    const age = this.#options.now() - this.#readAt;
    if (age < RENEW_AFTER_MS) return;
    if (age >= OUTAGE_MS) return this.#read();
    const failedAt = this.#failedAt;
    if (failedAt !== undefined && this.#options.now() - failedAt < RETRY_MS) return;
    const reading = this.#read().catch(() => undefined);
    // Nobody waits once more for an address that did not answer.
    if (age >= RENEW_FIRST_AFTER_MS && failedAt === undefined) await reading;
  }

  #read(): Promise<void> {
    this.#reading ??= this.#readOnce().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #readOnce(): Promise<void> {
    const began = this.#options.now();
    try {
      await this.#keySet.reload();
      this.#readAt = began;
      this.#failedAt = undefined;
    } catch (cause) {
      this.#failedAt = this.#options.now();
      if (this.#readAt > Number.NEGATIVE_INFINITY) this.#options.onUnread(cause);
      throw new IdentityUnavailableError({ cause });
    }
  }
}
