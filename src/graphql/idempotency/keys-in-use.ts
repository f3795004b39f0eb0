import { KeyInUseError } from '../../errors/public-errors.js';

/** The idempotency keys of requests that this process is carrying out. */
export class KeysInUse {
  readonly #keys = new Set<string>();

  /**
   * Returns what gives the key back; a second call of it does nothing.
   * @throws KeyInUseError when a request with the key is under way.
   */
  take(key: string): () => void {
    if (this.#keys.has(key)) throw new KeyInUseError();
    this.#keys.add(key);
    let isTaken = true;
    return () => {
      if (isTaken) this.#keys.delete(key);
      isTaken = false;
    };
  }
}
