/**
 * JSON for a column or for a list of values. SQLite would read the text back with what the contract refuses, since in
 * JSON both have a harmless looking escape.
 * @throws RangeError when a string in it holds U+0000 or a lone surrogate.
 */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value);
  if (ESCAPE_OF_UNSTORABLE.test(json)) {
    throw new RangeError('A value with U+0000 or a lone surrogate in it cannot be stored');
  }
  return json;
}

/** JSON.stringify escapes only these in this way; an even number of backslashes before it would be text. */
const ESCAPE_OF_UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][\da-f]{2})/;

/** What a JSON column holds. Undefined when it is damaged, which no schema accepts. */
export function fromJson(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

/** What a column for true and false holds; anything else is left for the schema to refuse. */
export function fromFlag(value: unknown): unknown {
  return value === 1 ? true : value === 0 ? false : value;
}

/** Splits rows into parts of at most `size`. */
export function* inParts<T>(rows: readonly T[], size: number): Generator<readonly T[]> {
  for (let from = 0; from < rows.length; from += size) yield rows.slice(from, from + size);
}
