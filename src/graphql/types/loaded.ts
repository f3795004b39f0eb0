/**
 * A part that is read only when the operation selects its field. Reading it without is a mistake of ours, and an
 * error rather than an empty answer.
 */
export function loaded<T>(part: T | undefined, field: string): T {
  if (part === undefined) throw new Error(`${field} was not loaded`);
  return part;
}
