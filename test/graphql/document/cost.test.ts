import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  buildSchema,
  getIntrospectionQuery,
  getOperationAST,
  Kind,
  parse,
  print,
  separateOperations,
  visit,
} from 'graphql';
import type { DocumentNode, FragmentDefinitionNode, SelectionNode } from 'graphql';
import { TOUR } from '../../../src/page-documents/tour.js';
import { CostModel } from '../../../src/graphql/document/cost/cost-model.js';
import { countCost } from '../../../src/graphql/document/cost/count-cost.js';
import { CHANGE, LIST, ROW } from '../../../src/graphql/document/cost/weights.js';
import { LIMITS } from '../../../src/limits/limits.js';
import { HostileDocuments } from '../../support/hostile-documents.js';
import { builtSchema } from '../built-schema.js';

const SCHEMA = builtSchema();
const MODEL = new CostModel(SCHEMA);
const MOST = LIMITS.cost.default;

function costOf(text: string, variables: Readonly<Record<string, unknown>> = {}, name?: string): number {
  const document = parse(text);
  const operation = getOperationAST(document, name);
  if (!operation) throw new Error('There is no such operation');
  return countCost(SCHEMA, MODEL, { document, operation, variables }).cost;
}

const DECISION = `action allowed decidedBy reason explanation remedies
  layers { layer verdict explanation evidence { kind id label } }`;
const CHECKS = Array.from({ length: 100 }, (_, n) => ({ rbacId: `data_providers.int_${n}`, action: 'USE' }));

const PERMITTED: readonly (readonly [string, string, object?])[] = [
  ...TOUR.flatMap(({ queries }) =>
    queries.map(({ title, query, variables }) => [`"${title}" of the tour`, query, variables ?? {}] as const),
  ),
  ['the whole schema', getIntrospectionQuery()],
  [
    'a page of 100 permissions with principals and sets',
    `{ permissions(rbacId: "data_providers.a", first: 100) { revision edges { cursor node {
      id rbacId principal { type id name } permissionSet { id name description actions impliedActions builtIn }
      source inert grantedBy { id name } grantedAt reason } } pageInfo { hasNextPage endCursor } } }`,
  ],
  [
    'a page of 100 integrations with 5 permissions each',
    `{ integrations(first: 100) { edges { cursor node { id name type permissions(first: 5) { edges { node {
      id principal { type id name } permissionSet { id name actions } source grantedAt reason grantedBy { id name }
    } } } } } } }`,
  ],
  [
    'a page of 100 integrations with rights and all that stands in a row',
    `{ integrations(first: 100) { edges { node { id rbacId name type system costsCredits settings
      secrets { name setAt } teams { id name } createdBy { id name }
      viewerRights { canRead canUse canUpdate canDelete canManagePermissions } } } } }`,
  ],
  [
    '100 checks with layers and evidence',
    `query ($c: [RightsCheckInput!]!) { checkRights(checks: $c) { ${DECISION} } }`,
    { c: CHECKS },
  ],
  [
    'effective rights with layers and evidence',
    `{ effectiveRights(rbacId: "data_providers.a") { rbacId user { id name } revision decisions { ${DECISION} } } }`,
  ],
  [
    'a page of 100 who can, with layers and evidence',
    `{ whoCan(rbacId: "data_providers.a", action: USE, first: 100) { edges { node { user { id name } decision { ${DECISION} } } } } }`,
  ],
  [
    'a page of 100 users with memberships and groups',
    `{ users(first: 100) { edges { cursor node { id name email active isAdministrator memberships { role team { id name root } }
      groups { id name builtIn } } } pageInfo { hasNextPage endCursor } } }`,
  ],
  [
    '500 integrations by their ids',
    `{ ${Array.from({ length: 500 }, (_, n) => `a${n}: integration(id: "int_${n}") { id name }`).join(' ')} }`,
  ],
];

/** Fragments that each spread the next one twice: short to write, endless to walk, and executed once. */
function doubling(levels: number): string {
  const links = Array.from(
    { length: levels },
    (_, n) => `fragment F${n} on User { ...F${n + 1} ...F${n + 1} }`,
  );
  return `{ viewer { ...F0 } } ${links.join(' ')} fragment F${levels} on User { id }`;
}

const nestedLists = (levels: number): string =>
  `{ viewer { ${'groups { members(first: 100) { edges { node { '.repeat(levels)} id ${'} } } } '.repeat(levels)} } }`;
const aliases = (count: number, of: string): string =>
  Array.from({ length: count }, (_, n) => `a${n}: ${of}`).join(' ');

function fanOut(levels: number): string {
  const links = Array.from(
    { length: levels },
    (_, n) =>
      `fragment F${n} on User { ${aliases(6, `groups { members(first: 100) { edges { node { ...F${n + 1} } } } }`)} }`,
  );
  return `{ viewer { ...F0 } } ${links.join(' ')} fragment F${levels} on User { id }`;
}

const REFUSED: readonly (readonly [string, string])[] = [
  ['nested lists', nestedLists(3)],
  ['lists nested as deep as fields may be', nestedLists(4)],
  ['fan-out by fragments', fanOut(4)],
  [
    'many pages of many guarded fields',
    `{ ${aliases(20, `users(first: 100) { edges { node { ${aliases(2_000, 'email')} } } }`)} }`,
  ],
  [
    'a long name in each row',
    `{ users(first: 100) { edges { node { ${aliases(400, 'id').replaceAll('a', 'x'.repeat(120))} } } } }`,
  ],
  ['many searches', `{ ${aliases(60, 'usableIntegrations(first: 1, search: "x") { edges { cursor } }')} }`],
  [
    'many pages of who can',
    `{ ${aliases(30, 'whoCan(rbacId: "data_providers.a", action: USE, first: 1) { edges { cursor } }')} }`,
  ],
  [
    'settings over and over',
    `{ integrations(first: 100) { edges { node { ${aliases(10, 'settings')} } } } }`,
  ],
  ['many pages', `{ ${aliases(490, 'users(first: 100) { edges { node { id } } }')} }`],
  [
    'many pages of one row, each of which is read by itself',
    `{ ${aliases(490, 'integrations(first: 1) { edges { cursor } }')} }`,
  ],
  [
    'many questions about rights',
    `{ ${aliases(490, 'effectiveRights(rbacId: "data_providers.a") { revision }')} }`,
  ],
  ['many changes', `mutation { ${aliases(200, 'deleteIntegration(input: { id: "a" }) { revision }')} }`],
];

describe('the cost of an operation [O2]', () => {
  it.each(PERMITTED)('lets through %s', (...[, text, variables = {}]) => {
    expect(costOf(text, variables as Readonly<Record<string, unknown>>)).toBeLessThanOrEqual(MOST);
  });

  it.each(REFUSED)('is too much for %s', (_, text) => {
    expect(costOf(text)).toBeGreaterThan(MOST);
  });

  it('is one for a field, and for a connection its read and each of its rows', () => {
    expect(costOf('{ account { id name } }')).toBe(3);
    expect(costOf('{ users(first: 7) { edges { node { id name } } } }')).toBe(LIST + 1 + 7 * (ROW + 3));
    expect(costOf('{ users(first: 7) { edges { node { id } } pageInfo { hasNextPage } } }')).toBe(
      LIST + 3 + 7 * (ROW + 2),
    );
  });

  it('counts the bytes of the names that each row repeats', () => {
    const plain = costOf('{ users(first: 10) { edges { node { id } } } }');
    const named = costOf(`{ users(first: 10) { edges { node { ${'x'.repeat(128)}: id } } } }`);
    expect(named - plain).toBe(10 * 4);
  });

  it.each([
    ['{ users { edges { node { id } } } }', {}, 50],
    ['{ users(first: null) { edges { node { id } } } }', {}, 50],
    ['query ($n: Int) { users(first: $n) { edges { node { id } } } }', {}, 50],
    ['query ($n: Int) { users(first: $n) { edges { node { id } } } }', { n: null }, 50],
    ['query ($n: Int) { users(first: $n) { edges { node { id } } } }', { n: 3 }, 3],
    ['query ($n: Int = 4) { users(first: $n) { edges { node { id } } } }', {}, 4],
    ['query ($n: Int = 4) { users(first: $n) { edges { node { id } } } }', { n: 3 }, 3],
    ['query ($n: Int) { users(first: $n) { edges { node { id } } } }', { n: 1e9 }, 100],
    ['query ($n: Int) { users(first: $n) { edges { node { id } } } }', { n: -5 }, 1],
    ['query ($n: Int) { users(first: $n) { edges { node { id } } } }', { n: 'many' }, 100],
    [
      'query ($n: Int) { users(first: $n) { edges { node { id } } } }',
      { n: { kind: 'IntValue', value: '1' } },
      100,
    ],
    ['query ($toString: Int) { users(first: $toString) { edges { node { id } } } }', {}, 50],
  ])('takes the size of a page from %s with %j', (text, variables, size) => {
    expect(costOf(text, variables)).toBe(LIST + 1 + size * (ROW + 2));
  });

  it.each([[[]], [{}], [{ kind: 'ListValue' }], [{ kind: 'ListValue', values: {} }], ['text'], [null], [7]])(
    'is told for checks that are %j',
    (c) => {
      const text = 'query ($c: [RightsCheckInput!]!) { checkRights(checks: $c) { allowed } }';
      expect(costOf(text, { c })).toBeLessThan(500);
    },
  );

  it.each([
    ['@skip(if: true)', {}, true],
    ['@include(if: false)', {}, true],
    ['@skip(if: false)', {}, false],
    ['@skip(if: $yes)', { yes: true }, true],
    ['@include(if: $yes)', { yes: false }, true],
    ['@include(if: $yes)', { yes: true }, false],
    ['@skip(if: $yes)', {}, false],
    ['@include(if: $yes)', { yes: 'false' }, false],
  ])('leaves out what %s leaves out, given %j', (directive, variables, isLeftOut) => {
    const text = `query ($yes: Boolean = false) { account { id } viewer ${directive} { id } }`;
    const whole = costOf('{ account { id } viewer { id } }');
    if (directive.includes('$')) expect(costOf(text, variables)).toBe(isLeftOut ? 2 : whole);
    else expect(costOf(text.replace(/ \(.*?\)/, ''), variables)).toBe(isLeftOut ? 2 : whole);
  });

  it('counts what a Save adds and removes, in the document and in variables', () => {
    const save = (input: string, declared = '') =>
      `mutation ${declared} { changePermissions(input: ${input}) { revision } }`;
    const add = [{}, {}, {}];
    const large = CHANGE + 1 + 3 * 50 + 2 * 10;
    expect(costOf(save('{ rbacId: "a" }'))).toBe(CHANGE + 1);
    expect(costOf(save('{ rbacId: "a", add: [{}, {}, {}], remove: ["a", "b"] }'))).toBe(large);
    expect(costOf(save('$i', '($i: ChangePermissionsInput!)'), { i: { add, remove: ['a', 'b'] } })).toBe(
      large,
    );
    const listed = save('{ rbacId: "a", add: $a, remove: ["a", "b"] }', '($a: [GrantInput!])');
    expect(costOf(listed, { a: add })).toBe(large);
    expect(costOf(listed, { a: null })).toBe(CHANGE + 1 + 2 * 10);
    expect(costOf(save('$i', '($i: ChangePermissionsInput!)'), { i: 'text' })).toBe(CHANGE + 1);
  });

  it('is that of the operation asked for', () => {
    const text = `query Small { viewer { id } } query Large { users(first: 100) { edges { node { id } } } }`;
    expect(costOf(text, {}, 'Small')).toBe(2);
    expect(costOf(text, {}, 'Large')).toBeGreaterThan(1_000);
  });

  it('counts fragments that each spread the next one twice as they are executed', () => {
    expect(costOf(doubling(200))).toBe(2);
  });

  it('is told for a chain of fragments as long as a document may be', () => {
    const links = Array.from({ length: 1_850 }, (_, n) => `fragment F${n} on User { ...F${n + 1} }`);
    expect(costOf(`{ viewer { ...F0 } } ${links.join(' ')} fragment F1850 on User { id }`)).toBe(2);
  });

  it('stays a whole number that can be told, however large it is', () => {
    expect(costOf(fanOut(4))).toBe(Number.MAX_SAFE_INTEGER);
  });
});

describe('the weights [O2]', () => {
  const QUERY = 'type Query { a: Int';
  it.each([
    ['a list of objects', `${QUERY} many: [Query!]! }`, 'Query.many is a list'],
    ['a list of values', `${QUERY} many: [Int] }`, 'Query.many is a list'],
    ['edges outside of a connection', `${QUERY} edges: [Query!]! }`, 'Query.edges is a list'],
    [
      'a list of an interface',
      `${QUERY} } interface I { many: [Int] } type T implements I { many: [Int] }`,
      'I.many is a list',
    ],
  ])('must say how long %s may be, or nothing is served', (_, text, message) => {
    expect(() => new CostModel(buildSchema(text))).toThrow(message);
  });

  it('are only of fields that there are', () => {
    expect(() => new CostModel(buildSchema(`${QUERY} }`))).toThrow(
      'User.groups has a weight, and there is no such field',
    );
  });

  it('are those of the schema that is served', () => {
    const text = readFileSync(join(import.meta.dirname, '../../../schema.graphql'), 'utf8');
    expect(() => new CostModel(buildSchema(text))).not.toThrow();
  });
});

describe('the cost of generated documents [O2]', () => {
  const documents = new HostileDocuments(SCHEMA, { integrations: ['a'], users: ['u'] });
  const numbers = fc.array(fc.nat({ max: 999 }), { maxLength: 60 });
  const inPlace = (text: string): string => print(withoutFragments(parse(text)));

  it('is the same with fragments and with their fields in place', () => {
    fc.assert(
      fc.property(numbers, (drawn) => {
        const text = documents.of(drawn);
        fc.pre(text.length < 20_000);
        const expanded = inPlace(text);
        fc.pre(expanded.length < 100_000);
        expect(costOf(expanded)).toBe(costOf(text));
      }),
      { numRuns: 50 },
    );
  });

  it('never falls when a document asks for more', () => {
    fc.assert(
      fc.property(numbers, (drawn) => {
        const text = documents.of(drawn);
        expect(costOf(text.replace('{', '{ account { id }'))).toBeGreaterThanOrEqual(costOf(text));
      }),
      { numRuns: 50 },
    );
  });
});

/** Each fragment once in a selection, as execution takes it. */
function withoutFragments(document: DocumentNode): DocumentNode {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const expand = (selections: readonly SelectionNode[]): SelectionNode[] => {
    const names = new Set<string>();
    return selections.flatMap((selection) => {
      if (selection.kind !== Kind.FRAGMENT_SPREAD) return [selection];
      if (names.has(selection.name.value)) return [];
      names.add(selection.name.value);
      return expand(fragments.get(selection.name.value)?.selectionSet.selections ?? []);
    });
  };
  const expanded = visit(document, {
    SelectionSet: (node) => ({ ...node, selections: expand(node.selections) }),
  });
  return Object.values(separateOperations(expanded))[0] ?? expanded;
}
