import { z } from 'zod';
import {
  JSON_BYTES,
  EARLIEST_TIME,
  LATEST_TIME,
  MAX_INT,
  NAME_LENGTH,
} from '../../datastore/contract/account-limits.js';
import { isId } from '../../decision/id.js';
import { parseRbacId } from '../../decision/rbac-id.js';
import type { JsonObject } from '../../datastore/contract/records.js';

/**
 * The values that rows of a file are made of. Every message goes on after what was found: "is 5; must be true or
 * false".
 */
const SMALL_OBJECT = 'must be an object of at most 16 KiB as JSON';

export const ID_EXPECTATION = 'must be an id: 1 to 64 of the characters A-Z, a-z, 0-9, _ and -';

export const id = value<string>((given) => typeof given === 'string' && isId(given), ID_EXPECTATION);

export const rbacId = value<string>(
  (given) => typeof given === 'string' && parseRbacId(given) !== undefined,
  'must be data_providers.* or data_providers.<id of an integration>',
);

export const name = text(NAME_LENGTH);

/** A text of so many characters, counted in code points. */
export function text({ min, max }: { readonly min: number; readonly max: number }): z.ZodType<string> {
  return value(
    (given) => typeof given === 'string' && isWithin(given, { min, max }),
    min === 0
      ? `must be a text of at most ${max} characters`
      : `must be a text of ${min} to ${max} characters`,
  );
}

export const anyText = value<string>((given) => typeof given === 'string', 'must be a text');

export const flag = z.boolean({ error: 'must be true or false' });

export function oneOf<const T extends readonly string[]>(values: T): z.ZodType<T[number]> {
  return z.enum(values, { error: `must be one of ${values.join(', ')}` });
}

const dateTime = z.iso.datetime({ offset: true });

/** A point in time, kept to the millisecond. */
export const instant = value<string>(
  (given) => dateTime.safeParse(given).success && isTime(Date.parse(given as string)),
  'must be a date and time of ISO 8601 with Z or an offset, such as 2026-01-31T09:30:00Z, in the years 0001 to 9999 of UTC',
);

const VERSION = `must be a whole number from 1 to ${MAX_INT}`;
export const version = z.int({ error: VERSION }).min(1, { error: VERSION }).max(MAX_INT, { error: VERSION });

export const settings = value<JsonObject>((given) => isPlainObject(given) && isSmall(given), SMALL_OBJECT);

/** Secrets in clear, by name. No record of zod's: it would leave out one that is called `__proto__`. */
export const secrets = value<Readonly<Record<string, string>>>(
  isPlainObject,
  'must be an object with a text for each secret',
).superRefine((given, context) => {
  for (const [key, input] of Object.entries(given) as [string, unknown][]) {
    const message = typeof input !== 'string' ? 'must be a text' : 'must have a name of 1 to 200 characters';
    if (typeof input !== 'string' || !isWithin(key, NAME_LENGTH))
      context.addIssue({ code: 'custom', path: [key], message, input });
  }
  if (!isSmall(given)) context.addIssue(SMALL_OBJECT);
});

export function listOf<T>(element: z.ZodType<T>): z.ZodType<T[]> {
  return z.array(element, { error: 'must be a list' });
}

/** An object with these keys and no other: a misspelt key must not silently lose a right. */
export function objectOf<T extends z.ZodRawShape>(shape: T): z.ZodObject<T, z.core.$strict> {
  const known = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: ({ code }) =>
      code === 'unrecognized_keys' ? `is not known here; known are ${known}` : 'must be an object',
  });
}

function value<T>(isRight: (given: unknown) => boolean, expectation: string): z.ZodType<T> {
  return z.custom<T>(isRight, { error: expectation, abort: true });
}

function isTime(milliseconds: number): boolean {
  return milliseconds >= EARLIEST_TIME && milliseconds <= LATEST_TIME;
}

function isSmall(given: unknown): boolean {
  return Buffer.byteLength(JSON.stringify(given)) <= JSON_BYTES;
}

function isPlainObject(given: unknown): boolean {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}

function isWithin(given: string, { min, max }: { readonly min: number; readonly max: number }): boolean {
  if (given.length < min || given.length > 2 * max) return false;
  return given.length <= max || Array.from(given).length <= max;
}
