/** The layout of the first release, which no migration leads to. */
export const FIRST_LAYOUT = 1;

/**
 * One step from a stored layout to the next [O21]. A number means the same in both engines, so each of them has a
 * migration of every number, if need be one that does nothing. A migration that was released is never changed: what
 * it leads to must not depend on the present code, but for values that it computes as the present code does.
 */
export interface Migration<Context> {
  /** The layout that it leads to. */
  readonly version: number;
  readonly name: string;
  readonly up: (context: Context) => Promise<void>;
}

/**
 * The layout that the last of them leads to.
 * @throws TypeError when they are not numbered in order, so that a program with two of one number never starts.
 */
export function latestLayout(migrations: readonly Pick<Migration<never>, 'version' | 'name'>[]): number {
  let latest = FIRST_LAYOUT;
  for (const { version, name } of migrations) {
    latest += 1;
    if (version !== latest) throw new TypeError(`Migration "${name}" must have the number ${latest}`);
  }
  return latest;
}
