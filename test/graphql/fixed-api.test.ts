import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, findBreakingChanges } from 'graphql';
import { builtSchema } from './built-schema.js';
import { schemaLines } from './schema-lines.js';

const fixed = buildSchema(readFileSync(join(import.meta.dirname, 'fixed-api.graphql'), 'utf8'));
const ours = builtSchema();

describe('the fixed names of the API', () => {
  it('are all there, with their types, nullability, defaults and the order of enums', () => {
    const present = new Set(schemaLines(ours));
    expect(schemaLines(fixed).filter((line) => !present.has(line))).toEqual([]);
  });

  it('have got nothing beside them that a client would have to send', () => {
    expect(findBreakingChanges(fixed, ours)).toEqual([]);
  });

  it('would be missed when they changed', () => {
    const renamed = buildSchema('type Query { viewer(first: Int = 51): String! }');
    const lines = schemaLines(renamed);
    expect(lines).toEqual([
      'Query is GraphQLObjectType',
      'Query.viewer: String!',
      'Query.viewer(first: Int = 51)',
    ]);
  });
});
