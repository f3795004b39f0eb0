import type { GraphQLFormattedError } from 'graphql';

/** Of which request an error is, and whether it has a place in the answer. */
interface Told {
  readonly requestId: string;
  /** The text of its document. */
  readonly document: string;
  readonly isLeftOut: boolean;
}

/**
 * The errors that answers tell of: at most `most` in each, the last of which says so where there were more [O3]. Also
 * which request an error belongs to: Apollo has errors formatted without saying so.
 */
export class ToldErrors {
  readonly #byError = new WeakMap<object, Told>();

  constructor(readonly most: number) {}

  /** The errors of one answer, before they are formatted. */
  add(errors: readonly object[], of: { readonly requestId: string; readonly document: string }): void {
    const kept = errors.length > this.most ? this.most - 1 : errors.length;
    for (const [index, error] of errors.entries()) {
      this.#byError.set(error, { ...of, isLeftOut: index >= kept });
    }
  }

  requestIdOf(error: unknown): string | undefined {
    return this.#find(error)?.requestId;
  }

  documentOf(error: unknown): string {
    return this.#find(error)?.document ?? '';
  }

  /** Such an error is neither masked nor logged. */
  isLeftOut(error: unknown): boolean {
    return this.#find(error)?.isLeftOut === true;
  }

  /** The errors of an answer, with one that says so in place of those that are left out. */
  truncated(errors: readonly GraphQLFormattedError[]): readonly GraphQLFormattedError[] {
    if (errors.length <= this.most) return errors;
    const message = `There were more errors than the ${this.most} that an answer holds`;
    return [...errors.slice(0, this.most - 1), { message, extensions: { code: 'ERRORS_TRUNCATED' } }];
  }

  #find(error: unknown): Told | undefined {
    return typeof error === 'object' && error !== null ? this.#byError.get(error) : undefined;
  }
}
