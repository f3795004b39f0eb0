import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ADA, MO, accountOf } from '../api/costs/world.js';
import { QUERIES } from '../api/costs/operations.js';
import { FaultyDatastore } from '../support/faulty-datastore.js';
import { startTestGateway } from '../support/gateway.js';
import type { GraphqlAnswer, TestGateway } from '../support/gateway.js';
import { DatastoreUnavailableError } from '../../src/datastore/contract/errors.js';
import { createSqliteDatastore } from '../../src/datastore/sqlite/sqlite-datastore.js';

/** What the queries of the costs do not have: refusals, nothing there, choices, variables, and what is wrong. */
const ODD_QUERIES: readonly (readonly [query: string, variables?: object])[] = [
  ['{ users { edges { node { name email isAdministrator memberships { role } } } } }'],
  ['{ users(first: 2) { edges { node { a: email b: email permissions { revision } } } } }'],
  ['{ groups { edges { node { name members(first: 0) { edges { cursor } } } } } }'],
  [
    '{ groups { edges { node { name members(after: "x") { edges { cursor } } permissions { revision } } } } }',
  ],
  ['{ auditEvents { edges { node { id } } } }'],
  ['{ integration(id: "int_no") { name } other: integration(id: "int_0") { name teams { name } } }'],
  ['{ permissions(rbacId: "data_providers.int_no") { revision } viewer { name } }'],
  ['{ whoCan(rbacId: "data_providers.*", action: CREATE) { edges { cursor } } viewer { name } }'],
  [
    '{ checkRights(checks: [{ rbacId: "data_providers.int_0", action: USE, userId: "usr_ada" }, { rbacId: "data_providers.int_no", action: USE }]) { allowed } }',
  ],
  [
    'fragment F on User { id ...G } fragment G on User { name email } { viewer { ...F ... on User { active } } }',
  ],
  ['query ($yes: Boolean!) { viewer { id @include(if: $yes) name @skip(if: $yes) } }', { yes: true }],
  ['query ($yes: Boolean!) { viewer { id @include(if: $yes) name @skip(if: $yes) } }', { yes: false }],
  ['query ($first: Int = 2) { users(first: $first) { edges { node { id } } } }'],
  ['query ($first: Int = 2) { users(first: $first) { edges { node { id } } } }', { first: null }],
  ['query ($first: Int) { users(first: $first) { edges { node { id } } } }', { first: 'many' }],
  ['query ($first: Int!) { users(first: $first) { edges { node { id } } } }'],
  [
    'query ($id: String = "data_providers.int_0") { permissions(rbacId: $id) { revision } viewer { name } }',
    { id: null },
  ],
  ['query ($id: String = "data_providers.int_0") { viewer { name } permissions(rbacId: $id) { revision } }'],
  [
    'query ($id: ID = "int_0", $yes: Boolean = true) {\r\n\r\n integration(id: $id) { name @include(if: $yes) } }',
    { id: null },
  ],
  ['{\r\n\r viewer { name }\r\n auditEvents { edges { cursor } } }'],
  ['query ($yes: Boolean = true) { viewer { id name @include(if: $yes) } }', { yes: null }],
  ['query ($checks: [RightsCheckInput!]!) { checkRights(checks: $checks) { allowed } }', { checks: [{}] }],
  ['query A { viewer { id } } query B { viewer { name } }'],
  ['{ viewer { __typename } account { __typename revision } __typename }'],
  [
    '{ permissionSets { name actions impliedActions } integrations { edges { node { settings createdAt } } } }',
  ],
  ['{ nothing }'],
  [fragments(60, (next) => `${next} ${next}`)],
  [fragments(500, (next) => next)],
];

/** Each spreads the next one as often as `spread` says. */
function fragments(count: number, spread: (next: string) => string): string {
  const all = Array.from({ length: count }, (_, n) => `fragment F${n} on User { ${spread(`...F${n + 1}`)} }`);
  return `{ viewer { ...F0 } } ${all.join(' ')} fragment F${count} on User { id }`;
}

const CASES = [
  ...QUERIES.map(({ query, variables }) => [query, variables] as const),
  ...ODD_QUERIES.map(([query, variables]) => [query, variables] as const),
];

describe('a compiled query', () => {
  let interpreting: TestGateway;
  let compiling: TestGateway;
  let faulty: FaultyDatastore;
  beforeAll(async () => {
    faulty = new FaultyDatastore(createSqliteDatastore({ file: ':memory:' }));
    const { datastore } = faulty;
    const shared = { engine: 'sqlite', datastore, secret: 'a secret of more than thirty-two bytes' } as const;
    interpreting = await startTestGateway({
      ...shared,
      accounts: [accountOf({ rows: 5, groups: 2 })],
      compilesQueries: false,
    });
    compiling = await startTestGateway({ ...shared, compilesQueries: true });
  });
  afterAll(async () => {
    await compiling.stop();
    await interpreting.stop();
  });

  it.each([
    ['a datastore that is away', new DatastoreUnavailableError('away')],
    ['a mistake of ours', new TypeError('x is not a function')],
    ['something thrown that is no error', 'thrown'],
  ])('tells of %s as an interpreted one does, with an id for what is in the log', async (_what, error) => {
    const query =
      '{ viewer { name } teams { edges { node { name } } } other: users { edges { node { id } } } }';
    await compiling.ask(ADA, query);
    faulty.fail('snapshot.directoryPage', error);
    const [usual, compiled] = [await interpreting.ask(ADA, query), await compiling.ask(ADA, query)];
    faulty.repair();
    expect(withoutErrorIds(compiled)).toEqual(withoutErrorIds(usual));
    expect(compiled.errors?.[0]?.path).toEqual(['teams']);
  });

  it.each(CASES)('answers as an interpreted one does: %s', async (query, variables) => {
    for (const as of [ADA, MO, { account: 'acme', user: 'usr_1' }]) {
      const [usual, compiled, again] = [
        await interpreting.ask(as, query, variables),
        await compiling.ask(as, query, variables),
        await compiling.ask(as, query, variables),
      ];
      expect(compiled).toEqual(usual);
      expect(again).toEqual(usual);
    }
  });
});

/** Ids differ each time; that there is one stays. */
function withoutErrorIds(answer: GraphqlAnswer): unknown {
  return JSON.parse(JSON.stringify(answer), (key, value: unknown) =>
    key === 'errorId' ? typeof value : value,
  );
}
