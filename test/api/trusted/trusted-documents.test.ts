import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { refusalOf } from '../../support/error-answers.js';
import { postOf, sendRaw } from '../../support/raw-request.js';
import {
  ADA,
  hashOf,
  idOf,
  NOBODY,
  OLGA,
  OTHER,
  PAGE,
  persisted,
  RENAME,
  startAny,
  startTrusting,
  TWO,
  WHO,
} from './world.js';
import type { Told, TrustingGateway } from './world.js';

const refused = ({ answer, commands }: Told) => [answer.status, refusalOf(answer.body), commands];

describe('where only trusted documents run [O13]', () => {
  let trusting: TrustingGateway;
  beforeAll(async () => {
    trusting = await startTrusting();
  });
  afterAll(() => trusting.stop());

  const OLGAS = { data: { viewer: { id: OLGA.user } } };

  it.each<[string, object]>([
    ['by its id', { documentId: idOf(WHO) }],
    ['by its id without a prefix', { documentId: hashOf(WHO) }],
    ['by persistedQuery', persisted(hashOf(WHO))],
    ['by both', { documentId: idOf(WHO), ...persisted(hashOf(WHO)) }],
    ['whole', { query: WHO }],
    ['whole, with its id', { query: WHO, documentId: idOf(WHO) }],
    ['whole, with persistedQuery, as a client registers it', { query: WHO, ...persisted(hashOf(WHO)) }],
    ['by its id, and zero values beside it', { documentId: idOf(WHO), query: '', ...{ extensions: {} } }],
    [
      'by its id, and nulls beside it',
      { documentId: idOf(WHO), query: null, extensions: null, variables: null },
    ],
    [
      'by its id, with other extensions',
      { documentId: idOf(WHO), extensions: { trace: 1, persistedQuery: null } },
    ],
  ])('a listed one may be asked for %s', async (_how, body) => {
    const { answer } = await trusting.send(OLGA, body);
    expect([answer.status, answer.body]).toEqual([200, OLGAS]);
  });

  it.each<[string, readonly (readonly [string, unknown])[]]>([
    ['by its id', [['documentId', idOf(WHO)]]],
    ['by persistedQuery', [['extensions', { persistedQuery: { version: 1, sha256Hash: hashOf(WHO) } }]]],
    ['whole', [['query', WHO]]],
  ])('a listed query may be asked for by GET, %s', async (_how, parameters) => {
    const { answer } = await trusting.get(OLGA, parameters);
    expect([answer.status, answer.body]).toEqual([200, OLGAS]);
  });

  it('variables and the operation are taken as ever, by POST and by GET', async () => {
    const asked = { documentId: idOf(TWO), operationName: 'Second', variables: { id: 'int_pay' } };
    const answered = { data: { integration: { id: 'int_pay' } } };
    expect((await trusting.send(ADA, asked)).answer.body).toEqual(answered);
    expect((await trusting.get(ADA, Object.entries(asked))).answer.body).toEqual(answered);
    const { answer } = await trusting.send(ADA, { ...asked, operationName: 'Third' });
    expect([answer.status, refusalOf(answer.body)]).toEqual([400, 'OPERATION_RESOLUTION_FAILURE']);
  });

  it('a listed mutation is carried out by POST, once for its key however it is named, and never by GET', async () => {
    const variables = { input: { id: 'int_pay', name: 'Renamed' } };
    const byGet = await trusting.get(ADA, [
      ['documentId', idOf(RENAME)],
      ['variables', variables],
    ]);
    expect([byGet.answer.status, refusalOf(byGet.answer.body)]).toEqual([405, 'BAD_REQUEST']);

    const token = await trusting.gateway.token(ADA.account, ADA.user);
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': 'once' };
    for (const named of [{ documentId: idOf(RENAME) }, { query: RENAME }, persisted(hashOf(RENAME))]) {
      const body = JSON.stringify({ ...named, variables });
      const answer = await sendRaw(`${trusting.gateway.url}/graphql`, postOf(body, headers));
      expect(answer.body).toEqual({ data: { updateIntegration: { revision: 2, userErrors: [] } } });
    }
  });

  const tooManyTokens = `{ viewer { ${'id '.repeat(15_001)} } }`;
  it.each<[string, object]>([
    ['another document', { query: OTHER }],
    ['a listed one with a blank more', { query: `${WHO} ` }],
    ['a listed one and another', { query: `${WHO} ${OTHER}` }],
    ['the id of another', { documentId: idOf(OTHER) }],
    ['another with its id', { query: OTHER, documentId: idOf(OTHER) }],
    ['the hash of another', persisted(hashOf(OTHER))],
    ['another that a client registers', { query: OTHER, ...persisted(hashOf(OTHER)) }],
    ['an id in capitals', { documentId: `sha256:${hashOf(WHO).toUpperCase()}` }],
    ['an id of another kind', { documentId: `md5:${hashOf(WHO)}` }],
    ['an id that is no hash', { documentId: '__proto__' }],
    ['half an id', { documentId: 'sha256:' }],
    ['a long id', { documentId: `sha256:${'a'.repeat(1_000_000)}` }],
    ['the operation by its name alone', { documentId: 'Who', operationName: 'Who' }],
    ['a text that is no document', { query: 'query {{{' }],
    ['a document beyond the limits, which is not read', { query: tooManyTokens }],
    ['introspection', { query: '{ __schema { types { name } } }' }],
    [
      'another, in a request that goes beyond limits otherwise',
      { query: OTHER, operationName: 'x'.repeat(200) },
    ],
  ])('%s is refused before anything is read', async (_what, body) => {
    for (const as of [ADA, OLGA, NOBODY]) {
      expect(refused(await trusting.send(as, body))).toEqual([400, 'UNTRUSTED_DOCUMENT', 0]);
    }
  });

  it('what is refused is refused by GET as well, and tells nothing of what there is', async () => {
    const { answer, ...told } = await trusting.get(OLGA, [['query', OTHER]]);
    expect(refused({ answer, ...told })).toEqual([400, 'UNTRUSTED_DOCUMENT', 0]);
    expect(answer.text).not.toMatch(/Who|Rename|[0-9a-f]{64}/);
  });

  it.each<[string, object]>([
    ['an id that is not that of the document', { query: WHO, documentId: idOf(TWO) }],
    ['a hash that is not that of the document', { query: WHO, ...persisted(hashOf(TWO)) }],
    ['a listed id before another document', { query: OTHER, documentId: idOf(WHO) }],
    ['two ids', { documentId: idOf(WHO), ...persisted(hashOf(TWO)) }],
    ['an id that is a number', { documentId: 1 }],
    ['an id that is a list', { documentId: [idOf(WHO)] }],
    ['an id that is an object', { documentId: { toString: idOf(WHO) } }],
    ['persistedQuery of another version', persisted(hashOf(WHO), 2)],
    ['persistedQuery without a hash', persisted(undefined)],
    ['persistedQuery that is a text', { extensions: { persistedQuery: hashOf(WHO) } }],
  ])('%s is a mistake, told before anything is read', async (_what, body) => {
    expect(refused(await trusting.send(OLGA, body))).toEqual([400, 'BAD_REQUEST', 0]);
  });

  it.each<[string, readonly (readonly [string, unknown])[]]>([
    [
      'a listed document and another',
      [
        ['query', WHO],
        ['query', OTHER],
      ],
    ],
    [
      'a listed id and another document',
      [
        ['documentId', idOf(WHO)],
        ['query', OTHER],
      ],
    ],
    [
      'two ids',
      [
        ['documentId', idOf(WHO)],
        ['documentId', idOf(TWO)],
      ],
    ],
    ['no document', [['operationName', 'Who']]],
  ])('%s by GET is a mistake', async (_what, parameters) => {
    const { answer } = await trusting.get(OLGA, parameters);
    expect([answer.status, refusalOf(answer.body)]).toEqual([400, 'BAD_REQUEST']);
  });

  it.each<[string, object]>([
    ['a batch of listed ones', [{ query: WHO }, { documentId: idOf(WHO) }]],
    ['a batch of others', [{ query: OTHER }]],
    ['a document that is no text', { query: { kind: 'Document', definitions: [] } }],
    ['no document', { variables: {} }],
    [
      'one below a key that means something to JavaScript',
      JSON.parse(`{"__proto__":{"query":"${WHO}"}}`) as object,
    ],
  ])('%s is refused as ever', async (_what, body) => {
    const { answer } = await trusting.send(OLGA, body);
    expect([answer.status, refusalOf(answer.body)]).toEqual([400, 'BAD_REQUEST']);
  });

  it('a document and its variables keep the limits', async () => {
    const deep = JSON.parse(`${'['.repeat(600)}${']'.repeat(600)}`) as unknown;
    const told = await trusting.send(ADA, { documentId: idOf(PAGE), variables: { first: 1, deep } });
    expect(refused(told)).toEqual([400, 'LIMIT_EXCEEDED', 0]);
    const { answer } = await trusting.send(ADA, { documentId: idOf(PAGE), variables: { first: 1_000 } });
    expect(refusalOf(answer.body)).toBe('BAD_USER_INPUT');
  });

  it('a caller without a token is told so first', async () => {
    for (const query of [WHO, OTHER]) {
      const answer = await sendRaw(`${trusting.gateway.url}/graphql`, postOf(JSON.stringify({ query })));
      expect([answer.status, refusalOf(answer.body)]).toEqual([401, 'UNAUTHENTICATED']);
    }
    const { answer } = await trusting.send(NOBODY, { documentId: idOf(WHO) });
    expect([answer.status, refusalOf(answer.body)]).toEqual([401, 'UNAUTHENTICATED']);
  });
});

describe('where administrators are exempted from trusted documents [O13]', () => {
  let trusting: TrustingGateway;
  beforeAll(async () => {
    trusting = await startTrusting({ exemptsAdministrators: true, limits: { cost: 500, depth: 5 } });
  });
  afterAll(() => trusting.stop());

  it('they may send any document, by POST and by GET', async () => {
    const answered = { data: { account: { id: 'acme' } } };
    expect((await trusting.send(ADA, { query: OTHER })).answer.body).toEqual(answered);
    expect((await trusting.send(ADA, { query: OTHER, ...persisted(hashOf(OTHER)) })).answer.body).toEqual(
      answered,
    );
    expect((await trusting.get(ADA, [['query', OTHER]])).answer.body).toEqual(answered);
  });

  it('they may not name one that nobody knows, which is told before anything is read', async () => {
    expect(refused(await trusting.send(ADA, { documentId: idOf(OTHER) }))).toEqual([
      400,
      'UNTRUSTED_DOCUMENT',
      0,
    ]);
  });

  it('everybody else is refused once it is known who asks, and their document is not read', async () => {
    for (const query of [OTHER, `{ viewer { ${'id '.repeat(15_001)} } }`, 'query {{{']) {
      expect(refused(await trusting.send(OLGA, { query }))).toEqual([400, 'UNTRUSTED_DOCUMENT', 1]);
    }
    expect(refused(await trusting.send(NOBODY, { query: OTHER }))).toEqual([401, 'UNAUTHENTICATED', 1]);
  });

  it('the limits and the cost hold for what they send, and for what is trusted', async () => {
    const deep = '{ viewer { groups { members { edges { node { id } } } } } }';
    expect(refused(await trusting.send(ADA, { query: deep }))).toEqual([400, 'LIMIT_EXCEEDED', 1]);
    const dear = { documentId: idOf(PAGE), variables: { first: 100 } };
    expect(refused(await trusting.send(OLGA, dear))).toEqual([400, 'COST_LIMIT_EXCEEDED', 1]);
  });
});

describe('where any document runs', () => {
  let any: TrustingGateway;
  beforeAll(async () => {
    any = await startAny();
  });
  afterAll(() => any.stop());

  it('one that is named by its id alone is refused with what to do, before anything is read [O13]', async () => {
    for (const documentId of [idOf(WHO), 'Who', 1]) {
      const told = await any.send(OLGA, { documentId });
      expect(refused(told)).toEqual([400, 'BAD_REQUEST', 0]);
    }
    const { answer } = await any.get(OLGA, [['documentId', idOf(WHO)]]);
    expect(answer.text).toContain('No trusted documents are configured here');
  });

  it('an id beside a document must be its own [O13]', async () => {
    expect((await any.send(OLGA, { query: WHO, documentId: idOf(WHO) })).answer.status).toBe(200);
    expect(refused(await any.send(OLGA, { query: WHO, documentId: idOf(TWO) }))).toEqual([
      400,
      'BAD_REQUEST',
      0,
    ]);
  });

  it('clients that register their queries are told that it is not supported [O13]', async () => {
    for (const query of [undefined, WHO]) {
      const { answer } = await any.send(OLGA, { query, ...persisted(hashOf(WHO)) });
      expect([answer.status, refusalOf(answer.body)]).toEqual([200, 'PERSISTED_QUERY_NOT_SUPPORTED']);
    }
  });
});
