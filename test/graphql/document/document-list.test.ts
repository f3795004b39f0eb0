import { describe, expect, it } from '@jest/globals';
import { sha256Of } from '../../../src/graphql/document/sha256.js';
import { TrustedDocumentsError } from '../../../src/graphql/document/trusted/errors.js';
import { TrustedDocuments } from '../../../src/graphql/document/trusted/trusted-documents.js';
import { limitsWith } from '../../../src/limits/limits.js';
import { documentsByHash } from '../../support/trusted-documents.js';
import { builtSchema } from '../built-schema.js';

const schema = builtSchema();
const WHO = 'query Who { viewer { id } }';
const GROUPS = 'query Groups { viewer { groups { id } } }';
const HASH = sha256Of(WHO);

function read(text: string, { introspection = false, depth = 20 } = {}): TrustedDocuments {
  const limits = limitsWith({ depth });
  return TrustedDocuments.read(text, { schema, limits, introspection, exemptsAdministrators: false });
}

function mistakesIn(text: string): readonly string[] {
  try {
    read(text);
    return [];
  } catch (error) {
    if (error instanceof TrustedDocumentsError) return error.mistakes;
    throw error;
  }
}

const operation = (text: string, id = sha256Of(text)) => ({ id, name: 'Who', type: 'query', body: text });
const manifest = (...operations: readonly unknown[]) =>
  JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations });

describe('a list of trusted documents [O13]', () => {
  it.each([
    ['that of GraphQL Code Generator and of Relay', documentsByHash([WHO, GROUPS])],
    [
      'one with prefixes',
      JSON.stringify({ [`sha256:${HASH}`]: WHO, [`sha256:${sha256Of(GROUPS)}`]: GROUPS }),
    ],
    ["the manifest of Apollo's generator", manifest(operation(WHO), operation(GROUPS))],
    ['one with a byte order mark', `\uFEFF${documentsByHash([WHO, GROUPS])}`],
  ])('may have the form of %s', (_form, text) => {
    const documents = read(text);
    for (const document of [WHO, GROUPS]) {
      const admitted = { document, runsFor: 'EVERYBODY' };
      expect(documents.admit({ query: document })).toEqual(admitted);
      expect(documents.admit({ documentId: `sha256:${sha256Of(document)}` })).toEqual(admitted);
    }
    expect(documents.size).toBe(read('{}').size + 2);
  });

  it.each([
    ['nothing', ''],
    ['no JSON', `{ "${HASH}": `],
    ['a list', '[]'],
    ['a text', '"x"'],
    ['null', 'null'],
  ])('that is %s is refused', (_what, text) => {
    expect(mistakesIn(text)).toEqual([expect.stringContaining('holds no list of documents')]);
  });

  it.each([
    ['of another format', { format: 'other', version: 1, operations: [] }],
    ['of another version', { format: 'apollo-persisted-query-manifest', version: 2, operations: [] }],
    ['without operations', { format: 'apollo-persisted-query-manifest', version: 1 }],
    ['with an operation without an id', JSON.parse(manifest({ body: WHO })) as object],
  ])('that is a manifest %s is refused', (_what, json) => {
    expect(mistakesIn(JSON.stringify(json))).toEqual([
      expect.stringContaining('names a file of another format'),
    ]);
  });

  const relays = 'd41d8cd98f00b204e9800998ecf8427e';
  const generators = 'da39a3ee5e6b4b0d3255bfef95601890afd80709';
  it.each([
    ['a key that is no hash', { Who: WHO }, ['at "Who": is no key.']],
    ['a key in capitals', { [HASH.toUpperCase()]: WHO }, ['is no key.']],
    ['a key of another hash', { [`md5:${relays}`]: WHO }, ['is no key.']],
    [
      'a key that JavaScript has',
      JSON.parse(`{"__proto__":"${WHO}"}`) as object,
      ['at "__proto__": is no key.'],
    ],
    ["Relay's usual hash", { [relays]: WHO }, ['"algorithm": "SHA256"']],
    ["the generator's usual hash", { [generators]: WHO }, ["hashAlgorithm: 'sha256'"]],
    ['the hash of another document', { [sha256Of(GROUPS)]: WHO }, ['is not the SHA-256 of its document']],
    ['a document with a blank more', { [HASH]: `${WHO} ` }, ['is not the SHA-256 of its document']],
    ['a document that is no text', { [HASH]: { document: WHO } }, ['holds no text']],
    ['a document that is null', { [HASH]: null }, ['holds no text']],
    ['one document under two keys', { [HASH]: WHO, [`sha256:${HASH}`]: WHO }, ['is there twice']],
    ['two mistakes', { Who: WHO, [sha256Of(GROUPS)]: WHO }, ['"Who"', sha256Of(GROUPS)]],
  ])('with %s is refused, naming the key', (_what, documents, mistakes) => {
    expect(mistakesIn(JSON.stringify(documents))).toEqual(
      mistakes.map((text) => expect.stringContaining(text)),
    );
  });

  it('with a key twice is refused, though the parser shows one', () => {
    const pair = `"${HASH}": ${JSON.stringify(WHO)}`;
    const escaped = `"\\u00${HASH.charCodeAt(0).toString(16)}${HASH.slice(1)}": "{ \\"quoted\\" }"`;
    for (const text of [`{ ${pair}, ${pair} }`, `{ ${escaped}, ${pair} }`]) {
      expect(mistakesIn(text)).toEqual([`at "${HASH}": is there twice. Leave one of the two out`]);
    }
    expect(mistakesIn(manifest(operation(WHO), operation(WHO)))).toEqual([
      expect.stringContaining('is there twice'),
    ]);
  });

  it('shows the beginning of a long key', () => {
    const [mistake] = mistakesIn(JSON.stringify({ ['x'.repeat(1_000_000)]: WHO }));
    expect(mistake).toMatch(/^at "x{80}": /);
    expect(mistake?.length).toBeLessThan(300);
  });

  it.each([
    ['does not parse', 'query Who { viewer {', 'Syntax Error'],
    ['is empty', '', 'Syntax Error'],
    ['asks for a field that there is not', 'query Who { viewer { nothing } }', '(line 1, column 22)'],
    ['lacks a variable', 'query Who { integration(id: $id) { id } }', '"$id" is not defined'],
    ['holds a fragment alone', 'fragment F on User { id }', '"F" is never used'],
    ['holds a definition of the schema', 'type Query { a: Int }', 'not executable'],
    ['subscribes', 'subscription { viewer { id } }', 'subscription'],
    ['asks for the schema, which is closed', '{ __schema { description } }', 'introspection'],
    ['is too long', `${WHO}${' '.repeat(102_400)}`, 'longer than 102400 bytes'],
    ['has too many tokens', `{ viewer { ${'id '.repeat(15_001)} } }`, '15000 tokens'],
    ['is nested too deep', `${'{ viewer { groups { members { edges { node '.repeat(6)} id`, ''],
  ])('with a document that %s is refused, naming the key', (_what, document, message) => {
    const [mistake, ...others] = mistakesIn(documentsByHash([WHO, document]));
    expect(mistake).toMatch(new RegExp(`^at "${sha256Of(document)}": `));
    expect(mistake).toContain(message);
    expect(others).toEqual([]);
  });

  it('may hold introspection where that is open, and what is nested as deep as the limit allows', () => {
    const asked = documentsByHash(['{ __schema { queryType { name } } }', GROUPS]);
    expect(() => read(asked, { introspection: true, depth: 3 })).not.toThrow();
    expect(() => read(asked, { introspection: true, depth: 2 })).toThrow('this is the limit of the nesting');
  });
});
