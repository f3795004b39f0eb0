import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { refusalOf } from '../../support/error-answers.js';
import { startTestGateway } from '../../support/gateway.js';
import type { TestGateway } from '../../support/gateway.js';
import { postOf, sendRaw } from '../../support/raw-request.js';
import { ACCOUNTS, ADA } from './accounts.js';

const QUERY = '{"query":"{ viewer { id } }"}';
const GRAPHQL_RESPONSE = 'application/graphql-response+json';

/** A status that says what happened also to a client that reads the status alone. */
const STATUS_TELLS = 'a wrong document is 400 in either media type, as Apollo answers it';
/** GET is taken only with a header that no page of another site can send. */
const NO_PLAIN_GET = 'GET is taken with `apollo-require-preflight` alone';

/** Each audit that is not met to the letter, and why. */
const ACCEPTED: Readonly<Record<string, string>> = {
  'warn 572B': STATUS_TELLS,
  'warn FDE2': STATUS_TELLS,
  'warn 7B9B': STATUS_TELLS,
  'notice 5A70': NO_PLAIN_GET,
  'notice D6D5': NO_PLAIN_GET,
  'notice 6A70': NO_PLAIN_GET,
};

describe('GraphQL over HTTP [O11]', () => {
  let gateway: TestGateway;
  let authorization: string;

  beforeAll(async () => {
    // The audits ask about the schema.
    gateway = await startTestGateway({ engine: 'sqlite', accounts: ACCOUNTS, explorer: true });
    authorization = `Bearer ${await gateway.token(ADA.account, ADA.user)}`;
  });
  afterAll(() => gateway.stop());

  async function audit(headers: Readonly<Record<string, string>>): Promise<string[]> {
    const fetchFn = (url: string, init: RequestInit = {}): Promise<Response> =>
      fetch(url, { ...init, headers: { ...Object.fromEntries(new Headers(init.headers)), ...headers } });
    const results = await Promise.all(
      serverAudits({ url: `${gateway.url}/graphql`, fetchFn }).map(({ fn }) => fn()),
    );
    expect(results.length).toBeGreaterThan(50);
    return results.filter(({ status }) => status !== 'ok').map(({ status, id }) => `${status} ${id}`);
  }

  it('passes the audits of graphql-http but for what is listed with its reason', async () => {
    expect((await audit({ authorization })).sort()).toEqual(Object.keys(ACCEPTED).sort());
  });

  it('passes those about GET with the header that other sites cannot send', async () => {
    const expected = Object.keys(ACCEPTED).filter((finding) => ACCEPTED[finding] !== NO_PLAIN_GET);
    expect((await audit({ authorization, 'apollo-require-preflight': '1' })).sort()).toEqual(expected.sort());
  });

  const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
  const REFUSED = [
    { what: 'without a token', as: 'nobody', body: QUERY, status: 401, code: 'UNAUTHENTICATED' },
    { what: 'that is no JSON', as: 'Ada', body: '{', status: 400, code: 'BAD_USER_INPUT' },
    { what: 'that is a form', as: 'Ada', body: QUERY, headers: FORM, status: 415, code: 'BAD_USER_INPUT' },
    {
      what: 'whose document is none',
      as: 'Ada',
      body: '{"query":"{"}',
      status: 400,
      code: 'GRAPHQL_PARSE_FAILED',
    },
    { what: 'without a query', as: 'Ada', body: '{}', status: 400, code: 'BAD_REQUEST' },
  ];
  const MEDIA_TYPES = [
    [undefined, 'application/json'],
    ['application/json', 'application/json'],
    ['*/*', 'application/json'],
    [GRAPHQL_RESPONSE, GRAPHQL_RESPONSE],
    [`${GRAPHQL_RESPONSE}, application/json;q=0.9`, GRAPHQL_RESPONSE],
  ] as const;

  it.each(REFUSED)('answers a request $what in the media type that is asked for', async (refused) => {
    for (const [accept, mediaType] of MEDIA_TYPES) {
      const headers = {
        ...(refused.as === 'Ada' && { authorization }),
        ...refused.headers,
        ...(accept !== undefined && { accept }),
      };
      const answer = await sendRaw(`${gateway.url}/graphql`, postOf(refused.body, headers));
      expect([answer.status, refusalOf(answer.body)]).toEqual([refused.status, refused.code]);
      expect(answer.headers.get('content-type')).toBe(`${mediaType}; charset=utf-8`);
      expect(answer.headers.get('www-authenticate')).toBe(refused.status === 401 ? 'Bearer' : null);
    }
  });
});
