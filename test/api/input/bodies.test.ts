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
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly type?: string;
}

function withBytes(before: string, bytes: string, after: string): Uint8Array<ArrayBuffer> {
  return Buffer.concat(
    [before, Buffer.from(bytes.replaceAll(' ', ''), 'hex'), after].map((part) => Buffer.from(part)),
  );
}

const BODIES: readonly HostileBody[] = [
  { what: 'nothing', status: 400, code: 'BAD_USER_INPUT', body: '' },
  { what: 'no JSON', status: 400, code: 'BAD_USER_INPUT', body: '{ viewer { id } }' },
  { what: 'half a JSON', status: 400, code: 'BAD_USER_INPUT', body: QUERY.slice(0, -1) },
  { what: 'two JSONs', status: 400, code: 'BAD_USER_INPUT', body: QUERY + QUERY },
  { what: 'JSON in UTF-16', status: 400, code: 'BAD_USER_INPUT', body: Buffer.from(QUERY, 'utf16le') },
  { what: 'a BOM alone', status: 400, code: 'BAD_USER_INPUT', body: '\uFEFF' },
  ...['ff fe', 'c3', 'c0 80', 'ed a0 80', 'f4 90 80 80', '80'].map((bytes) => ({
    what: `JSON whose text holds the bytes ${bytes}, which are no UTF-8`,
    status: 400,
    code: 'BAD_USER_INPUT',
    body: withBytes('{"query":"{ users(search: \\"', bytes, '\\") { edges { cursor } } }"}'),
  })),
  {
    what: 'JSON of another charset',
    status: 415,
    code: 'BAD_USER_INPUT',
    body: QUERY,
    type: 'application/json; charset=iso-8859-1',
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
    status: 415,
    code: 'BAD_USER_INPUT',
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

  it.each([
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
    'application/json; charset=utf8',
  ])('may be announced as %s, and is read as UTF-8', async (type) => {
    const body = JSON.stringify({ query: '{ users(search: "Ä") { edges { cursor } } }' });
    for (const text of [body, `\uFEFF${body}`]) {
      const answer = await sendRaw(graphql(), postOf(text, { ...headers, 'content-type': type }));
      expect(answer.body).toEqual({ data: { users: { edges: [] } } });
    }
  });

  it('is not read compressed', async () => {
    const answer = await sendRaw(graphql(), postOf(QUERY, { ...headers, 'content-encoding': 'gzip' }));
    expect([answer.status, refusalOf(answer.body)]).toEqual([415, 'BAD_USER_INPUT']);
  });

  it.each([
    '{"query":"{ viewer { id } }","__proto__":{"query":"{ account { id } }"}}',
    '{"query":"{ viewer { id } }","constructor":{"prototype":{"query":"{ account { id } }"}}}',
    '{"query":"{ viewer { id } }","variables":{"a":{"__proto__":{"b":1}},"__proto__":{"c":1}}}',
    '{"query":"{ viewer { id } }","variables":{"constructor":{"prototype":{"b":1}}}}',
  ])('may hold keys that mean something to JavaScript, which mean nothing here: %s [O10]', async (body) => {
    const answer = await sendRaw(graphql(), postOf(body, headers));
    expect([answer.status, answer.body]).toEqual([200, { data: { viewer: { id: ADA.user } } }]);
    expect(Object.keys(Object.prototype)).toEqual([]);
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
