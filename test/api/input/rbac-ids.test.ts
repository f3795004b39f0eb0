import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { refusalOf } from '../../support/error-answers.js';
import type { TestGateway } from '../../support/gateway.js';
import { ADA, OLGA, startInputWorld, stateOf, USE } from './world.js';

const A64 = 'a'.repeat(64);

/** Nothing but `data_providers.*` and `data_providers.<1 to 64 of A-Za-z0-9_->` is an RBAC id. */
const MALFORMED: readonly (readonly [what: string, rbacId: string])[] = [
  ['empty', ''],
  ['the prefix alone', 'data_providers.'],
  ['no prefix', 'int_pay'],
  ['the wildcard alone', '*'],
  ['a prefix in capitals', 'DATA_PROVIDERS.int_pay'],
  ['a capitalised prefix', 'Data_providers.int_pay'],
  ['another prefix', 'data_provider.int_pay'],
  ['another separator', 'data_providers:int_pay'],
  ['two dots', 'data_providers..int_pay'],
  ['something before', ' data_providers.int_pay'],
  ['a blank after', 'data_providers.int_pay '],
  ['a newline after', 'data_providers.int_pay\n'],
  ['a newline after the wildcard', 'data_providers.*\n'],
  ['a carriage return after', 'data_providers.int_pay\r'],
  ['a line before', 'x\ndata_providers.int_pay'],
  ['65 characters', `data_providers.a${A64}`],
  ['two stars', 'data_providers.**'],
  ['a star after an id', 'data_providers.int_*'],
  ['a star before an id', 'data_providers.*int_pay'],
  ['a question mark', 'data_providers.?'],
  ['an escaped star', 'data_providers.\\*'],
  ['an encoded star', 'data_providers.%2A'],
  ['a full-width star', 'data_providers.\uff0a'],
  ['an asterisk operator', 'data_providers.\u2217'],
  ['a Cyrillic letter', 'data_providers.int_p\u0430y'],
  ['a full-width letter', 'data_providers.\uff49nt_pay'],
  ['a Kelvin sign', 'data_providers.\u212a'],
  ['a combining accent', 'data_providers.int_pay\u0301'],
  ['a zero-width blank', 'data_providers.int_pay\u200b'],
  ['an astral letter', 'data_providers.\u{1d4be}'],
  ['a byte-order mark', '\ufeffdata_providers.int_pay'],
  ['U+0000', 'data_providers.int_pay\u0000'],
  ['a lone surrogate', 'data_providers.\ud800'],
  ['a dot in the id', 'data_providers.int.pay'],
  ['a slash in the id', 'data_providers.int/pay'],
  ['a dollar in the id', 'data_providers.$ne'],
  ['a megabyte', `data_providers.${'a'.repeat(1_000_000)}`],
];

const PAYLOAD = '{ revision userErrors { code } }';

/** Everything of the API that takes an RBAC id. */
const OPERATIONS = [
  'query ($id: String!) { permissions(rbacId: $id) { revision } }',
  'query ($id: String!) { effectiveRights(rbacId: $id) { revision } }',
  'query ($id: String!) { checkRights(checks: [{ rbacId: $id, action: CREATE }]) { allowed } }',
  'query ($id: String!) { whoCan(rbacId: $id, action: CREATE) { edges { cursor } } }',
  'query ($id: String!) { auditEvents(rbacId: $id) { edges { cursor } } }',
  `mutation ($id: String!) { grantPermission(input: { rbacId: $id, principal: { type: USER, id: "usr_olga" }, permissionSetId: "${USE}" }) ${PAYLOAD} }`,
  `mutation ($id: String!) { changePermissions(input: { rbacId: $id }) ${PAYLOAD} }`,
];

describe('RBAC ids', () => {
  let gateway: TestGateway;
  let atFirst: unknown;

  beforeAll(async () => {
    gateway = await startInputWorld('sqlite');
    atFirst = await stateOf(gateway);
  });
  afterAll(() => gateway.stop());

  describe.each(OPERATIONS)('in %s', (operation) => {
    it.each(MALFORMED)('refuses %s as bad input [V4]', async (_what, id) => {
      const answer = await gateway.ask(ADA, operation, { id });
      expect(answer.status).toBe(200);
      expect(refusalOf(answer)).toBe('BAD_USER_INPUT');
    });

    it.each([A64, 'a', 'A-Z_0', '-', '_', '0'])('takes %s for an id that may exist', async (id) => {
      const { errors = [] } = await gateway.ask(ADA, operation, { id: `data_providers.${id}` });
      const codes = errors.map(({ extensions }) => extensions.code);
      expect(codes.filter((code) => code !== 'NOT_FOUND')).toEqual([]);
    });
  });

  it('never repeats what was sent, whatever its length', async () => {
    const answer = await gateway.ask(ADA, OPERATIONS[0] ?? '', {
      id: `data_providers.${'a'.repeat(1_000_000)}`,
    });
    expect(JSON.stringify(answer).length).toBeLessThan(500);
  });

  it('says so before it asks for rights', async () => {
    const answer = await gateway.ask(OLGA, OPERATIONS[6] ?? '', { id: 'data_providers.**' });
    expect(refusalOf(answer)).toBe('BAD_USER_INPUT');
  });

  it('refuses all checks when one is malformed, and names it', async () => {
    const checks = ['data_providers.int_pay', 'data_providers.**'].map((rbacId) => ({
      rbacId,
      action: 'USE',
    }));
    const query = 'query ($checks: [RightsCheckInput!]!) { checkRights(checks: $checks) { allowed } }';
    const { errors } = await gateway.ask(ADA, query, { checks });
    expect(errors?.[0]?.message).toContain('checks.1.rbacId');
  });

  it('takes only CREATE and MANAGE_PERMISSIONS on the wildcard', async () => {
    const ask = async (action: string) => {
      const on = `rbacId: "data_providers.*", action: ${action}`;
      const answers = await Promise.all([
        gateway.ask(ADA, `{ checkRights(checks: [{ ${on} }]) { allowed } }`),
        gateway.ask(ADA, `{ whoCan(${on}) { edges { cursor } } }`),
      ]);
      return answers.map(({ errors }) => errors?.[0]?.extensions.code);
    };
    for (const action of ['CREATE', 'MANAGE_PERMISSIONS']) {
      expect(await ask(action)).toEqual([undefined, undefined]);
    }
    for (const action of ['READ', 'USE', 'UPDATE', 'DELETE']) {
      expect(await ask(action)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
    }
  });

  it('has changed nothing by all of this', async () => {
    expect(await stateOf(gateway)).toEqual(atFirst);
  });
});
