import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { refusalOf } from '../../support/error-answers.js';
import type { TestGateway } from '../../support/gateway.js';
import { postOf, sendRaw } from '../../support/raw-request.js';
import { ADA, startInputWorld } from './world.js';

const ORDINARY = [
  'constructor',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'prototype',
  'then',
  'length',
  'name',
];

describe('a variable that is called as something objects of JavaScript have [O10]', () => {
  let gateway: TestGateway;
  let authorization: string;

  beforeAll(async () => {
    gateway = await startInputWorld('sqlite');
    authorization = `Bearer ${await gateway.token(ADA.account, ADA.user)}`;
  });
  afterAll(() => gateway.stop());

  const asked = (name: string) =>
    `query ($${name}: ID) { checkRights(checks: [{ rbacId: "data_providers.int_pay", action: USE, userId: $${name} }]) { allowed } }`;
  const variablesOf = (name: string) => `{"${name}":"usr_mia"}`;

  const waysIn: readonly (readonly [string, (name: string) => Promise<{ status: number; body: unknown }>])[] =
    [
      [
        'POST',
        (name) => {
          const body = `{"query":${JSON.stringify(asked(name))},"variables":${variablesOf(name)}}`;
          return sendRaw(`${gateway.url}/graphql`, postOf(body, { authorization }));
        },
      ],
      [
        'GET',
        (name) => {
          const query = new URLSearchParams({ query: asked(name), variables: variablesOf(name) });
          const headers = { authorization, 'apollo-require-preflight': 'yes' };
          return sendRaw(`${gateway.url}/graphql?${query.toString()}`, { headers });
        },
      ],
      [
        'a request without variables',
        (name) =>
          sendRaw(
            `${gateway.url}/graphql`,
            postOf(JSON.stringify({ query: asked(name) }), { authorization }),
          ),
      ],
    ];

  describe.each(waysIn)('by %s', (_, send) => {
    it('is refused where its value would be lost: $__proto__', async () => {
      const { status, body } = await send('__proto__');
      expect([status, refusalOf(body)]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
    });

    it.each(ORDINARY)('is like any other: $%s', async (name) => {
      const { status, body } = await send(name);
      expect([status, body]).toEqual([200, { data: { checkRights: [{ allowed: expect.any(Boolean) }] } }]);
    });
  });
});
