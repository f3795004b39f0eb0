import { describe, expect, it } from '@jest/globals';
import { Kind, parse } from 'graphql';
import { expandedSize } from '../../src/graphql/expanded-size.js';
import { fragmentChain } from '../support/fragment-chain.js';

function sizeOf(query: string): number {
  const document = parse(query);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('The operation stands first');
  return expandedSize(document, operation);
}

describe('the size of an operation', () => {
  it.each([
    ['{ a }', 1],
    ['{ a b { c d } }', 4],
    ['{ a { ... { b } ... on X { c d } } }', 6],
    ['{ ...F } fragment F on X { a b }', 3],
    ['{ a { ...F } b { ...F } } fragment F on X { c ...G } fragment G on X { d e }', 12],
    ['{ a } fragment F on X { b }', 1],
  ])('of %s is %d', (query, size) => {
    expect(sizeOf(query)).toBe(size);
  });

  it('is told at once of fragments that double', () => {
    const doubling = Array.from(
      { length: 200 },
      (_, n) => `fragment F${n} on X { ...F${n + 1} ...F${n + 1} }`,
    );
    expect(sizeOf(`{ ...F0 } ${doubling.join(' ')} fragment F200 on X { a }`)).toBeGreaterThan(2 ** 200);
  });

  it('is told of a chain as long as a document may be', () => {
    expect(sizeOf(`{ ...F0 } ${fragmentChain('X', 'a')}`)).toBe(1_852);
  });
});
