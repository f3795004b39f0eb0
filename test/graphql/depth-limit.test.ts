import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { depthLimit } from '../../src/graphql/depth-limit.js';

const SCHEMA = buildSchema('type Query { a: Int, q: Query }');

/** As many fragments as 15,000 tokens hold, each spreading the next one, and a field at the end. */
function chain(end: string): string {
  const fragments = Array.from({ length: 1_850 }, (_, n) => `fragment F${n} on Query { ...F${n + 1} }`);
  return `{ ...F0 } ${fragments.join(' ')} fragment F1850 on Query { ${end} }`;
}

describe('the limit of depth', () => {
  it('is found at the end of a chain of fragments as long as a document may be', () => {
    expect(validate(SCHEMA, parse(chain('a')), [depthLimit])).toEqual([]);
    const [error] = validate(SCHEMA, parse(chain(`${'q { '.repeat(20)} a ${'}'.repeat(20)}`)), [depthLimit]);
    expect(error?.message).toBe('Fields are nested more than 20 deep');
  });
});
