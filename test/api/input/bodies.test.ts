import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { errorsOf, refusalOf } from '../../support/error-answers.js';
import type { TestGateway } from '../../support/gateway.js';
import { postOf, sendRaw } from '../../support/raw-request.js';
import { ADA, startInputWorld, stateOf } from './world.js';

const QUERY = '{"query":"{ viewer { id } }"}';
const PREFLIGHT = { 'apollo-require-preflight': 'yes' };
const MUTATION = encodeURIComponent('mutation { deleteIntegration(input: { id: "int_pay" }) { revision } }');

interface HostileBody {
  readonly what: string;
  readonly status: number;
  readonly code: string;
  readonly body: string;
  readonly type?: string;
}

const BODIES: readonly HostileBody[] = [
  { what: 'nothing', status: 400, code: 'BAD_USER_INPUT', body: '' },
  { what: 'no JSON', status: 400, code: 'BAD_USER_INPUT', body: '{ viewer { id } }' },
  { what: 'half a JSON', status: 400, code: 'BAD_USER_INPUT', body: QUERY.slice(0, -1) },
  { what: 'two JSONs', status: 400, code: 'BAD_USER_INPUT', body: QUERY + QUERY },
  {
    what: '__proto__',
    status: 400,
    code: 'BAD_USER_INPUT',
    body: '{"query":"{ viewer { id } }","__proto__":{"a":1}}',
  },
  {
    what: '__proto__ within variables',
    status: 400,
    code: 'BAD_USER_INPUT',
    body: '{"query":"{ viewer { id } }","variables":{"a":{"__proto__":{"b":1}}}}',
  },
  {
    what: 'constructor.prototype',
    status: 400,
    code: 'BAD_USER_INPUT',
    body: '{"query":"{ viewer { id } }","variables":{"constructor":{"prototype":{"b":1}}}}',
  },
  {
    what: '10 MB',
    status: 413,
    code: 'BAD_USER_INPUT',
    body: JSON.stringify({ query: '{ viewer { id } }', variables: { a: 'x'.repeat(10_000_000) } }),
  },
  { what: 'a batch', status: 400, code: 'BAD_REQUEST', body: `[${QUERY},${QUERY}]` },
  { what: 'an empty batch', status: 400, code: 'BAD_REQUEST', body: '[]' },
  { what: 'null', status: 400, code: 'BAD_REQUEST', body: 'null' },
  { what: 'a number', status: 400, code: 'BAD_REQUEST', body: '1' },
  { what: 'a text', status: 400, code: 'BAD_REQUEST', body: '"{ viewer { id } }"' },
  { what: 'no query', status: 400, code: 'BAD_REQUEST', body: '{"variables":{}}' },
  { what: 'a query that is no text', status: 400, code: 'BAD_REQUEST', body: '{"query":{"viewer":1}}' },
  {
    what: 'variables that are a text',
    status: 400,
    code: 'BAD_REQUEST',
    body: '{"query":"{ viewer { id } }","variables":"{}"}',
  },
  {
    what: 'variables that are a list',
    status: 400,
    code: 'BAD_REQUEST',
    body: '{"query":"{ viewer { id } }","variables":[]}',
  },
  {
    what: 'an unknown operation',
    status: 400,
    code: 'OPERATION_RESOLUTION_FAILURE',
    body: '{"query":"query A { viewer { id } }","operationName":"B"}',
  },
  {
    what: 'an operation name that is no text',
    status: 400,
    code: 'BAD_REQUEST',
    body: '{"query":"query A { viewer { id } }","operationName":1}',
  },
  {
    what: 'a form',
    status: 415,
    code: 'BAD_USER_INPUT',
    body: 'query={viewer{id}}',
    type: 'application/x-www-form-urlencoded',
  },
  {
    what: 'several parts',
    status: 415,
    code: 'BAD_USER_INPUT',
    body: '--a--',
    type: 'multipart/form-data; boundary=a',
  },
  { what: 'XML', status: 415, code: 'BAD_USER_INPUT', body: '<query/>', type: 'application/xml' },
  {
    what: 'GraphQL as it is',
    status: 415,
    code: 'BAD_USER_INPUT',
    body: '{ viewer { id } }',
    type: 'application/graphql',
  },
  {
    what: 'plain text, as a form of another site could',
    status: 400,
    code: 'BAD_REQUEST',
    body: QUERY,
    type: 'text/plain',
  },
];

describe('the body of a request', () => {
  let gateway: TestGateway;
  let headers: Readonly<Record<string, string>>;
  let atFirst: unknown;

  beforeAll(async () => {
    gateway = await startInputWorld('sqlite');
    headers = { authorization: `Bearer ${await gateway.token(ADA.account, ADA.user)}` };
    atFirst = await stateOf(gateway);
  });
  afterAll(() => gateway.stop());

  const graphql = (): string => `${gateway.url}/graphql`;

  it.each(BODIES)('that is $what is answered $status in JSON', async ({ body, status, code, type }) => {
    const answer = await sendRaw(
      graphql(),
      postOf(body, { ...headers, ...(type && { 'content-type': type }) }),
    );
    expect([answer.status, refusalOf(answer.body)]).toEqual([status, code]);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(answer.text.length).toBeLessThan(2_000);
  });

  it('may be announced with a charset, and is read as UTF-8', async () => {
    const body = JSON.stringify({ query: '{ users(search: "Ä") { edges { cursor } } }' });
    const answer = await sendRaw(
      graphql(),
      postOf(body, { ...headers, 'content-type': 'application/json; charset=utf-8' }),
    );
    expect(answer.body).toEqual({ data: { users: { edges: [] } } });
  });

  it('may hold what GraphQL clients add to it', async () => {
    const body = JSON.stringify({
      query: 'query A { viewer { id } }',
      operationName: 'A',
      variables: null,
      extensions: {},
    });
    expect((await sendRaw(graphql(), postOf(body, headers))).status).toBe(200);
  });

  it('gets the answer that clients expect where persisted queries are not supported', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };
    const answer = await sendRaw(graphql(), postOf(JSON.stringify({ extensions }), headers));
    expect(errorsOf(answer.body)).toEqual([
      { message: 'PersistedQueryNotSupported', extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' } },
    ]);
  });

  it('is not needed for a query by GET, when it is one that a page of another site cannot send', async () => {
    const address = `${graphql()}?query=${encodeURIComponent('{ viewer { id } }')}`;
    expect((await sendRaw(address, { headers })).status).toBe(400);
    expect((await sendRaw(address, { headers: { ...headers, ...PREFLIGHT } })).status).toBe(200);
  });

  it('is needed for a mutation', async () => {
    const answer = await sendRaw(`${graphql()}?query=${MUTATION}`, { headers: { ...headers, ...PREFLIGHT } });
    expect([answer.status, refusalOf(answer.body)]).toEqual([405, 'BAD_REQUEST']);
    expect(answer.headers.get('allow')).toBe('POST');
  });

  it.each(['PUT', 'PATCH', 'DELETE'])('is not taken by %s', async (method) => {
    const answer = await sendRaw(graphql(), { ...postOf(QUERY, headers), method });
    expect([answer.status, refusalOf(answer.body)]).toEqual([404, 'NOT_FOUND']);
  });

  it.each(['/', '/graphql/x', '/GraphQL', '/%zz', '/..%2f', '/health', '/explorer/', '/__proto__'])(
    'has nowhere to go at %s',
    async (path) => {
      const answer = await sendRaw(gateway.url + path, postOf(QUERY, headers));
      expect([400, 404]).toContain(answer.status);
      expect(['NOT_FOUND', 'BAD_USER_INPUT']).toContain(refusalOf(answer.body));
    },
  );

  it('has changed nothing by all of this', async () => {
    expect(await stateOf(gateway)).toEqual(atFirst);
  });
});
