import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignJWT, UnsecuredJWT } from 'jose';
import type { JWTPayload } from 'jose';
import { errorsOf, refusalOf } from '../../support/error-answers.js';
import { startTestGateway } from '../../support/gateway.js';
import type { TestGateway } from '../../support/gateway.js';
import { postOf, sendLines, sendRaw } from '../../support/raw-request.js';
import type { RawAnswer } from '../../support/raw-request.js';
import { ACCOUNTS } from './accounts.js';

const SECRET = 'a secret of tests with more than thirty-two bytes';
const QUERY = '{"query":"{ viewer { id } account { id } }"}';

const inAnHour = (): number => Math.floor(Date.now() / 1000) + 3_600;
const valid = (): JWTPayload => ({ sub: 'usr_ada', account: 'acme', exp: inAnHour() });

function signed(payload: JWTPayload, { alg = 'HS256', secret = SECRET } = {}): Promise<string> {
  return new SignJWT(payload).setProtectedHeader({ alg }).sign(new TextEncoder().encode(secret));
}

/** Headers that say nothing about anybody. */
const NO_TOKENS: readonly (readonly [what: string, header: string | undefined])[] = [
  ['no header', undefined],
  ['an empty header', ''],
  ['another scheme', 'Basic dXNyX2FkYTp4'],
  ['the scheme alone', 'Bearer'],
  ['the scheme and a blank', 'Bearer '],
  ['a token without a scheme', 'eyJhbGciOiJub25lIn0.e30.'],
  ['two tokens', 'Bearer a.b.c d.e.f'],
];

/** Tokens that are not valid, however they look: none of them costs a command of the datastore. */
const INVALID: readonly (readonly [what: string, token: () => string | Promise<string>])[] = [
  ['no JWT', () => 'abc'],
  ['three empty parts', () => '..'],
  ['parts that are no base64', () => '%.%.%'],
  ['the header and nothing else', async () => `${(await signed(valid())).split('.')[0] ?? ''}..`],
  ['one that has expired', () => signed({ ...valid(), exp: Math.floor(Date.now() / 1000) - 1 })],
  ['one without an end', () => signed({ sub: 'usr_ada', account: 'acme' })],
  ['one that is not valid yet', () => signed({ ...valid(), nbf: inAnHour() })],
  ['one of another secret', () => signed(valid(), { secret: `${SECRET}!` })],
  [
    'one whose signature was changed',
    async () => (await signed(valid())).replace(/\.[^.]{4}([^.]*)$/, '.AAAA$1'),
  ],
  [
    'one whose claims were changed',
    async () => withClaims(await signed(valid()), { ...valid(), sub: 'usr_bo' }),
  ],
  ['one without a signature', () => new UnsecuredJWT(valid()).encode()],
  ['one signed with HS384', () => signed(valid(), { alg: 'HS384', secret: SECRET })],
  ['one signed with HS512', () => signed(valid(), { alg: 'HS512', secret: SECRET + SECRET })],
  ['one without a user', () => signed({ account: 'acme', exp: inAnHour() })],
  ['one without an account', () => signed({ sub: 'usr_ada', exp: inAnHour() })],
  ['one whose account is a list', () => signed({ ...valid(), account: ['acme', 'globex'] })],
  ['one whose user has another form', () => signed({ ...valid(), sub: 'usr_ada ' })],
  ['one whose account has another form', () => signed({ ...valid(), account: 'ac|me' })],
  ['one of 10,000 characters', () => signed({ ...valid(), padding: 'x'.repeat(7_400) })],
];

/** Genuine tokens of nobody who may ask. */
const STRANGERS: readonly (readonly [who: string, claims: () => JWTPayload])[] = [
  ['an unknown user', () => ({ ...valid(), sub: 'usr_nobody' })],
  ['an unknown account', () => ({ ...valid(), account: 'initech' })],
  ['an inactive user', () => ({ ...valid(), sub: 'usr_idle' })],
  ['a user of another account', () => ({ ...valid(), sub: 'usr_gina' })],
  ['an account in another case', () => ({ ...valid(), account: 'ACME' })],
  ['a group', () => ({ ...valid(), sub: 'grp_administrators' })],
  ['a team', () => ({ ...valid(), sub: 'team_root' })],
];

describe('whoever asks', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startTestGateway({
      engine: 'sqlite',
      accounts: ACCOUNTS,
      secret: SECRET,
      explorer: false,
    });
  });
  afterAll(() => gateway.stop());

  const send = (authorization: string | undefined, body = QUERY): Promise<RawAnswer> =>
    sendRaw(`${gateway.url}/graphql`, postOf(body, authorization === undefined ? {} : { authorization }));

  const expectUnauthenticated = (answer: RawAnswer): void => {
    expect([answer.status, refusalOf(answer.body)]).toEqual([401, 'UNAUTHENTICATED']);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  };

  it('is the user that the token names', async () => {
    for (const [account, user] of [
      ['acme', 'usr_ada'],
      ['globex', 'usr_gina'],
    ] as const) {
      const token = await signed({ sub: user, account, exp: inAnHour() });
      for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
        expect((await send(`${scheme} ${token}`)).body).toEqual({
          data: { viewer: { id: user }, account: { id: account } },
        });
      }
    }
  });

  it.each(NO_TOKENS)('is nobody with %s', async (_what, header) => {
    expectUnauthenticated(await send(header));
  });

  it.each([
    ['two of one user', 'usr_ada', 'usr_ada'],
    ['two of two users', 'usr_ada', 'usr_bo'],
    ['a valid one and none', 'usr_ada', undefined],
  ])('is nobody with two Authorization headers: %s [O10]', async (_what, ...users) => {
    const before = gateway.datastore.commandCount;
    const tokens = await Promise.all(
      users.map(async (sub) => (sub === undefined ? '' : `Bearer ${await signed({ ...valid(), sub })}`)),
    );
    const answer = await sendLines(gateway.url, [
      'POST /graphql HTTP/1.1',
      'host: a',
      'connection: close',
      ...tokens.map((token) => `Authorization: ${token}`),
      'content-type: application/json',
      `content-length: ${QUERY.length}`,
      '',
      QUERY,
    ]);
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
    expect(answer).toContain('"code":"UNAUTHENTICATED"');
    expect(gateway.datastore.commandCount).toBe(before);
  });

  it.each(INVALID)('is nobody with %s, for which no datastore is asked', async (_what, token) => {
    const before = gateway.datastore.commandCount;
    const answer = await send(`Bearer ${await token()}`);
    expectUnauthenticated(answer);
    expect(errorsOf(answer.body)[0]?.message).toBe('The token is not valid');
    expect(gateway.datastore.commandCount).toBe(before);
  });

  it.each(STRANGERS)('is nobody with a genuine token of %s, and is told no more', async (_who, claims) => {
    const answer = await send(`Bearer ${await signed(claims())}`);
    expectUnauthenticated(answer);
    expect(errorsOf(answer.body)[0]?.message).toBe('The token is not valid');
  });

  const BODIES = [
    ['no GraphQL', '{"query":"{ viewer { "}'],
    ['an unknown field', '{"query":"{ nothing }"}'],
    ['a question about the schema', '{"query":"{ __schema { types { name } } }"}'],
    ['a batch', `[${QUERY}]`],
    ['no query', '{}'],
  ] as const;

  it.each(BODIES)('is told of %s only when the token is that of an active user', async (_what, body) => {
    expectUnauthenticated(await send(undefined, body));
    for (const [, claims] of STRANGERS)
      expectUnauthenticated(await send(`Bearer ${await signed(claims())}`, body));
    expect((await send(`Bearer ${await signed(valid())}`, body)).status).toBe(400);
  });

  const UNREAD = [
    ['no JSON', '{"query', 'application/json'],
    ['nothing', '', 'application/json'],
    ['10 MB', JSON.stringify({ query: 'x'.repeat(10_000_000) }), 'application/json'],
    ['a form', 'a=b', 'application/x-www-form-urlencoded'],
    ['plain text', QUERY, 'text/plain'],
  ] as const;

  it.each(UNREAD)('has no body read without a valid token, be it %s', async (_what, body, type) => {
    const invalid = `Bearer ${await signed(valid(), { secret: `${SECRET}!` })}`;
    for (const authorization of [undefined, invalid]) {
      const headers = { 'content-type': type, ...(authorization !== undefined && { authorization }) };
      expectUnauthenticated(await sendRaw(`${gateway.url}/graphql`, postOf(body, headers)));
    }
  });

  it('needs a token for GET as well', async () => {
    const preflight = { headers: { 'apollo-require-preflight': '1' } };
    expectUnauthenticated(await sendRaw(`${gateway.url}/graphql?query={viewer{id}}`, preflight));
    expectUnauthenticated(
      await sendRaw(
        `${gateway.url}/graphql?query={viewer{id}}&access_token=${await signed(valid())}`,
        preflight,
      ),
    );
  });

  it('is nobody any more once the user was made inactive', async () => {
    const token = await signed({ ...valid(), sub: 'usr_bo' });
    expect((await send(`Bearer ${token}`)).status).toBe(200);
    const [acme] = ACCOUNTS;
    const users = acme.users?.map((user) => (user.id === 'usr_bo' ? { ...user, active: false } : user));
    await gateway.importAccount({ ...acme, ...(users && { users }) }, { replace: true });
    expectUnauthenticated(await send(`Bearer ${token}`));
  });
});

function withClaims(token: string, claims: JWTPayload): string {
  const [header, , signature] = token.split('.');
  return [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
}
