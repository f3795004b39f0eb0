import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { errorsOf, refusalOf } from '../../support/error-answers.js';
import type { TestGateway } from '../../support/gateway.js';
import { ADA, startInputWorld, stateOf, USE } from './world.js';

const SIXTEEN_KIB = 16 * 1024;

/** `variables` are those with `n` of what the limit counts. */
interface Limit {
  readonly name: string;
  readonly limit: number;
  readonly query: string;
  readonly variables: (n: number) => object;
}

const ON = 'data_providers.int_pay';
const SAVED = '{ integration { name } userErrors { code } revision }';
const CHANGED = '{ changes { outcome } userErrors { code } revision }';

const jsonField = (name: string): string =>
  `mutation ($json: JSONObject) { updateIntegration(input: { id: "int_pay", ${name}: $json }) ${SAVED} }`;
const save = (field: string, type: string): string =>
  `mutation ($list: ${type}) { changePermissions(input: { rbacId: "${ON}", ${field}: $list }) ${CHANGED} }`;
const search = (list: string): string =>
  `query ($text: String) { ${list}(search: $text) { edges { cursor } } }`;
const because = (field: string): string =>
  `mutation ($text: String) { ${field.replace('INPUT', 'reason: $text')} ${CHANGED} }`;

const LIMITS: readonly Limit[] = [
  ...['a', '\u00e9', '\u{1f600}', '\u0301'].map((character) => nameLimit(character)),
  ...['integrations', 'usableIntegrations', 'users', 'groups', 'teams'].map((list) =>
    textLimit(`search of ${list}`, 100, search(list)),
  ),
  textLimit(
    'reason of a grant',
    1000,
    because(
      `grantPermission(input: { rbacId: "${ON}", principal: { type: USER, id: "usr_olga" }, permissionSetId: "${USE}", INPUT })`,
    ),
  ),
  textLimit(
    'reason of a revoke',
    1000,
    because('revokePermission(input: { permissionId: "pol_absent", INPUT })'),
  ),
  textLimit('reason of a Save', 1000, because(`changePermissions(input: { rbacId: "${ON}", INPUT })`)),
  jsonLimit('bytes of settings', 'settings', (n) => ({ text: 'x'.repeat(n - '{"text":""}'.length) })),
  jsonLimit('bytes of settings, not characters', 'settings', (n) => ({
    text: `${'€'.repeat(5000)}${'x'.repeat(n - 15_000 - '{"text":""}'.length)}`,
  })),
  jsonLimit('bytes of secrets', 'secrets', (n) => ({ token: 'x'.repeat(n - '{"token":""}'.length) })),
  {
    ...jsonLimit('characters of the name of a secret', 'secrets', (n) => ({ ['\u{1f511}'.repeat(n)]: null })),
    limit: 200,
  },
  {
    ...jsonLimit('levels of settings', 'settings', (n) => ({
      deep: JSON.parse('['.repeat(n - 1) + ']'.repeat(n - 1)) as unknown,
    })),
    limit: 500,
  },
  {
    name: 'checks',
    limit: 100,
    query: 'query ($list: [RightsCheckInput!]!) { checkRights(checks: $list) { allowed } }',
    variables: (n) => ({ list: Array.from({ length: n }, () => ({ rbacId: ON, action: 'USE' })) }),
  },
  {
    name: 'ids of integrationsById',
    limit: 100,
    query: 'query ($list: [ID!]!) { integrationsById(ids: $list) { id } }',
    variables: (n) => ({ list: Array.from({ length: n }, () => 'int_pay') }),
  },
  {
    name: 'adds',
    limit: 100,
    query: save('add', '[GrantInput!]'),
    variables: (n) => {
      const principal = { type: 'USER', id: 'usr_olga' };
      return { list: Array.from({ length: n }, () => ({ principal, permissionSetId: USE })) };
    },
  },
  {
    name: 'removes',
    limit: 100,
    query: save('remove', '[ID!]'),
    variables: (n) => ({ list: Array.from({ length: n }, (_, index) => `pol_absent_${index}`) }),
  },
];

function textLimit(name: string, limit: number, query: string): Limit {
  return { name, limit, query, variables: (n) => ({ text: '\u{1f50d}'.repeat(n) }) };
}

function nameLimit(character: string): Limit {
  const code = character.codePointAt(0)?.toString(16) ?? '';
  return {
    name: `characters U+${code} of a name`,
    limit: 200,
    query: `mutation ($text: String) { updateIntegration(input: { id: "int_pay", name: $text }) ${SAVED} }`,
    variables: (n) => ({ text: character.repeat(n) }),
  };
}

function jsonLimit(name: string, field: string, json: (n: number) => object): Limit {
  return { name, limit: SIXTEEN_KIB, query: jsonField(field), variables: (n) => ({ json: json(n) }) };
}

describe('limits', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startInputWorld('sqlite');
  });
  afterAll(() => gateway.stop());

  describe.each(LIMITS)('of $limit $name', ({ limit, query, variables }) => {
    const ask = (n: number) => gateway.ask(ADA, query, variables(n));

    it('are kept up to the limit', async () => {
      expect((await ask(limit)).errors).toBeUndefined();
    });

    it('refuse one more, say the limit, and change nothing', async () => {
      const before = await stateOf(gateway);
      const answer = await ask(limit + 1);
      expect([answer.status, refusalOf(answer)]).toEqual([200, 'BAD_USER_INPUT']);
      expect(errorsOf(answer)[0]?.message).toContain(limit.toString());
      expect(await stateOf(gateway)).toEqual(before);
    });
  });

  it('leaves no name empty', async () => {
    for (const mutation of [
      'createIntegration(input: { name: "", type: SLACK })',
      'updateIntegration(input: { id: "int_pay", name: "" })',
    ]) {
      expect(refusalOf(await gateway.ask(ADA, `mutation { ${mutation} ${SAVED} }`))).toBe('BAD_USER_INPUT');
    }
  });

  it('takes an empty search for none, and no checks for no questions', async () => {
    const query =
      '{ integrations(search: "") { edges { cursor } } all: integrations { edges { cursor } } checkRights(checks: []) { allowed } }';
    const { data } = await gateway.ask(ADA, query);
    const { integrations, all, checkRights } = data as Record<string, unknown>;
    expect(integrations).toEqual(all);
    expect(checkRights).toEqual([]);
  });
});
