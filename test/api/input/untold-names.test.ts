import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildSchema, getIntrospectionQuery, GraphQLError, parse, validate } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { TOUR } from '../../../src/page-documents/tour.js';
import { UntoldNames } from '../../../src/graphql/document/untold-names.js';
import { unquotedMessage } from '../../../src/graphql/unquoted-message.js';
import { effort } from '../../assurance/effort.js';
import { errorsOf } from '../../support/error-answers.js';
import type { TestGateway } from '../../support/gateway.js';
import { startTestGateway } from '../../support/gateway.js';

const MAYA = { account: 'northwind', user: 'usr_maya' };

/** What is wrong, with what may be said of it while nobody may ask for the schema. */
const TOLD: readonly (readonly [query: string, message: string, variables?: object])[] = [
  ['mutation { grantPermission(input: {}) { revision } }', 'A value lacks a field that it needs.'],
  ['mutation { grantPermission { revision } }', 'Field "grantPermission" lacks an argument that it needs.'],
  ['{ viewer { nam } }', 'There is no field "nam" where it is asked for.'],
  ['{ viewer }', 'Of field "viewer" it has to be said which fields are asked for.'],
  ['{ viewer { id { x } } }', 'Field "id" has no fields that could be asked for.'],
  ['{ users(frist: 1) { edges { cursor } } }', 'There is no argument "frist" where it is given.'],
  ['{ viewer { ... on Grup { id } } }', 'Unknown type "Grup".'],
  ['{ viewer { ... on Group { id } } }', 'A fragment stands where it can never apply.'],
  [
    '{ integrations(type: SLAK) { edges { cursor } } }',
    'A value is none of those that may stand where it does.',
  ],
  [
    'query ($a: Int) { checkRights(checks: $a) { allowed } }',
    'Variable "$a" has a type that does not fit where it is used.',
  ],
  [
    'mutation ($i: GrantPermissionInput!) { grantPermission(input: $i) { revision } }',
    'Variable "$i" got a value that does not fit its type.',
    { i: {} },
  ],
  [getIntrospectionQuery(), 'The schema cannot be asked for while the explorer is off.'],
];

describe('while the explorer is off [O9]', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({ engine: 'sqlite', demo: true, explorer: false });
  });
  afterAll(() => gateway.stop());

  it.each(TOLD.map(([query, message, variables = {}]) => ({ query, message, variables })))(
    '$message',
    async ({ query, message, variables }) => {
      const [first] = errorsOf(await gateway.ask(MAYA, query, variables));
      expect(first?.message).toBe(message);
    },
  );

  it('an answer names nothing that the library is set up with', async () => {
    const answers = await Promise.all([
      fetch(`${gateway.url}/graphql?query={viewer{id}}`, { headers: await headers() }),
      fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { ...(await headers()), 'content-type': 'application/json' },
        body: '{"query":""}',
      }),
    ]);
    for (const answer of answers) expect(await answer.text()).not.toMatch(/apollo|persisted/i);
  });

  async function headers(): Promise<Record<string, string>> {
    return { authorization: `Bearer ${await gateway.token(MAYA.account, MAYA.user)}` };
  }
});

describe('a document of the tour with a name in another place', () => {
  const text = readFileSync(join(__dirname, '../../../schema.graphql'), 'utf8');
  const schema = buildSchema(text);
  const untold = new UntoldNames(schema);
  const secret = namesIn(text);

  it('is told of without any name of the schema that it does not hold [O9]', () => {
    const documents = TOUR.flatMap(({ queries }) => queries.map(({ query }) => query));
    const damaged = fc
      .record({
        query: fc.constantFrom(...documents),
        at: fc.nat(),
        by: fc.constantFrom('x', 'id', 'User', ''),
      })
      .map(({ query, at, by }) => withoutName(query, at, by));
    let found = 0;
    fc.assert(
      fc.property(damaged, (query) => {
        for (const message of mistakesIn(schema, query)) {
          found += 1;
          const held = new Set(query.match(/[_A-Za-z]\w*/g));
          const told = untold.without(unquotedMessage(message, undefined), query);
          const words = told.match(/[_A-Za-z]\w*/g) ?? [];
          expect(words.filter((word) => secret.has(word) && !held.has(word))).toEqual([]);
        }
      }),
      effort(300),
    );
    expect(found).toBeGreaterThan(20);
  });
});

/** The names of the schema that are no plain words. */
function namesIn(text: string): ReadonlySet<string> {
  const words = text.replace(/"""[\s\S]*?"""/g, '').match(/[_A-Za-z]\w*/g) ?? [];
  return new Set(words.filter((word) => /[a-z][A-Z]|[A-Z]_[A-Z]/.test(word)));
}

function mistakesIn(schema: GraphQLSchema, text: string): readonly string[] {
  try {
    return validate(schema, parse(text)).map(({ message }) => message);
  } catch (error) {
    return error instanceof GraphQLError ? [error.message] : [];
  }
}

function withoutName(text: string, at: number, by: string): string {
  const names = [...text.matchAll(/[_A-Za-z]\w*/g)];
  const chosen = names[at % names.length];
  return chosen === undefined
    ? text
    : text.slice(0, chosen.index) + by + text.slice(chosen.index + chosen[0].length);
}
