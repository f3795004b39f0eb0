import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { errorsOf, refusalOf } from '../../support/error-answers.js';
import { fragmentChain } from '../../support/fragment-chain.js';
import type { TestGateway } from '../../support/gateway.js';
import { ADA, startInputWorld, stateOf } from './world.js';

/** Nesting that the schema allows without an end: four fields a round. */
function nested(rounds: number, inside: string): string {
  const open = 'permissions(first: 1) { edges { node { integration { ';
  return `{ integration(id: "int_pay") { ${open.repeat(rounds)}${inside}${' } } } }'.repeat(rounds)} } }`;
}

/** Fragments that each spread the next one twice: short to write, endless to walk. */
function doubling(levels: number): string {
  const fragments = Array.from(
    { length: levels },
    (_, level) => `fragment F${level} on User { ...F${level + 1} ...F${level + 1} }`,
  );
  return `{ viewer { ...F0 } } ${fragments.join(' ')} fragment F${levels} on User { id }`;
}

interface Hostile {
  readonly what: string;
  readonly query: string;
  readonly code: string;
}

const HOSTILE: readonly Hostile[] = [
  { what: 'that is empty', query: '', code: 'BAD_REQUEST' },
  { what: 'of blanks', query: ' \n', code: 'GRAPHQL_PARSE_FAILED' },
  { what: 'without an end', query: '{ viewer { id ', code: 'GRAPHQL_PARSE_FAILED' },
  { what: 'of fragments alone', query: 'fragment A on User { id }', code: 'GRAPHQL_VALIDATION_FAILED' },
  { what: 'with a type system', query: 'type Query { a: Int }', code: 'GRAPHQL_VALIDATION_FAILED' },
  { what: 'of an unknown field', query: '{ nothing }', code: 'GRAPHQL_VALIDATION_FAILED' },
  {
    what: 'of an unknown argument',
    query: '{ users(last: 5) { edges { cursor } } }',
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
  { what: 'of a subscription', query: 'subscription { viewer { id } }', code: 'GRAPHQL_VALIDATION_FAILED' },
  {
    what: 'of two operations without a choice',
    query: 'query A { viewer { id } } query B { viewer { id } }',
    code: 'OPERATION_RESOLUTION_FAILURE',
  },
  {
    what: 'whose fields are nested 21 deep',
    query: nested(4, 'permissions { edges { node { id } } }'),
    code: 'LIMIT_EXCEEDED',
  },
  {
    what: 'nested deep through fragments',
    query: `{ integration(id: "int_pay") { ...P } } fragment P on Integration { ${'permissions { edges { node { integration { '.repeat(5)} id ${'} } } }'.repeat(5)} }`,
    code: 'LIMIT_EXCEEDED',
  },
  { what: 'nested 300 deep', query: nested(75, 'id'), code: 'LIMIT_EXCEEDED' },
  {
    what: 'nested 3,000 deep',
    query: '{ viewer '.repeat(3000) + '}'.repeat(3000),
    code: 'LIMIT_EXCEEDED',
  },
  {
    what: 'with a list nested 7,000 deep',
    query: `{ integration(id: ${'['.repeat(7000)}${']'.repeat(7000)}) { id } }`,
    code: 'LIMIT_EXCEEDED',
  },
  { what: 'of 15,001 tokens', query: `{ viewer { ${'id '.repeat(15_001)} } }`, code: 'LIMIT_EXCEEDED' },
  {
    what: 'of 10,000 equal fields',
    query: `{ viewer { ${'id '.repeat(10_000)} } }`,
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
  {
    what: 'with a cycle of one fragment',
    query: '{ viewer { ...A } } fragment A on User { id ...A }',
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
  {
    what: 'with a cycle of three',
    query:
      '{ viewer { ...A } } fragment A on User { ...B } fragment B on User { ...C } fragment C on User { ...A }',
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
  { what: 'of an unknown directive', query: '{ viewer @nothing { id } }', code: 'GRAPHQL_VALIDATION_FAILED' },
  { what: 'with @defer', query: '{ viewer { ... @defer { id } } }', code: 'GRAPHQL_VALIDATION_FAILED' },
  {
    what: 'of 1,200 directives',
    query: `{ viewer { id ${'@skip(if: false) '.repeat(1200)} } }`,
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
  {
    what: 'that asks for the schema',
    query: '{ __schema { types { name } } }',
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
  {
    what: 'that asks for a type',
    query: '{ __type(name: "User") { name } }',
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
];

/** On a machine with a dozen other things to do; what is refused at once takes a hundredth of it. */
const LONGEST_MS = 5_000;

describe('a document', () => {
  let gateway: TestGateway;
  let atFirst: unknown;

  beforeAll(async () => {
    gateway = await startInputWorld('sqlite');
    atFirst = await stateOf(gateway);
  });
  afterAll(() => gateway.stop());

  it.each(HOSTILE)('$what is refused with $code', async ({ query, code }) => {
    const start = performance.now();
    const answer = await gateway.ask(ADA, query);
    expect(performance.now() - start).toBeLessThan(LONGEST_MS);
    expect([answer.status, refusalOf(answer)]).toEqual([400, code]);
    expect(answer.data).toBeUndefined();
  });

  it('suggests no names of the schema', async () => {
    const [first] = errorsOf(await gateway.ask(ADA, '{ integration(id: "x") { sekrets { name } } }'));
    expect(first?.message).not.toMatch(/secrets/);
  });

  it('may be nested 20 deep', async () => {
    expect((await gateway.ask(ADA, nested(4, 'id'))).errors).toBeUndefined();
    const { data } = await gateway.ask(ADA, nested(4, 'permissions { edges { cursor } }'));
    expect(data).toBeDefined();
  });

  it('may spread fragments over and over without keeping anybody busy', async () => {
    const start = performance.now();
    const { data } = await gateway.ask(ADA, doubling(200));
    expect(data).toEqual({ viewer: { id: 'usr_ada' } });
    expect(performance.now() - start).toBeLessThan(LONGEST_MS);
  });

  it('may be a chain of fragments as long as a document may be', async () => {
    const { data } = await gateway.ask(ADA, `{ viewer { ...F0 } } ${fragmentChain('User', 'id')}`);
    expect(data).toEqual({ viewer: { id: 'usr_ada' } });
  });

  it('may ask the same under many names, in one command of the datastore', async () => {
    const aliases = Array.from({ length: 500 }, (_, n) => `a${n}: integration(id: "int_${n}") { id }`);
    const before = gateway.datastore.commandCount;
    const { data } = await gateway.ask(ADA, `{ ${aliases.join(' ')} }`);
    expect(Object.keys(data as object)).toHaveLength(500);
    expect(gateway.datastore.commandCount - before).toBeLessThanOrEqual(3);
  });

  it('has changed nothing by all of this', async () => {
    expect(await stateOf(gateway)).toEqual(atFirst);
  });
});
