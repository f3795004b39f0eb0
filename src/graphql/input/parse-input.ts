import type { z } from 'zod';
import { BadUserInputError } from '../../errors/public-errors.js';

/**
 * Validates the arguments of a field, once. An explicit null counts as left out.
 * @throws BadUserInputError that names each wrong input and says what would be right; never what was given.
 */
export function parseInput<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(withoutNulls(value));
  if (parsed.success) return parsed.data;
  const mistakes = parsed.error.issues.map(
    ({ path, message }) => `${path.map(String).join('.')}: ${message}`,
  );
  throw new BadUserInputError(mistakes.join('; '));
}

/** Nulls of arguments and of input objects; those inside JSON values mean something and stay. */
function withoutNulls(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(
    entries.map(([key, inner]) => [key, key === 'input' ? withoutNulls(inner) : inner]),
  );
}
