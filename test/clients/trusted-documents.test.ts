import {
  ApolloClient,
  ApolloLink,
  CombinedGraphQLErrors,
  gql,
  HttpLink,
  InMemoryCache,
} from '@apollo/client';
import { ServerError } from '@apollo/client/errors';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { print } from '@apollo/client/utilities';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Client, createRequest, fetchExchange, makeOperation } from '@urql/core';
import type { DocumentInput } from '@urql/core';
import type { DocumentNode } from 'graphql';
import { z } from 'zod';
import { sha256Of } from '../../src/graphql/document/sha256.js';
import { startTestGateway } from '../support/gateway.js';
import type { TestGateway } from '../support/gateway.js';
import { documentsByHash } from '../support/trusted-documents.js';
import { ACCOUNT, ACCOUNT_ID } from './account.js';
import { compileForRelay } from './relay-artifacts.js';
import { relayClient } from './relay-client.js';

const WHO = gql`
  query Who {
    viewer {
      id
      name
    }
  }
`;
const OTHER = gql`
  query Other {
    account {
      id
    }
  }
`;
const ADA = { __typename: 'User', id: 'usr_ada', name: 'Ada' };

let gateway: TestGateway;
afterEach(() => gateway.stop());

async function start(trustedDocuments?: string): Promise<{ url: string; headers: Record<string, string> }> {
  gateway = await startTestGateway({
    engine: 'sqlite',
    accounts: [ACCOUNT],
    explorer: false,
    ...(trustedDocuments !== undefined && { trustedDocuments }),
  });
  const token = await gateway.token(ACCOUNT_ID, 'usr_ada');
  return { url: `${gateway.url}/graphql`, headers: { authorization: `Bearer ${token}` } };
}

/** Keeps what a client sends: of a POST its body, of a GET the parameters in its address. */
class WatchedFetch {
  readonly sent: object[] = [];

  readonly fetch = (url: Parameters<typeof fetch>[0], init: RequestInit = {}): Promise<Response> => {
    const address = new URL(url instanceof Request ? url.url : url);
    this.sent.push(
      typeof init.body === 'string'
        ? (JSON.parse(init.body) as object)
        : Object.fromEntries(address.searchParams),
    );
    return fetch(url, init);
  };
}

describe('Apollo Client that names its documents by hash [O13]', () => {
  const cache = new InMemoryCache();
  const asSent = (query: DocumentNode) => print(cache.transformDocument(query));

  /** As Apollo's generator of manifests does: of each operation the text that the client would send. */
  const manifest = JSON.stringify({
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: [{ id: sha256Of(asSent(WHO)), name: 'Who', type: 'query', body: asSent(WHO) }],
  });

  function connect({ url, headers }: Awaited<ReturnType<typeof start>>, useGETForHashedQueries = false) {
    const { fetch, sent } = new WatchedFetch();
    const link = ApolloLink.from([
      new PersistedQueryLink({ sha256: sha256Of, useGETForHashedQueries }),
      new HttpLink({ uri: url, headers: { ...headers, 'apollo-require-preflight': '1' }, fetch }),
    ]);
    const client = new ApolloClient({ cache: new InMemoryCache(), link });
    const ask = (query: DocumentNode) => client.query({ query, fetchPolicy: 'network-only' });
    return { ask, sent };
  }

  it.each([false, true])('is answered without ever sending one (by GET: %j)', async (byGet) => {
    const { ask, sent } = connect(await start(manifest), byGet);
    expect((await ask(WHO)).data).toEqual({ viewer: ADA });
    expect(sent).toHaveLength(1);
    expect(sent[0]).not.toHaveProperty('query');
  });

  it('is told of one that is not listed, and does not send it', async () => {
    const { ask, sent } = connect(await start(manifest));
    const failure: unknown = await ask(OTHER).catch((error: unknown) => error);
    const errors = CombinedGraphQLErrors.is(failure)
      ? failure.errors
      : ServerError.is(failure) && failure.bodyText;
    expect(JSON.stringify(errors)).toContain('UNTRUSTED_DOCUMENT');
    expect(sent).toHaveLength(1);
    expect((await ask(WHO)).data).toEqual({ viewer: ADA });
  });

  it('sends them whole from then on, where none are configured', async () => {
    const { ask, sent } = connect(await start());
    expect((await ask(WHO)).data).toEqual({ viewer: ADA });
    expect((await ask(OTHER)).data).toMatchObject({ account: { id: ACCOUNT_ID } });
    expect(sent.map((body) => 'query' in body)).toEqual([false, true, true]);
  });
});

describe('urql with persisted documents [O13]', () => {
  const text = 'query Who { viewer { id name } }';
  // What its manual has a generator make of a document.
  const who = { kind: 'Document', definitions: [], documentId: `sha256:${sha256Of(text)}` } as unknown;

  async function connect(trustedDocuments?: string) {
    const { url, headers } = await start(trustedDocuments);
    const { fetch, sent } = new WatchedFetch();
    const client = new Client({ url, preferGetMethod: false, exchanges: [fetchExchange] });
    // Outside of production `query` looks for the operation in the document, which is not there.
    const context = {
      url,
      requestPolicy: 'network-only',
      fetch,
      fetchOptions: { headers },
      preferGetMethod: false,
    } as const;
    const asking = makeOperation('query', createRequest(who as DocumentInput, {}), context);
    return { asked: await client.executeRequestOperation(asking).toPromise(), sent };
  }

  it('is answered by their ids', async () => {
    const { asked, sent } = await connect(documentsByHash([text]));
    expect(asked.data).toEqual({ viewer: { id: 'usr_ada', name: 'Ada' } });
    expect(sent).toEqual([{ documentId: `sha256:${sha256Of(text)}`, variables: {} }]);
  });

  it.each([
    ['of one that is not listed', '{}', 'UNTRUSTED_DOCUMENT'],
    ['where none are configured', undefined, 'BAD_REQUEST'],
  ])('is told so %s', async (_when, trusted, code) => {
    const { asked } = await connect(trusted);
    expect(asked.error?.graphQLErrors.map(({ extensions }) => extensions.code)).toEqual([code]);
  });
});

describe('relay-runtime with what its compiler persisted [O13]', () => {
  it('is answered by the file as the compiler wrote it', async () => {
    const { artifacts, persisted } = await compileForRelay({ persists: true });
    const { url, headers } = await start(persisted);
    const client = relayClient(
      { url: url.replace('/graphql', ''), token: headers.authorization?.slice(7) ?? '' },
      artifacts,
    );
    const { data, codes } = await client.ask('Rights', { rbacId: 'data_providers.int_0', userId: 'usr_mia' });
    expect(codes).toEqual([]);
    expect(
      z.object({ effectiveRights: z.object({ user: z.object({ id: z.string() }) }) }).parse(data),
    ).toMatchObject({
      effectiveRights: { user: { id: 'usr_mia' } },
    });
    expect(Object.values(artifacts).map(({ params }) => params.text)).toEqual(
      Object.values(artifacts).map(() => null),
    );
  });
});
