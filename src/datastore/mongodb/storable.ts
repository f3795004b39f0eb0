import { assertStorable } from '../contract/well-formed.js';

/**
 * Looks at every string inside a value, keys too. Also for what is asked for: a lone surrogate would be sent as
 * U+FFFD and find the row that really has that character.
 * @throws RangeError when one of them could not be stored exactly.
 */
export function assertAllStorable(value: unknown): void {
  const pending: unknown[] = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next === 'string') assertStorable(next);
    else if (Array.isArray(next)) for (const element of next) pending.push(element);
    else if (typeof next === 'object' && next !== null) {
      for (const [key, inner] of Object.entries(next)) pending.push(key, inner);
    }
  }
}
