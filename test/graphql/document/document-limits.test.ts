import { describe, expect, it } from '@jest/globals';
import { DocumentLimits } from '../../../src/graphql/document/document-limits.js';
import { DocumentTooLargeError, LimitExceededError } from '../../../src/errors/public-errors.js';
import { limitsWith } from '../../../src/limits/limits.js';
import type { LimitName } from '../../../src/limits/limits.js';
import { fragmentChain } from '../../support/fragment-chain.js';

/** A document that is as large as said in one way and small in every other. */
type Sized = (size: number) => string;

const repeated = (size: number, text: string): string => text.repeat(size);
const numbered = (size: number, text: (n: number) => string): string =>
  Array.from({ length: size }, (_, n) => text(n)).join(' ');

const SIZED: readonly (readonly [what: string, limit: LimitName, at: number, sized: Sized])[] = [
  ['fields', 'tokens', 100, (n) => `{${repeated(n - 2, 'a ')}}`],
  ['comments', 'tokens', 100, (n) => `{a}${repeated(n - 3, '#\n')}`],
  ['comments before', 'tokens', 100, (n) => `${repeated(n - 3, '#\n')}{a}`],
  [
    'comments between',
    'tokens',
    101,
    (n) => `{${repeated((n - 3) / 2, 'a#\n')}${repeated((n - 3) % 2, 'a')} a}`,
  ],
  ['a field', 'nameLength', 40, (n) => `{ ${repeated(n, 'x')} }`],
  ['an alias', 'nameLength', 40, (n) => `{ ${repeated(n, 'x')}: a }`],
  ['an operation', 'nameLength', 40, (n) => `query ${repeated(n, 'x')} { a }`],
  ['a variable', 'nameLength', 40, (n) => `query ($${repeated(n, 'x')}: Int) { a }`],
  ['a fragment', 'nameLength', 40, (n) => `{ ...${repeated(n, 'x')} }`],
  ['an argument', 'nameLength', 40, (n) => `{ a(${repeated(n, 'x')}: 1) }`],
  ['an input field', 'nameLength', 40, (n) => `{ a(b: { ${repeated(n, 'x')}: 1 }) }`],
  ['an enum value', 'nameLength', 40, (n) => `{ a(b: ${repeated(n, 'X')}) }`],
  ['a directive', 'nameLength', 40, (n) => `{ a @${repeated(n, 'x')} }`],
  ['fields', 'depth', 5, (n) => `${repeated(n, '{ a ')}${repeated(n, '}')}`],
  ['a later operation', 'depth', 5, (n) => `query A { a } query B ${repeated(n, '{ a ')}${repeated(n, '}')}`],
  [
    'fragments',
    'depth',
    5,
    (n) =>
      `{ ...F0 } ${numbered(n - 1, (i) => `fragment F${i} on Q { a { ...F${i + 1} } }`)} fragment F${n - 1} on Q { a }`,
  ],
  [
    'the end of a long chain of fragments',
    'depth',
    5,
    (n) => `{ ...F0 } ${fragmentChain('Q', `${repeated(n - 1, 'q { ')} a ${repeated(n - 1, '}')}`)}`,
  ],
  [
    'inline fragments',
    'depth',
    5,
    (n) => `{ ... { ${repeated(n - 1, 'a { ...{ ')} a ${repeated(n - 1, '} }')} } }`,
  ],
  ['names of one level', 'aliases', 7, (n) => `{ ${numbered(n, (i) => `b${i}: a`)} }`],
  ['names of fragments', 'aliases', 7, (n) => `{ a } ${numbered(n, (i) => `fragment F${i} on Q { b: a }`)}`],
  ['fields', 'rootFields', 6, (n) => `{ ${repeated(n, 'a ')} }`],
  [
    'fields of a fragment',
    'rootFields',
    6,
    (n) => `{ a ...F ...F } fragment F on Q { ${repeated(n - 1, 'a ')} }`,
  ],
  [
    'fields of another operation',
    'rootFields',
    6,
    (n) => `query A { a } mutation B { ${repeated(n, 'a ')} }`,
  ],
  ['lists', 'jsonDepth', 9, (n) => `{ a(b: ${repeated(n, '[')}${repeated(n, ']')}) }`],
  ['objects', 'jsonDepth', 9, (n) => `{ a(b: ${repeated(n, '{ c: ')} 1 ${repeated(n, '}')}) }`],
  ['a default', 'jsonDepth', 9, (n) => `query ($a: A = ${repeated(n, '[')}${repeated(n, ']')}) { a }`],
];

/** With every other limit out of the way. */
const FREE = { tokens: 100_000, depth: 1_000, aliases: 1_000, rootFields: 1_000, jsonDepth: 512 };

describe('the limits of a document [O1]', () => {
  it.each(SIZED)('take %s up to the limit of %s, and none more', (...[, limit, at, sized]) => {
    const limits = new DocumentLimits(limitsWith({ ...FREE, [limit]: at }));
    expect(() => {
      limits.checkDocument(sized(at));
    }).not.toThrow();
    expect(() => {
      limits.checkDocument(sized(at + 1));
    }).toThrow(LimitExceededError);
  });

  it('count the bytes of the text, whatever stands in it', () => {
    const limits = new DocumentLimits(limitsWith({ documentBytes: 1_024 }));
    for (const filling of [' ', '\n', ',', '\ufeff', '#', 'é']) {
      const size = Buffer.byteLength(filling);
      const padded = `{a}#${filling.repeat(Math.floor(1_020 / size))}`;
      const exact = `${padded}${'x'.repeat(1_024 - Buffer.byteLength(padded))}`;
      expect(() => {
        limits.checkText(exact);
      }).not.toThrow();
      expect(() => {
        limits.checkText(`${exact} `);
      }).toThrow(DocumentTooLargeError);
    }
  });

  it('leave introspection out of the depth, which has a bound of its own', () => {
    const limits = new DocumentLimits(limitsWith({ depth: 1 }));
    expect(() => {
      limits.checkDocument('{ __schema { types { fields { type { name } } } } }');
    }).not.toThrow();
  });

  it.each(['{ a '.repeat(3_000), `{ a(b: ${'['.repeat(7_000)}${']'.repeat(7_000)}) }`])(
    'refuse what is nested deeper than can be read',
    (text) => {
      expect(() => {
        new DocumentLimits(limitsWith()).checkDocument(text);
      }).toThrow(LimitExceededError);
    },
  );

  it.each(['', '{', '{ a', 'a', '{ ...F } fragment F on Q { ...F }', '"\ud800"'])(
    'say nothing about what else is wrong with a document: %j',
    (text) => {
      expect(() => {
        new DocumentLimits(limitsWith()).checkDocument(text);
      }).not.toThrow();
    },
  );
});

describe('the limits of what comes with a document [O1]', () => {
  const limits = new DocumentLimits(limitsWith({ nameLength: 40, jsonDepth: 9 }));
  const lists = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);
  const objects = (depth: number): unknown => JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`);

  it.each([
    ['the name of the operation', 40, (n: number) => ({ operationName: 'x'.repeat(n) })],
    ['the name of a variable', 40, (n: number) => ({ variables: { ['x'.repeat(n)]: 1 } })],
    ['lists in a variable', 9, (n: number) => ({ variables: { a: lists(n) } })],
    ['objects in a variable', 9, (n: number) => ({ variables: { a: objects(n) } })],
  ])('bound %s', (_, at, sized) => {
    expect(() => {
      limits.checkParameters(sized(at));
    }).not.toThrow();
    expect(() => {
      limits.checkParameters(sized(at + 1));
    }).toThrow(LimitExceededError);
  });

  it('are found at any depth without a stack', () => {
    expect(() => {
      limits.checkParameters({ variables: { a: lists(500_000) } });
    }).toThrow(LimitExceededError);
  });

  it.each([{}, { variables: null }, { variables: 'text' }, { variables: [] }, { operationName: 1 }])(
    'leave the form of the parameters to others: %j',
    (parameters) => {
      expect(() => {
        limits.checkParameters(parameters);
      }).not.toThrow();
    },
  );
});
