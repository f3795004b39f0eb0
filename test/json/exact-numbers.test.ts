import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isExactNumber } from '../../src/json/exact-numbers.js';

const KEPT = [
  ...['0', '-0', '0.0', '0e5', '0.000e-999', '1', '-1', '1.0', '1e2', '1E+2', '100e-2', '0.10', '12.50'],
  ...['9007199254740991', '-9007199254740991', '9007199254740991.000', '9007199254740.991e3'],
  ...['0.1', '0.30000000000000004', '1e-7', '5e-324', '1.7976931348623157e308', '1e21', '1e+21', '-1e300'],
];

const LOST = [
  ...['9007199254740992', '9007199254740993', '-9007199254740992', '-9007199254740993'],
  ...['12345678901234567890', '9007199254740993.0', '9.007199254740993e15', '1e16', '1e20'],
  ...['1e400', '-1e400', '1e-400', '1e999999999999999999999', '1.7976931348623159e308', '4.9e-324', '2e-324'],
  ...['0.1000000000000000055511151231257827', '0.10000000000000001', '3.14159265358979323846'],
  ...['1000000000000000000000', `1${'0'.repeat(400)}`, `0.${'0'.repeat(400)}1`],
  ...['', '-', '.5', '5.', '1e', '+1', 'NaN', 'Infinity', 'null', '0x10', ' 1', '1 ', '1,5'],
];

describe('a JSON number comes back as it was written', () => {
  it.each(KEPT)('when it is %s', (literal) => {
    expect(isExactNumber(literal)).toBe(true);
  });

  it.each(LOST)('but not when it is %s', (literal) => {
    expect(isExactNumber(literal)).toBe(false);
  });

  it('when JavaScript wrote it, unless it is a whole number beyond 2^53 - 1 written in digits', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const literal = JSON.stringify(value);
        expect(isExactNumber(literal)).toBe(!/^-?\d{16,}$/.test(literal) || Number.isSafeInteger(value));
      }),
    );
  });

  it('in each spelling of the same value', () => {
    const numbers = fc.record({ digits: fc.maxSafeInteger(), scale: fc.integer({ min: -20, max: 20 }) });
    fc.assert(
      fc.property(numbers, fc.nat({ max: 9 }), ({ digits, scale }, shift) => {
        const plain = `${digits}e${scale}`;
        const shifted = `${digits}${'0'.repeat(shift)}E${scale - shift}`;
        expect(isExactNumber(shifted) || scale === 0 || scale === shift).toBe(
          isExactNumber(plain) || scale === 0 || scale === shift,
        );
      }),
    );
  });

  it('is found out of a number of a megabyte in no time to speak of', () => {
    const digits = '10'.repeat(500_000);
    expect(isExactNumber(digits)).toBe(false);
    expect(isExactNumber(`${digits}e-${digits.length}`)).toBe(false);
    expect(isExactNumber(`1.${'0'.repeat(1_000_000)}`)).toBe(true);
  });
});
