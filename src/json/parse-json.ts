import { isExactNumber } from './exact-numbers.js';

/** Read as infinite. */
const NOT_EXACT = '1e999';

/**
 * Parses JSON text like `JSON.parse`, but for numbers that would not come back as they were written: they are infinite.
 * No number that can be kept is, so whoever takes the value refuses it, and can say where it stands. Keys such as
 * `__proto__` are kept as data: own properties, which change no prototype.
 * @throws SyntaxError when the text is no JSON.
 */
export function parseJson(text: string): unknown {
  return JSON.parse(withInexactNumbersMarked(text));
}

/** Fifteen digits without an exponent are always exact; nearly every text is passed over so. */
const MAY_HOLD_INEXACT = /[\d.]{16}|\d[eE]/;

const QUOTE_OR_DIGIT = /["\d]/g;
const QUOTE_OR_ESCAPE = /["\\]/g;
/** Without its sign, which makes no difference. */
const NUMBER = /(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** Linear in the length of the text, which may turn out to be no JSON. */
function withInexactNumbersMarked(text: string): string {
  if (!MAY_HOLD_INEXACT.test(text)) return text;
  const pieces: string[] = [];
  let taken = 0;
  let at = next(QUOTE_OR_DIGIT, text, 0);
  while (at < text.length) {
    if (text[at] === '"') {
      at = endOfString(text, at + 1);
    } else {
      const number = numberAt(text, at);
      if (number !== '' && !isExactNumber(number)) {
        pieces.push(text.slice(taken, at), NOT_EXACT);
        taken = at + number.length;
      }
      at += Math.max(number.length, 1);
    }
    at = next(QUOTE_OR_DIGIT, text, at);
  }
  return pieces.join('') + text.slice(taken);
}

/** Where the pattern is found from this place on; the end of the text when it is not. */
function next(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}

function numberAt(text: string, at: number): string {
  NUMBER.lastIndex = at;
  return NUMBER.exec(text)?.[0] ?? '';
}

/** The place after the quote that ends the string whose first character is at `from`. */
export function endOfString(text: string, from: number): number {
  let at = next(QUOTE_OR_ESCAPE, text, from);
  while (text[at] === '\\') at = next(QUOTE_OR_ESCAPE, text, at + 2);
  return at + 1;
}
