/** How fast a bucket fills, and how much it holds. */
export interface BucketSize {
  readonly perSecond: number;
  readonly burst: number;
}

export interface TokenBucketsOptions extends BucketSize {
  /** Of all buckets together, in bytes. */
  readonly maxBytes: number;
  /** A clock that never goes back, in milliseconds. */
  readonly now: () => number;
}

/** A bucket beside the characters of its key, measured. */
const BUCKET_BYTES = 140;
/** Shorter waits are what adding and taking away fractions of milliseconds leaves. */
const ROUNDING_MS = 0.001;
/** Buckets that are looked at with each use, to drop those that are full. */
const LOOKED_AT = 4;
/** The bucket of everybody for whom there is no room. No key is empty. */
const ALL_OTHERS = '';

/**
 * A token bucket for each key. A full bucket need not be kept, so only those are that something was taken of, and
 * dropping one gives nobody anything back. Where even those are too many, all further keys share one bucket: nobody is
 * locked out, and together they get no more than one of them would [O6, O7].
 */
export class TokenBuckets {
  readonly #options: TokenBucketsOptions;
  /** When each will be full again, on the clock. A bucket is all in this one number. */
  readonly #fullAt = new Map<string, number>();
  /** Goes round all buckets. */
  #hand: MapIterator<[string, number]>;
  #bytes = 0;

  constructor(options: TokenBucketsOptions) {
    this.#options = options;
    this.#hand = this.#fullAt.entries();
  }

  /** What is kept, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** How long until so much can be taken, at most the burst; in milliseconds, 0: it can be now. */
  waitFor(key: string, amount: number): number {
    const { now, burst } = this.#options;
    this.#dropSomeFull();
    const waitMs = this.#fullAfter(this.#placeOf(key), amount) - now() - this.#msToFill(burst);
    return waitMs > ROUNDING_MS ? waitMs : 0;
  }

  /** Takes it, whatever is there: asking first is for the caller. */
  take(key: string, amount: number): void {
    const place = this.#placeOf(key);
    if (!this.#fullAt.has(place)) this.#bytes += bytesOf(place);
    this.#fullAt.set(place, this.#fullAfter(place, amount));
  }

  #fullAfter(place: string, amount: number): number {
    const now = this.#options.now();
    return Math.max(this.#fullAt.get(place) ?? now, now) + this.#msToFill(amount);
  }

  #placeOf(key: string): string {
    const hasRoom = this.#bytes + bytesOf(key) + bytesOf(ALL_OTHERS) <= this.#options.maxBytes;
    return hasRoom || this.#fullAt.has(key) ? key : ALL_OTHERS;
  }

  #dropSomeFull(): void {
    const now = this.#options.now();
    for (let looked = 0; looked < LOOKED_AT; looked += 1) {
      const next = this.#hand.next();
      if (next.done === true) {
        this.#hand = this.#fullAt.entries();
        return;
      }
      const [key, fullAt] = next.value;
      if (fullAt > now) continue;
      this.#fullAt.delete(key);
      this.#bytes -= bytesOf(key);
    }
  }

  #msToFill(amount: number): number {
    return (amount / this.#options.perSecond) * 1_000;
  }
}

function bytesOf(key: string): number {
  return BUCKET_BYTES + key.length;
}
