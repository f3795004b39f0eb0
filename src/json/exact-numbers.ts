/** The parts of a JSON number. */
const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
const WHOLE_NUMBER = /^-?\d+$/;

/**
 * Whether a JSON number comes back as it was written, once JavaScript has read it: with the same value, however it is
 * spelt (`1.0` and `1e2` come back as `1` and `100`). False for what is out of range (`1e400`), for digits that are
 * lost (`0.1000000000000000055`), for whole numbers beyond 2^53 - 1 either way, and for what is no JSON number.
 */
export function isExactNumber(literal: string): boolean {
  const written = decimalOf(literal);
  if (written === undefined || isBeyondWhole(literal)) return false;
  const read = String(Number(literal));
  return !isBeyondWhole(read) && decimalOf(read) === written;
}

function isBeyondWhole(literal: string): boolean {
  return WHOLE_NUMBER.test(literal) && !Number.isSafeInteger(Number(literal));
}

/** One text for each value: its sign, its digits without zeros at either end, and their exponent. */
function decimalOf(literal: string): string | undefined {
  const [, sign = '', whole, fraction = '', exponent = '0'] = NUMBER.exec(literal) ?? [];
  if (whole === undefined) return undefined;
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = withoutZerosAtTheEnd(digits);
  if (significant === '') return '0';
  const dropped = digits.length - significant.length;
  return `${sign}${significant}e${Number(exponent) - fraction.length + dropped}`;
}

/** A regular expression would look at each run of zeros again from each of its places. */
function withoutZerosAtTheEnd(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === '0') end -= 1;
  return digits.slice(0, end);
}
