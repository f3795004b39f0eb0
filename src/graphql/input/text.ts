import { z } from 'zod';
import { NAME_LENGTH, REASON_LENGTH } from '../../datastore/contract/account-limits.js';
import { isStorable } from '../../datastore/contract/well-formed.js';
import { isId } from '../../decision/id.js';

/** Text that every engine keeps exactly: U+0000 and lone surrogates are refused everywhere. */
export const text = z.string().refine(isStorable, 'must not hold U+0000 or a lone surrogate');

/** Lengths count code points, not UTF-16 units. */
export function textOf({ min = 0, max }: { readonly min?: number; readonly max: number }): typeof text {
  const range = min === 0 ? `at most ${max}` : `${min} to ${max}`;
  return text.refine((value) => {
    const length = codePoints(value, max);
    return length >= min && length <= max;
  }, `must have ${range} characters`);
}

/** Stops counting past the limit, so that a text of a megabyte costs no more than a long one. */
function codePoints(value: string, limit: number): number {
  if (value.length > 2 * limit) return limit + 1;
  return Array.from(value).length;
}

export const name = textOf(NAME_LENGTH);
export const search = textOf({ max: 100 });
export const reason = textOf(REASON_LENGTH);

/** The id of something new. */
export const newId = z.string().refine(isId, 'must be 1 to 64 of the characters A-Z a-z 0-9 _ -');

/** No id is as long; what has not the form of one is unknown, like an id that nobody has. */
const MAX_ID_LENGTH = 200;
/** The id of something that may be there or not. */
export const id = textOf({ max: MAX_ID_LENGTH });
