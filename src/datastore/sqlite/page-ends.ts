import { LRUCache } from 'lru-cache';

/** Of what is kept, keys and ends together: at most some 4 MB. */
const MAX_CHARACTERS = 2_000_000;

/** What one command asks the lists of integrations for, under the names its statement has for it. */
export type PagePart = Readonly<{
  generation: number;
  /** Empty: of all types. */
  type: string;
  /** A JSON array. */
  tokens: string;
  after: string;
  limit: number;
}>;

/**
 * Where a page ended when it was read last, so that it is looked for up to there: a viewer with 18 tokens gets it in
 * half of the time, since of each token's range only the rows of the page are touched. It is a hint, and no answer
 * ever follows from it: a page that is not full up to there is read again, within the same command.
 */
export class PageEnds {
  readonly #ends: LRUCache<string, string>;

  constructor({ maxCharacters = MAX_CHARACTERS }: { readonly maxCharacters?: number } = {}) {
    this.#ends = new LRUCache({
      maxSize: maxCharacters,
      sizeCalculation: (end, part) => end.length + part.length,
    });
  }

  of(part: PagePart): string | undefined {
    return this.#ends.get(keyOf(part));
  }

  /** Undefined: the page was not full, so there is nothing to stop at. */
  keep(part: PagePart, end: string | undefined): void {
    this.#ends.set(keyOf(part), end);
  }
}

/** No two parts have the same: only the last of these can hold any text, and JSON says where it ends. */
function keyOf({ generation, type, limit, tokens, after }: PagePart): string {
  return `${generation} ${type} ${limit} ${tokens} ${after}`;
}
