import fc from 'fast-check';

/**
 * Names that a careless comparison takes for each other, or apart: ties under folding, composed and decomposed forms,
 * letters whose lower case is longer or depends on a locale, characters that UTF-16 and code points order differently,
 * prefixes of each other, separators, and what every object has as a property.
 */
const ODD_NAMES = [
  ...['Pager', 'pager', 'PAGER', 'Pager ', 'Pager 2', 'Pager 10', 'P', 'p\u0001', 'p\u0002'],
  ...[
    '\u00e9t\u00e9',
    'e\u0301te\u0301',
    '\u00c9T\u00c9',
    '\u0130stanbul',
    'istanbul',
    'STRASSE',
    'Stra\u00dfe',
    '\u1e9e',
  ],
  ...[
    '\uff5e',
    '\uffee',
    '\u{1f600}',
    '\u{10ffff}',
    '\u2028',
    '\u200b',
    ' ',
    '"quoted"',
    'constructor',
    '__proto__',
  ],
  ...['\u03a3\u03a3', '\u03c3\u03c2', '\u212a', 'k', '%', '_', '.*', "'; drop table", '$where', 'a|b'],
];

/** The same name to somebody who reads it, or nearly, so that worlds often hold two of them. */
const TWINS = ['Pager', 'pager', '\u00e9t\u00e9', 'e\u0301te\u0301', '\u00c9T\u00c9'];

/** A name from the odd ones, mostly, or any that the contract allows: 1 to 200 code points. */
export function oddNames(): fc.Arbitrary<string> {
  const any = fc
    .string({ unit: 'binary', minLength: 1, maxLength: 12 })
    .filter((text) => !text.includes('\u0000') && text.isWellFormed());
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...TWINS) },
    { weight: 6, arbitrary: fc.constantFrom(...ODD_NAMES) },
    { weight: 1, arbitrary: any },
    { weight: 1, arbitrary: fc.constantFrom('a', '\u{1f600}').map((unit) => unit.repeat(200)) },
  );
}
