import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { errorsOf } from '../../support/error-answers.js';
import { startTestGateway, USUAL_COST } from '../../support/gateway.js';
import type { TestGateway } from '../../support/gateway.js';
import { postOf, sendRaw } from '../../support/raw-request.js';
import { ACME, ADA } from '../input/world.js';

const NOBODY = { account: 'acme', user: 'usr_nobody' };
const LIST = '{ users(first: 100) { edges { node { id name } } } }';
const LIST_COST = 1_551;

describe('an operation that could cost too much', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startTestGateway({ engine: 'sqlite', accounts: [ACME], limits: { cost: LIST_COST } });
  });
  afterAll(() => gateway.stop());

  const send = async (as: typeof ADA, body: object, headers: Readonly<Record<string, string>> = {}) => {
    const before = gateway.datastore.commandCount;
    const authorization = `Bearer ${await gateway.token(as.account, as.user)}`;
    const answer = await sendRaw(
      `${gateway.url}/graphql`,
      postOf(JSON.stringify(body), { authorization, ...headers }),
    );
    return { ...answer, commands: gateway.datastore.commandCount - before };
  };

  it('is answered at the limit, and told what it costs when it asks [O2]', async () => {
    const plain = await send(ADA, { query: LIST });
    expect([plain.status, Object.keys(plain.body as object)]).toEqual([200, ['data']]);
    const told = await send(ADA, { query: LIST }, { 'x-latchkey-cost': 'report' });
    expect(told.body).toMatchObject({ extensions: { cost: LIST_COST } });
  });

  it('is refused one past the limit, with cost and limit, before anything but the opening read [O2]', async () => {
    for (const query of [LIST.replace('name', 'name active'), LIST.replace('id', 'id email')]) {
      const { status, body, commands } = await send(ADA, { query });
      expect([status, commands]).toEqual([400, 1]);
      const [error, ...others] = errorsOf(body);
      expect(others).toEqual([]);
      expect(error?.extensions).toEqual({ code: 'COST_LIMIT_EXCEEDED', cost: 1_651, limit: LIST_COST });
      expect(body).not.toHaveProperty('data');
    }
  });

  it('counts with the variables of the request, each time anew [O2]', async () => {
    const query = 'query ($n: Int) { users(first: $n) { edges { node { id name email } } } }';
    for (const [n, status] of [
      [90, 200],
      [100, 400],
      [90, 200],
    ]) {
      expect((await send(ADA, { query, variables: { n } })).status).toBe(status);
    }
  });

  it('tells nothing to an unknown user', async () => {
    const { status } = await send(NOBODY, { query: LIST.replace('name', 'name active') });
    expect(status).toBe(401);
  });
});

describe('what took the process once [O2]', () => {
  let gateway: TestGateway;
  const ASKING = { account: 'dense', user: 'u1' };

  beforeAll(async () => {
    gateway = await startTestGateway({ engine: 'sqlite', accounts: [dense()], limits: USUAL_COST });
  });
  afterAll(() => gateway.stop());

  const numbered = (count: number, of: string): string =>
    Array.from({ length: count }, (_, n) => `a${n}: ${of}`).join(' ');
  const levels = (count: number): string =>
    `{ viewer { ${'groups { members(first: 100) { edges { node { '.repeat(count)}id${'} } } } '.repeat(count)} } }`;
  const fanOut = `{ viewer { ...F0 } } ${[0, 1, 2].map((n) => `fragment F${n} on User { ${numbered(6, `groups { members(first: 100) { edges { node { ...F${n + 1} } } } }`)} }`).join(' ')} fragment F3 on User { id }`;

  it.each([
    ['two levels of lists', levels(2), 'COST_LIMIT_EXCEEDED'],
    ['three levels of lists', levels(3), 'COST_LIMIT_EXCEEDED'],
    ['four levels of lists', levels(4), 'COST_LIMIT_EXCEEDED'],
    ['fan-out by fragments', fanOut, 'COST_LIMIT_EXCEEDED'],
    [
      'refusals of many fields',
      `{ ${numbered(20, 'users(first: 100) { edges { node { ...E } } }')} } fragment E on User { ${numbered(480, 'email')} }`,
      'COST_LIMIT_EXCEEDED',
    ],
    [
      'many aliases',
      `{ users(first: 100) { edges { node { ${numbered(501, 'email')} } } } }`,
      'LIMIT_EXCEEDED',
    ],
    [
      'many searches',
      `{ ${numbered(490, 'usableIntegrations(search: "x") { edges { cursor } }')} }`,
      'COST_LIMIT_EXCEEDED',
    ],
    [
      'a long name in each row',
      `{ users(first: 100) { edges { node { ${'x'.repeat(90_000)}: id } } } }`,
      'LIMIT_EXCEEDED',
    ],
    [
      'newlines and errors',
      `${'\n'.repeat(950_000)}{ users { edges { node { email } } } }`,
      'DOCUMENT_TOO_LARGE',
    ],
    ['blanks', `query Q1 { viewer { id } }${' '.repeat(1_900_000)}`, 'DOCUMENT_TOO_LARGE'],
    ['comments', `{ viewer { id } }${'#\n'.repeat(40_000)}`, 'LIMIT_EXCEEDED'],
  ])('%s is refused', async (_, query, code) => {
    const before = gateway.datastore.commandCount;
    const { status, errors } = await gateway.ask(ASKING, query);
    expect([status, errors?.map(({ extensions }) => extensions.code)]).toEqual([400, [code]]);
    expect(gateway.datastore.commandCount - before).toBe(code === 'COST_LIMIT_EXCEEDED' ? 1 : 0);
  });
});

/** 120 people in 12 groups that all hold everybody. */
function dense() {
  const people = Array.from({ length: 120 }, (_, n) => ({ id: `u${n}`, name: `User ${n}` }));
  const memberIds = people.map(({ id }) => id);
  return {
    account: { id: 'dense', accessModel: 'GRANTS_ONLY' as const },
    users: people,
    groups: Array.from({ length: 12 }, (_, n) => ({ id: `g${n}`, name: `Group ${n}`, memberIds })),
  };
}
