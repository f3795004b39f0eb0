import { createHash } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { Kind, parse, visit } from 'graphql';
import { KeptDocuments } from '../../../src/graphql/document/kept-documents.js';
import { placesOf } from '../../../src/graphql/document/places.js';

const MEBIBYTE = 1024 * 1024;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const keyOf = (text: string): string => `schema:${createHash('sha256').update(text).digest('hex')}`;

/** Documents of which the text, the comments or the tree is most, each numbered so that no two are equal. */
const KINDS: readonly (readonly [string, (n: number) => string])[] = [
  ['blanks', (n) => `query Q${n}{a}${' '.repeat(90_000)}`],
  ['blanks after a long name', (n) => `query Q${n}{${'x'.repeat(40)}}${' '.repeat(90_000)}`],
  ['comments', (n) => `query Q${n}{a}${'#x\n'.repeat(30_000)}`],
  ['fields', (n) => `query Q${n}{a{${'b '.repeat(7_000)}}}`],
  ['names', (n) => `query Q${n}{a{${`${'x'.repeat(120)}:b `.repeat(700)}}}`],
  ['variables', (n) => `query Q${n}(${'$v:[Int!]!=[1,2]'.repeat(1_500)}){a}`],
  ['letters that are not Latin', (n) => `query Q${n}{a}#${'д'.repeat(45_000)}`],
  ['little', (n) => `query Q${n}{a}`],
];

describe('the documents that are kept', () => {
  it('are found by their text, and answered by the key of the schema and the text', async () => {
    const documents = new KeptDocuments(MEBIBYTE);
    const document = parse('{a}');
    await documents.set(keyOf('{a}'), document);
    expect([documents.of('{a}'), documents.of('{b}')]).toEqual([document, undefined]);
    expect(await documents.get(keyOf('{a}'))).toBe(document);
    await documents.delete(keyOf('{a}'));
    expect(documents.of('{a}')).toBeUndefined();
  });

  it.each(KINDS)('take no more than their bound when they are %s [O7]', async (_, text) => {
    const documents = new KeptDocuments(12 * MEBIBYTE);
    for (let n = 0; n < 6; n += 1) {
      const document = parse(text(n));
      await documents.set(keyOf(text(n)), document);
      expect(documents.bytes).toBeLessThanOrEqual(12 * MEBIBYTE);
    }
    expect(documents.bytes).toBeGreaterThan(0);
  });

  it.each(KINDS)('count at least what they take, when they are %s [O7]', async (_, text) => {
    const documents = new KeptDocuments(64 * MEBIBYTE);
    collect();
    const before = process.memoryUsage().heapUsed;
    for (let n = 0; n < 6; n += 1) await documents.set(keyOf(text(n)), parse(text(n)));
    collect();
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(documents.bytes + MEBIBYTE);
  });

  it('hold no token and no place of the parser, which chain them to the text [O7]', async () => {
    const document = parse('# first\n{ a\n  b }');
    await new KeptDocuments(MEBIBYTE).set(keyOf('x'), document);
    visit(document, {
      enter: ({ loc }) => {
        expect(loc).toBeUndefined();
      },
    });
    const [operation] = document.definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('There is no operation');
    expect(placesOf(operation.selectionSet.selections.slice(1))).toEqual([{ line: 3, column: 3 }]);
  });

  it('are never one that is larger than all of them may be together', async () => {
    const documents = new KeptDocuments(100_000);
    await documents.set(keyOf('big'), parse(`{${'a '.repeat(7_000)}}`));
    expect([documents.of('big'), documents.bytes]).toEqual([undefined, 0]);
  });
});
