import type { z } from 'zod';
import { BadUserInputError } from '../../errors/public-errors.js';

/**
 * Validates the arguments of a field, once. An explicit null counts as left out, but for the fields of the input that
 * null clears.
 * @throws BadUserInputError that names each wrong input and says what would be right; never what was given.
 */
export function parseInput<T>(
  schema: z.ZodType<T>,
  value: unknown,
  clearedByNull: readonly string[] = [],
): T {
  const parsed = schema.safeParse(withoutNulls(value, clearedByNull));
  if (parsed.success) return parsed.data;
  const mistakes = parsed.error.issues.map(
    ({ path, message }) => `${path.map(String).join('.')}: ${message}`,
  );
  throw new BadUserInputError(mistakes.join('; '));
}

/** Nulls of arguments and of input objects; those inside JSON values mean something and stay. */
function withoutNulls(value: unknown, kept: readonly string[]): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key, inner]) => inner !== null || kept.includes(key));
  return Object.fromEntries(
    entries.map(([key, inner]) => [key, key === 'input' ? withoutNulls(inner, kept) : inner]),
  );
}
