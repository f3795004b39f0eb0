import { LRUCache } from 'lru-cache';
import type { AccessTokenRecord } from '../contract/records.js';
import { bytesOf } from './kept-bytes.js';
import type { KeptState } from './kept-facts.js';

/** Of all tokens together [O7]; the one used least lately goes first. */
const MAX_BYTES = 4 * 1024 * 1024;

/**
 * Access tokens by the state in which they were read: whoever revokes one makes another state, in which it is read anew.
 * When it expires is for whoever asks to see, and the day on which it was used last may be any later one.
 */
export class KeptAccessTokens {
  readonly #tokens = new LRUCache<string, AccessTokenRecord>({
    maxSize: MAX_BYTES,
    sizeCalculation: (token, key) => bytesOf(token) + bytesOf(key),
  });

  /** Undefined: it was not read in this state. */
  of(state: KeptState, id: string): AccessTokenRecord | undefined {
    return this.#tokens.get(keyOf(state, id));
  }

  keep(state: KeptState, token: AccessTokenRecord): void {
    this.#tokens.set(keyOf(state, token.id), token);
  }
}

function keyOf({ id, revision, stamp }: KeptState, tokenId: string): string {
  return JSON.stringify([id, revision, stamp, tokenId]);
}
