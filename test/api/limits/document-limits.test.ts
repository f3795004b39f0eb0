import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { errorsOf, refusalOf } from '../../support/error-answers.js';
import type { TestGateway } from '../../support/gateway.js';
import { postOf, sendRaw } from '../../support/raw-request.js';
import { ADA, startInputWorld } from '../input/world.js';

const NOBODY = { account: 'acme', user: 'usr_nobody' };
const padded = (bytes: number, filling: string): string =>
  `{ viewer { id } }${filling.repeat(bytes)}`.slice(0, bytes);

interface Case {
  readonly what: string;
  readonly body: (size: number) => object;
  readonly at: number;
  readonly code: 'DOCUMENT_TOO_LARGE' | 'LIMIT_EXCEEDED';
}

/** The usual limits, each at itself and one past it. */
const CASES: readonly Case[] = [
  {
    what: 'bytes of blanks',
    body: (n) => ({ query: padded(n, ' ') }),
    at: 102_400,
    code: 'DOCUMENT_TOO_LARGE',
  },
  {
    what: 'bytes of newlines',
    body: (n) => ({ query: padded(n, '\n') }),
    at: 102_400,
    code: 'DOCUMENT_TOO_LARGE',
  },
  {
    what: 'bytes of a comment',
    body: (n) => ({ query: `{ viewer { id } }#${'x'.repeat(n - 18)}` }),
    at: 102_400,
    code: 'DOCUMENT_TOO_LARGE',
  },
  {
    what: 'comments',
    body: (n) => ({ query: `{viewer{id}}${'#\n'.repeat(n - 6)}` }),
    at: 15_000,
    code: 'LIMIT_EXCEEDED',
  },
  {
    what: 'aliases',
    body: (n) => ({ query: `{ viewer { ${Array.from({ length: n }, (_, i) => `a${i}: id`).join(' ')} } }` }),
    at: 500,
    code: 'LIMIT_EXCEEDED',
  },
  {
    what: 'fields at the top',
    body: (n) => ({ query: `{ ${'__typename '.repeat(n)} }` }),
    at: 500,
    code: 'LIMIT_EXCEEDED',
  },
  {
    what: 'characters of an alias',
    body: (n) => ({ query: `{ ${'x'.repeat(n)}: viewer { id } }` }),
    at: 128,
    code: 'LIMIT_EXCEEDED',
  },
  {
    what: 'characters of an operation name',
    body: (n) => ({ query: `query ${'x'.repeat(n)} { viewer { id } }`, operationName: 'x'.repeat(n) }),
    at: 128,
    code: 'LIMIT_EXCEEDED',
  },
  {
    what: 'characters of a variable name',
    body: (n) => ({ query: '{ viewer { id } }', variables: { ['x'.repeat(n)]: 1 } }),
    at: 128,
    code: 'LIMIT_EXCEEDED',
  },
  {
    what: 'levels of a variable',
    body: (n) => ({
      query: '{ viewer { id } }',
      variables: JSON.parse(`{"a":${'['.repeat(n)}${']'.repeat(n)}}`) as object,
    }),
    at: 512,
    code: 'LIMIT_EXCEEDED',
  },
];

describe('a request within the limits, and one past each', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startInputWorld('sqlite');
  });
  afterAll(() => gateway.stop());

  const send = async (as: typeof ADA, body: object) => {
    const before = gateway.datastore.commandCount;
    const headers = { authorization: `Bearer ${await gateway.token(as.account, as.user)}` };
    const answer = await sendRaw(`${gateway.url}/graphql`, postOf(JSON.stringify(body), headers));
    return { ...answer, commands: gateway.datastore.commandCount - before };
  };

  it.each(CASES)(
    '$at $what are answered, one more is $code and reads nothing [O1]',
    async ({ body, at, code }) => {
      const within = await send(ADA, body(at));
      expect([within.status, Object.keys(within.body as object)]).toEqual([200, ['data']]);
      const beyond = await send(ADA, body(at + 1));
      expect([beyond.status, refusalOf(beyond.body), beyond.commands]).toEqual([400, code, 0]);
      expect(beyond.text.length).toBeLessThan(500);
    },
  );

  it.each(CASES)(
    'what is too large in $what is told to anybody with a token, what else is wrong is not',
    async ({ body, at, code }) => {
      const beyond = await send(NOBODY, body(at + 1));
      expect([beyond.status, refusalOf(beyond.body), beyond.commands]).toEqual([400, code, 0]);
    },
  );

  it.each([
    '{ nothing }',
    '{ viewer { id ',
    '{ viewer(id: 1) { id } }',
    'query ($a: Nothing) { viewer { id } }',
  ])('an unknown user learns nothing from %s', async (query) => {
    const { status, body } = await send(NOBODY, { query });
    expect([status, refusalOf(body)]).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('is refused by GET as by POST', async () => {
    const query = `{ ${'x'.repeat(129)}: viewer { id } }`;
    const address = `${gateway.url}/graphql?query=${encodeURIComponent(query)}`;
    const headers = {
      authorization: `Bearer ${await gateway.token(ADA.account, ADA.user)}`,
      'apollo-require-preflight': 'yes',
    };
    const answer = await sendRaw(address, { headers });
    expect([answer.status, refusalOf(answer.body)]).toEqual([400, 'LIMIT_EXCEEDED']);
  });

  it('more wrong variables than are told of is an ordinary answer [O3]', async () => {
    const names = Array.from({ length: 60 }, (_, n) => `v${n}`);
    const query = `query (${names.map((name) => `$${name}: Int`).join(' ')}) {
      ${names.map((name) => `${name}: users(first: $${name}) { edges { cursor } }`).join(' ')}
    }`;
    const variables = Object.fromEntries(names.map((name) => [name, 'x']));
    const { status, body } = await send(ADA, { query, variables });
    expect([status, refusalOf(body)]).toEqual([400, 'BAD_USER_INPUT']);
    expect(errorsOf(body).length).toBeLessThanOrEqual(100);
  });
});
