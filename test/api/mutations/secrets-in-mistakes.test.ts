import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGateway } from '../../support/gateway.js';
import type { GraphqlAnswer, TestGateway } from '../../support/gateway.js';
import { company } from './stage/company.js';
import { PLANTED_SECRET } from './stage/stage.js';

const UPDATE = 'mutation ($input: UpdateIntegrationInput!) { updateIntegration(input: $input) { revision } }';
const CREATE = 'mutation ($input: CreateIntegrationInput!) { createIntegration(input: $input) { revision } }';
const secrets = { token: PLANTED_SECRET };

/** Inputs that are wrong beside, around or in a secret, with the words that have to be left of the mistake. */
const VARIABLES: readonly (readonly [mistake: string, query: string, input: unknown, says: string])[] = [
  ['an input without its id', UPDATE, { secrets }, 'input"; Field "id" of required type "ID!"'],
  ['an input without type', CREATE, { name: 'x', secrets }, 'input"; Field "type" of required type'],
  ['a field that nobody knows', UPDATE, { id: 'int_pd', secrets, secretz: 1 }, 'Field "secretz" is not'],
  ['a name that is no text', UPDATE, { id: 'int_pd', name: secrets, secrets }, 'input.name"; String'],
  ['a type that is none', CREATE, { name: 'x', type: 'FAX', secrets }, 'in "IntegrationType" enum'],
  ['a type that is no text', CREATE, { name: 'x', type: secrets }, 'input.type"; Enum "IntegrationType"'],
  ['a version that is no number', UPDATE, { id: 'int_pd', expectedVersion: PLANTED_SECRET }, 'Version"; Int'],
  ['teams that are none', UPDATE, { id: 'int_pd', teamIds: [secrets] }, 'input.teamIds[0]"; ID cannot'],
  ['a flag that is none', UPDATE, { id: 'int_pd', allowSelfLockout: PLANTED_SECRET }, 'Boolean cannot'],
  [
    'secrets that are a text',
    UPDATE,
    { id: 'int_pd', secrets: PLANTED_SECRET },
    'input.secrets"; JSONObject',
  ],
  ['secrets that are a list', UPDATE, { id: 'int_pd', secrets: [secrets] }, 'input.secrets"; JSONObject'],
  ['a secret that is an object', UPDATE, { id: 'int_pd', secrets: { a: secrets } }, 'input.secrets: must be'],
  ['an input that is a text', UPDATE, PLANTED_SECRET, 'to be an object'],
  ['an input that is a list', UPDATE, [{ id: 'int_pd', secrets }], 'input'],
  ['an input that is null', UPDATE, null, 'must not be null'],
  [
    'quotes like those of a message',
    UPDATE,
    { secrets: { a: `"; Field at "x"; ${PLANTED_SECRET}` } },
    '"id"',
  ],
];

const LITERAL = `secrets: { token: "${PLANTED_SECRET}" }`;
const DOCUMENTS: readonly (readonly [mistake: string, input: string])[] = [
  ['an input without its id', `{ ${LITERAL} }`],
  ['a field that nobody knows', `{ id: "int_pd", ${LITERAL}, secretz: "${PLANTED_SECRET}" }`],
  ['secrets that are a text', `{ id: "int_pd", secrets: "${PLANTED_SECRET}" }`],
  ['an input that is a list', `[{ id: "int_pd", ${LITERAL} }]`],
  ['an input that is a text', `"${PLANTED_SECRET}"`],
  ['a version that is no number', `{ id: "int_pd", expectedVersion: "${PLANTED_SECRET}" }`],
  ['a flag that is none', `{ id: "int_pd", allowSelfLockout: "${PLANTED_SECRET}" }`],
  ['a syntax error at the secret', `{ id: "int_pd", secrets: { token: "a" "${PLANTED_SECRET}" } }`],
  ['a syntax error at a block', `{ id: "int_pd", secrets: { token: "a" """${PLANTED_SECRET}""" } }`],
  ['a text that does not end', `{ id: "int_pd", secrets: { token: "${PLANTED_SECRET} } }`],
  ['a null that a variable brings', `{ id: $id, ${LITERAL} }`],
];

describe('a request with a mistake', () => {
  const log: string[] = [];
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({
      ...{ engine: 'sqlite', accounts: [company()], explorer: true },
      log: { write: (line) => log.push(line) },
    });
  });
  afterAll(() => gateway.stop());

  const expectSilent = (answer: GraphqlAnswer) => {
    expect(answer.errors?.length).toBeGreaterThan(0);
    expect(JSON.stringify(answer)).not.toContain(PLANTED_SECRET);
    expect(log.join('')).not.toContain(PLANTED_SECRET);
  };

  it.each(VARIABLES)('is told without the secret beside it: %s, in variables', async (...each) => {
    const [, query, input, says] = each;
    const answer = await gateway.ask({ account: 'acme', user: 'usr_mia' }, query, { input });
    expectSilent(answer);
    expect(answer.errors?.[0]?.message).toContain(says);
  });

  it.each(DOCUMENTS)('is told without the secret beside it: %s, in the document', async (_mistake, input) => {
    const query = `mutation ($id: ID! = "int_pd") { updateIntegration(input: ${input}) { revision } }`;
    const variables = input.includes('$id') ? { id: null } : {};
    expectSilent(await gateway.ask({ account: 'acme', user: 'usr_mia' }, query, variables));
  });

  it('is told without names of the schema', async () => {
    const input = { id: 'int_pd', secretz: {} };
    const { errors } = await gateway.ask({ account: 'acme', user: 'usr_mia' }, UPDATE, { input });
    expect(errors?.[0]?.message).not.toMatch(/Did you mean|"secrets"/);
  });

  it('is told in no time, whatever it holds', async () => {
    const start = performance.now();
    const key = ' Did you mean '.repeat(20_000);
    const answer = await gateway.ask({ account: 'acme', user: 'usr_mia' }, UPDATE, { input: { [key]: 1 } });
    expect(answer.errors?.length).toBeGreaterThan(0);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
