import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { CacheUse } from '../collections/cache-use.js';
import type { Identity } from './identity.js';

/** What is kept of all tokens together [O7]; the one asked for least lately goes first. */
const MAX_BYTES = 4 * 1024 * 1024;
/** Of a token: its digest, its entry, and the objects and texts of what is known, beside their characters. */
const TOKEN_BYTES = 400;

interface Known {
  readonly identity: Identity;
  /** In seconds since 1970; from this second on the token is expired. */
  readonly expiresAt: number;
}

/**
 * Tokens that were found valid, which they stay until they expire: the key is the same for as long as the process
 * runs. What they stand for is asked of the directory with every request as ever. Checking a signature again took a
 * tenth of a list's request.
 */
export class KnownTokens {
  readonly use = new CacheUse();
  readonly #known = new LRUCache<string, Known>({
    maxSize: MAX_BYTES,
    sizeCalculation: ({ identity }) => TOKEN_BYTES + 2 * (identity.accountId.length + identity.userId.length),
  });

  /** Undefined when the token was not seen yet, or is expired. */
  find(token: string): Identity | undefined {
    const known = this.#known.get(keyOf(token));
    const counts = known !== undefined && Math.floor(Date.now() / 1_000) < known.expiresAt;
    this.use.note(counts);
    return counts ? known.identity : undefined;
  }

  add(token: string, known: Known): void {
    this.#known.set(keyOf(token), known);
  }
}

/** Nobody who reads the memory finds a token in it that can be used. */
function keyOf(token: string): string {
  return hash('sha256', token, 'base64');
}
