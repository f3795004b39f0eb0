import { z } from 'zod';
import type { JsonObject, JsonValue } from '../../datastore/contract/records.js';
import { isStorable } from '../../datastore/contract/well-formed.js';
import { textOf } from './text.js';

/** Settings and secrets of an integration may be this long as JSON, in bytes of UTF-8. */
export const MAX_JSON_BYTES = 16 * 1024;

const isSmall = (value: unknown): boolean => Buffer.byteLength(JSON.stringify(value)) <= MAX_JSON_BYTES;
const TOO_LARGE = `must be at most ${MAX_JSON_BYTES} bytes of JSON`;

/** An object of JSON in which every string, also every key, can be stored exactly. */
export const settings = z
  .custom<JsonObject>((value) => isPlainObject(value), 'must be a JSON object')
  .refine(isSmall, TOO_LARGE)
  .refine(holdsStorableTextOnly, 'must not hold U+0000 or a lone surrogate');

const secretName = textOf({ min: 1, max: 200 });
const NEW_SECRETS = 'must be an object of names and texts';

/** Secrets of a new integration, by name. */
export const newSecrets = z
  .record(secretName, textOf({ max: MAX_JSON_BYTES }), NEW_SECRETS)
  .refine(isSmall, TOO_LARGE);

/** Secrets to set; null removes one. */
export const secretChanges = z
  .record(secretName, textOf({ max: MAX_JSON_BYTES }).nullable(), `${NEW_SECRETS} or null`)
  .refine(isSmall, TOO_LARGE);

function isPlainObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function holdsStorableTextOnly(value: JsonValue): boolean {
  if (typeof value === 'string') return isStorable(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, inner]) => isStorable(key) && holdsStorableTextOnly(inner));
}
