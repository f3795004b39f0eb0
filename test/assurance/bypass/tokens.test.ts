import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { issueToken } from '../../../src/identity/issue-token.js';
import { builtSchema } from '../../graphql/built-schema.js';
import { startTestGateway } from '../../support/gateway.js';
import type { TestGateway } from '../../support/gateway.js';
import { postOf, sendRaw } from '../../support/raw-request.js';
import { tally } from '../tally.js';
import { everyUseOf, objectType } from './documents/selection.js';
import { documentOf, PLAIN } from './documents/styles.js';
import { ACME, GLOBEX } from './world.js';

const schema = builtSchema();
const HOPS = 1;
const OPERATIONS = (['query', 'mutation'] as const).flatMap((operation) => {
  const type = objectType(schema, operation === 'query' ? 'Query' : 'Mutation');
  return Object.values(type.getFields()).map((field) => ({
    ...{ operation, name: field.name },
    texts: everyUseOf(type, field, HOPS)
      .slice(0, 1)
      .map((selected) => documentOf(operation, selected, PLAIN)),
  }));
});

/** What stands where a token should; `usr_zoe` is inactive, `usr_gina` is a user of another account. */
type Tokens = (gateway: TestGateway) => Promise<string | undefined>;
const STRANGERS: readonly (readonly [who: string, token: Tokens])[] = [
  ['nobody, without a token', () => Promise.resolve(undefined)],
  ['nobody, with an empty token', () => Promise.resolve('Bearer ')],
  ['somebody who signed the token themselves', async () => `Bearer ${await signedByAStranger()}`],
  ['an inactive user', async (gateway) => `Bearer ${await gateway.token('acme', 'usr_zoe')}`],
  ['a user of another account', async (gateway) => `Bearer ${await gateway.token('acme', 'usr_gina')}`],
  [
    'an administrator, of an account that is none',
    async (gateway) => `Bearer ${await gateway.token('none', 'usr_ada')}`,
  ],
];

describe.each(STRANGERS)('%s', (_who, tokenOf) => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({ engine: 'sqlite', accounts: [ACME, GLOBEX], explorer: false });
  });
  afterAll(() => gateway.stop());

  const everything = async () => {
    const ada = { account: 'acme', user: 'usr_ada' };
    return gateway.ask(ada, '{ account { revision } integrations { edges { node { id version } } } }');
  };

  it.each(OPERATIONS)('is answered UNAUTHENTICATED and nothing else: $operation $name', async ({ texts }) => {
    const authorization = await tokenOf(gateway);
    const headers = authorization === undefined ? {} : { authorization };
    const url = `${gateway.url}/graphql`;
    const before = await everything();
    for (const query of texts) {
      const get = { headers: { 'apollo-require-preflight': 'true', ...headers } };
      const answers = [
        await sendRaw(url, postOf(JSON.stringify({ query }), headers)),
        await sendRaw(`${url}?${new URLSearchParams({ query }).toString()}`, get),
      ];
      for (const { status, body } of answers) {
        expect(status).toBe(401);
        expect(body).toEqual({
          errors: [{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED' } }],
        });
        expect(JSON.stringify(body)).not.toMatch(/planted|usr_|int_|pol_|acme/i);
      }
      tally('B4', answers.length);
    }
    expect(await everything()).toEqual(before);
  });
});

describe('a mutation by GET', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({ engine: 'sqlite', accounts: [ACME], explorer: false });
  });
  afterAll(() => gateway.stop());

  const mutations = OPERATIONS.filter(({ operation }) => operation === 'mutation');

  it.each(mutations)('is not carried out, whoever sends it: $name', async ({ texts: [query = ''] }) => {
    const authorization = `Bearer ${await gateway.token('acme', 'usr_ada')}`;
    const headers = { authorization, 'apollo-require-preflight': 'true' };
    const url = `${gateway.url}/graphql?${new URLSearchParams({ query }).toString()}`;
    const { status, body } = await sendRaw(url, { headers });
    expect(status).toBe(405);
    expect(body).not.toHaveProperty('data');
    const { data } = await gateway.ask({ account: 'acme', user: 'usr_ada' }, '{ account { revision } }');
    expect(data).toEqual({ account: { revision: 1 } });
  });
});

function signedByAStranger(): Promise<string> {
  const settings = { kind: 'SHARED_SECRET', secret: randomBytes(32).toString('hex') } as const;
  return issueToken(settings, { accountId: 'acme', userId: 'usr_ada', expiresInSeconds: 60 });
}
