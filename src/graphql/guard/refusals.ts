/**
 * The refusals of one operation, counted: an answer holds so many errors and no more, so making further ones would be
 * work for nobody [O3].
 */
export class Refusals {
  #count = 0;

  /** @param mostErrors How many errors an answer holds. */
  constructor(private readonly mostErrors: number) {}

  /** Whether one more is to be made. One beyond what is told is, so that the answer shows that there were more. */
  mayBeMade(): boolean {
    this.#count += 1;
    return this.#count <= this.mostErrors + 1;
  }
}
