/** Where something stands in a document: keys and positions, from the outside in. */
export type Place = readonly (string | number)[];

/** One mistake in a file: where it stands, such as `integrations[3].teamIds[0]`, and what would be right. */
export interface Mistake {
  readonly path: string;
  readonly message: string;
}

/** A file was refused. Nothing of it was imported. */
export class ImportRejectedError extends Error {
  constructor(
    /** In the order they were found; at most 1,000. */
    readonly mistakes: readonly Mistake[],
    /** How many there are, those left out included. */
    readonly total: number,
  ) {
    super(`Nothing was imported: the file has ${total === 1 ? 'a mistake' : `${total} mistakes`}`);
    this.name = new.target.name;
  }
}

const KEPT = 1_000;

/** Collects the mistakes of one file, so that all of them are told at once, in bounded memory. */
export class MistakeList {
  readonly #kept: Mistake[] = [];
  #total = 0;

  add(place: Place | string, message: string): void {
    this.#total += 1;
    if (this.#kept.length >= KEPT) return;
    this.#kept.push({ path: typeof place === 'string' ? place : pathOf(place), message });
  }

  /** @throws ImportRejectedError when there is a mistake. */
  throwIfAny(): void {
    if (this.#total > 0) throw new ImportRejectedError(this.#kept, this.#total);
  }
}

/** Of one key: a file may hold keys of any length. */
const SHOWN_CHARACTERS = 80;
const PLAIN_KEY = /^[A-Za-z_$][\w$]*$/;

/** `integrations[3].teamIds[0]` for `["integrations", 3, "teamIds", 0]`. */
export function pathOf(place: Place): string {
  return place
    .map((step, at) => {
      if (typeof step === 'number') return `[${step}]`;
      const key = step.length > SHOWN_CHARACTERS ? `${step.slice(0, SHOWN_CHARACTERS)}…` : step;
      if (!PLAIN_KEY.test(key)) return `[${JSON.stringify(key)}]`;
      return at === 0 ? key : `.${key}`;
    })
    .join('');
}
