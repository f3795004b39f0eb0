import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AccountFile } from '../../support/account-file.js';
import type { TestGateway } from '../../support/gateway.js';
import { startTestGateway } from '../../support/gateway.js';

const ADA = { account: 'acme', user: 'usr_ada' };
const BO = { account: 'globex', user: 'usr_bo' };

const ACCOUNTS: readonly AccountFile[] = [
  {
    account: { id: 'acme' },
    teams: [{ id: 'root', name: 'Root', root: true }],
    users: [{ id: 'usr_ada', name: 'Ada', memberships: [{ teamId: 'root', role: 'ADMINISTRATOR' }] }],
    groups: [{ id: 'grp_ops', name: 'Operations', memberIds: ['usr_ada'] }],
    integrations: ['int_1', 'int_2'].map((id) => ({ id, name: id, type: 'WEBHOOK' })),
  },
  { account: { id: 'globex' }, users: [{ id: 'usr_bo', name: 'Bo' }] },
];

const TWO_OF_THREE = { integrations: { edges: [{ node: { id: 'int_email' } }, { node: { id: 'int_1' } }] } };

/** Documents that code made for a document answered otherwise, from the second use on. */
const CASES = [
  {
    what: 'a fragment that is spread twice, once on a condition',
    query: 'query ($a: Boolean!) { viewer { ...F @include(if: $a) ...F } } fragment F on User { name }',
    variables: { a: false },
    data: { viewer: { name: 'Ada' } },
  },
  {
    what: 'a field that is merged from two places, one of them on a condition',
    query: 'query ($a: Boolean!) { viewer { groups { name } groups @include(if: $a) { ... { id } } } }',
    variables: { a: false },
    data: { viewer: { groups: [{ name: 'Everyone' }, { name: 'Operations' }] } },
  },
  {
    what: 'a variable named like what every object inherits',
    query: 'query ($constructor: Int = 2) { integrations(first: $constructor) { edges { node { id } } } }',
    variables: {},
    data: TWO_OF_THREE,
  },
  {
    what: 'a variable that may not be null and has a default',
    query: 'query ($n: Int! = 2) { integrations(first: $n) { edges { node { id } } } }',
    variables: {},
    data: TWO_OF_THREE,
  },
];

describe('a query that comes again [O8]', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({ engine: 'sqlite', accounts: ACCOUNTS });
  });
  afterAll(() => gateway.stop());

  it.each(CASES)('is answered as the first time: $what', async ({ query, variables, data }) => {
    for (let time = 0; time < 4; time += 1) {
      expect(await gateway.ask(ADA, query, variables)).toEqual({ status: 200, data });
    }
  });

  it('is answered by the operation that was named, whoever asked for another one of the document before', async () => {
    const query =
      'query A($c: Boolean!) { viewer { id ...F @include(if: $c) } } query B { viewer { id ...F } } fragment F on User { name }';
    const send = async (as: typeof ADA, operationName: string, variables: object) => {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await gateway.token(as.account, as.user)}`,
        },
        body: JSON.stringify({ query, operationName, variables }),
      });
      return response.json();
    };
    for (let time = 0; time < 2; time += 1) {
      expect(await send(ADA, 'A', { c: false })).toEqual({ data: { viewer: { id: 'usr_ada' } } });
    }
    for (let time = 0; time < 2; time += 1) {
      expect(await send(BO, 'B', {})).toEqual({ data: { viewer: { id: 'usr_bo', name: 'Bo' } } });
    }
  });
});
