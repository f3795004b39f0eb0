import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { depthLimit } from '../../src/graphql/depth-limit.js';
import { fragmentChain } from '../support/fragment-chain.js';

const SCHEMA = buildSchema('type Query { a: Int, q: Query }');

const chain = (end: string): string => `{ ...F0 } ${fragmentChain('Query', end)}`;

describe('the limit of depth', () => {
  it('is found at the end of a chain of fragments as long as a document may be', () => {
    expect(validate(SCHEMA, parse(chain('a')), [depthLimit(20)])).toEqual([]);
    const [error] = validate(SCHEMA, parse(chain(`${'q { '.repeat(20)} a ${'}'.repeat(20)}`)), [
      depthLimit(20),
    ]);
    expect(error?.message).toBe('Fields are nested more than 20 deep');
  });
});
