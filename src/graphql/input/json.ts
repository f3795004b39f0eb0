import { z } from 'zod';
import { JSON_BYTES, JSON_DEPTH, NAME_LENGTH } from '../../datastore/contract/account-limits.js';
import type { JsonObject, JsonValue } from '../../datastore/contract/records.js';
import { isStorable } from '../../datastore/contract/well-formed.js';
import { isExactNumber } from '../../json/exact-numbers.js';
import { textOf } from './text.js';

const isSmall = (value: unknown): boolean => Buffer.byteLength(JSON.stringify(value)) <= JSON_BYTES;
const TOO_LARGE = `must be at most ${JSON_BYTES} bytes of JSON`;

/**
 * An object of JSON in which every string, also every key, and every number comes back as it was written. What is
 * handed on is what JSON text would give, so that equal is equal.
 */
export const settings = z
  .custom<JsonObject>((value) => isPlainObject(value), 'must be a JSON object')
  .refine((value) => isStorableJson(value, JSON_DEPTH), {
    message: `must not hold U+0000, a lone surrogate, a number that would not come back as it was written, or more than ${JSON_DEPTH} levels`,
    abort: true,
  })
  .refine(isSmall, TOO_LARGE)
  .transform((value) => JSON.parse(JSON.stringify(value)) as JsonObject);

const secretName = textOf(NAME_LENGTH);
const secret = textOf({ max: JSON_BYTES });
const NAMES = 'names of 1 to 200 characters; neither may hold U+0000 or a lone surrogate';

/** Secrets of a new integration, by name. */
export const newSecrets = secretsOf(secret, `must be an object of texts by name, ${NAMES}`);

/** Secrets to set; null removes one. */
export const secretChanges = secretsOf(
  secret.nullable(),
  `must be an object of texts or null by name, ${NAMES}`,
);

/** No record of zod's: it would name the key in its message and drop `__proto__`. */
function secretsOf<T>(value: z.ZodType<T>, message: string) {
  const isSecret = ([name, given]: readonly [string, unknown]): boolean =>
    secretName.safeParse(name).success && value.safeParse(given).success;
  return z
    .custom<Readonly<Record<string, T>>>(isPlainObject, message)
    .refine((secrets) => Object.entries(secrets).every(isSecret), { message, abort: true })
    .refine(isSmall, TOO_LARGE);
}

function isPlainObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isStorableJson(value: JsonValue, depth: number): boolean {
  if (typeof value === 'string') return isStorable(value);
  if (typeof value === 'number') return Number.isSafeInteger(value) || isExactNumber(String(value));
  if (typeof value !== 'object' || value === null) return true;
  return (
    depth > 0 &&
    Object.entries(value).every(([key, inner]) => isStorable(key) && isStorableJson(inner, depth - 1))
  );
}
