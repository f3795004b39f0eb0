import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { refusalOf } from '../../support/error-answers.js';
import type { TestGateway } from '../../support/gateway.js';
import { ADA, startInputWorld, stateOf, USE } from './world.js';

const CHANGES = '{ revision userErrors { code } }';

/** Everything that takes the value of an enum, with the value as `$value`. */
const ENUM_INPUTS = [
  ['IntegrationType', 'query', 'integrations(type: $value) { edges { cursor } }'],
  ['IntegrationType', 'query', 'usableIntegrations(type: $value) { edges { cursor } }'],
  [
    'Action!',
    'query',
    'checkRights(checks: [{ rbacId: "data_providers.int_pay", action: $value }]) { allowed }',
  ],
  ['Action!', 'query', 'whoCan(rbacId: "data_providers.int_pay", action: $value) { edges { cursor } }'],
  ['IntegrationType!', 'mutation', `createIntegration(input: { name: "New", type: $value }) ${CHANGES}`],
  [
    'PrincipalType!',
    'mutation',
    `grantPermission(input: { rbacId: "data_providers.int_pay", principal: { type: $value, id: "usr_olga" }, permissionSetId: "${USE}" }) ${CHANGES}`,
  ],
  [
    'PrincipalType!',
    'mutation',
    `changePermissions(input: { rbacId: "data_providers.int_pay", add: [{ principal: { type: $value, id: "usr_olga" }, permissionSetId: "${USE}" }] }) ${CHANGES}`,
  ],
] as const;

const NO_VALUES = [
  'NOPE',
  'use',
  'Slack',
  'user',
  '',
  ' USE',
  'USE ',
  'TEAM',
  'OPERATOR',
  '__proto__',
  'toString',
  0,
  1,
  true,
  {},
];

describe.each(ENUM_INPUTS)('the %s in %s { %s }', (type, operation, field) => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startInputWorld('sqlite');
  });
  afterAll(() => gateway.stop());

  it.each(NO_VALUES)('is not %j in a variable', async (value) => {
    const before = await stateOf(gateway);
    const answer = await gateway.ask(ADA, `${operation} ($value: ${type}) { ${field} }`, { value });
    expect([answer.status, refusalOf(answer)]).toEqual([400, 'BAD_USER_INPUT']);
    expect(await stateOf(gateway)).toEqual(before);
  });

  it.each(['NOPE', 'use', '"USE"', '"SLACK"', '0', '[USE]x', 'TRUE', 'OPERATOR'])(
    'is not %s in the document',
    async (value) => {
      const answer = await gateway.ask(ADA, `${operation} { ${field.replace('$value', value)} }`);
      expect(answer.status).toBe(400);
      expect(refusalOf(answer)).toMatch(/^GRAPHQL_(VALIDATION|PARSE)_FAILED$/);
    },
  );

  it(`is ${type.endsWith('!') ? 'never' : 'also'} null`, async () => {
    const { status, errors } = await gateway.ask(ADA, `${operation} ($value: ${type}) { ${field} }`, {
      value: null,
    });
    expect([status, errors === undefined]).toEqual(type.endsWith('!') ? [400, false] : [200, true]);
  });
});
