import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { getLocation, GraphQLError, parse, visit } from 'graphql';
import type { ASTNode, SourceLocation } from 'graphql';
import { placeNodes, placesOf } from '../../../src/graphql/document/places.js';

/** Words of a document that has most kinds of nodes; any blanks may stand between them. */
const WORDS = [
  ...['query', 'Q', '(', '$a', ':', '[', 'Int', '!', ']', '=', '[', '1', ']', ')', '{'],
  ...[
    'one',
    ':',
    'field',
    '(',
    'x',
    ':',
    '{',
    'y',
    ':',
    '"text"',
    '}',
    ')',
    '@include',
    '(',
    'if',
    ':',
    'true',
    ')',
  ],
  ...['...', 'F', '...', 'on', 'T', '{', 'two', '}', '}'],
  ...['fragment', 'F', 'on', 'T', '{', 'three', '(', 'block', ':', '"""\n a\r\n b"""', ')', '}'],
];

const blanks = fc.constantFrom(' ', '\n', '\r', '\r\n', '\n\r', ' ,\t', '# a comment\n', '\n\n  ');

function nodesOf(document: ASTNode): readonly ASTNode[] {
  const nodes: ASTNode[] = [];
  visit(document, {
    enter: (node: ASTNode) => {
      nodes.push(node);
    },
  });
  return nodes;
}

function parserPlace({ loc }: ASTNode): SourceLocation | undefined {
  return loc && getLocation(loc.source, loc.start);
}

describe('the places of nodes [O3]', () => {
  it('are those that the parser would find, whatever the line ends', () => {
    const documents = fc.array(blanks, { minLength: WORDS.length, maxLength: WORDS.length });
    fc.assert(
      fc.property(documents, (between) => {
        const document = parse(WORDS.map((word, index) => `${between[index] ?? ''}${word}`).join(''));
        const nodes = nodesOf(document);
        const expected = nodes.map(parserPlace);
        placeNodes(document);
        expect(nodes.map((node) => placesOf([node])?.[0])).toEqual(expected);
      }),
    );
  });

  it('leave an error nothing to look for, and no token or text behind', () => {
    const document = parse(`${'\n'.repeat(1_000)}{ a ...F } fragment F on T { b }`);
    placeNodes(document);
    const nodes = nodesOf(document);
    expect(nodes.filter((node) => node.loc !== undefined)).toEqual([]);
    const error = new GraphQLError('refused', { nodes });
    expect(error.locations).toBeUndefined();
    expect(error.source).toBeUndefined();
  });

  it('are none for a document that was made without them', () => {
    const document = parse('{ a }', { noLocation: true });
    placeNodes(document);
    expect(placesOf(nodesOf(document))).toBeUndefined();
    expect(placesOf()).toBeUndefined();
  });
});
