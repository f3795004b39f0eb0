import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import type { JWTPayload } from 'jose';
import { z } from 'zod';
import { CapturedLog } from '../../support/captured-log.js';
import { FaultyDatastore } from '../../support/faulty-datastore.js';
import { createDatastore, startTestGateway } from '../../support/gateway.js';
import type { TestGateway } from '../../support/gateway.js';
import { postOf, sendRaw } from '../../support/raw-request.js';
import type { RawAnswer } from '../../support/raw-request.js';
import { ACCOUNTS, ADA } from './accounts.js';

const PLANTED = 'planted-in-a-request';
const SECRET = 'a secret of tests with more than thirty-two bytes';

const auditTrail = z.object({
  auditEvents: z.object({
    edges: z.array(z.object({ node: z.object({ requestId: z.string().nullable(), kind: z.string() }) })),
  }),
});

describe('the log', () => {
  const log = new CapturedLog();
  const faulty = new FaultyDatastore(createDatastore('sqlite'));
  let gateway: TestGateway;
  let token: string;

  beforeAll(async () => {
    gateway = await startTestGateway({
      engine: 'sqlite',
      accounts: ACCOUNTS,
      datastore: faulty.datastore,
      secret: SECRET,
      log,
    });
    token = await gateway.token(ADA.account, ADA.user);
  });
  afterAll(() => gateway.stop());

  const send = (query: string, variables: object = {}): Promise<RawAnswer> => {
    const body = JSON.stringify({ query, variables });
    return sendRaw(`${gateway.url}/graphql`, postOf(body, { authorization: `Bearer ${token}` }));
  };
  const requestIdOf = ({ headers }: RawAnswer): string => headers.get('x-request-id') ?? '';
  const lineOf = (answer: RawAnswer) =>
    log.lines.find(({ event, reqId }) => event === 'request' && reqId === requestIdOf(answer));

  it('has one line of JSON for each request, with its id, outcome and who asked', async () => {
    const answer = await send('query WhoAmI { viewer { id } }');
    expect(lineOf(answer)).toMatchObject({
      event: 'request',
      method: 'POST',
      path: '/graphql',
      status: 200,
      accountId: 'acme',
      userId: 'usr_ada',
      operation: 'WhoAmI',
    });
    expect(lineOf(await sendRaw(`${gateway.url}/health/live`))).toMatchObject({
      path: '/health/live',
      status: 200,
    });
    expect(lineOf(await sendRaw(`${gateway.url}/nowhere`))).toMatchObject({ path: '/nowhere', status: 404 });
    const stranger = await sendRaw(`${gateway.url}/graphql`, postOf('{}'));
    expect(lineOf(stranger)).toMatchObject({ status: 401 });
    expect(lineOf(stranger)).not.toHaveProperty('userId');
  });

  it('tells what an operation was counted to cost, and how many commands it sent [O25]', async () => {
    const name = 'mutation { createIntegration(input: { name: "Counted", type: SLACK }) { revision } }';
    const list = '{ integrations(first: 5) { edges { node { name } } } }';
    for (const query of ['{ viewer { id } }', list, name]) {
      const before = faulty.datastore.commandCount;
      const body = JSON.stringify({ query });
      const headers = { authorization: `Bearer ${token}`, 'x-latchkey-cost': 'report' };
      const answer = await sendRaw(`${gateway.url}/graphql`, postOf(body, headers));
      const { cost } = z.object({ extensions: z.object({ cost: z.number() }) }).parse(answer.body).extensions;
      expect(lineOf(answer)).toMatchObject({ cost, commands: faulty.datastore.commandCount - before });
      expect(lineOf(answer)).not.toHaveProperty('codes');
    }
  });

  it('tells the codes of the errors in the answer, each once [O25]', async () => {
    const id = 'data_providers.int_gone';
    const several = await send(
      `{ a: permissions(rbacId: "${id}") { edges { cursor } } b: whoCan(rbacId: "${id}", action: READ) { edges { cursor } }
         c: permissions(rbacId: "?") { edges { cursor } } }`,
    );
    expect(lineOf(several)).toMatchObject({ status: 200, codes: ['BAD_USER_INPUT', 'NOT_FOUND'] });
    expect(lineOf(await send('{'))).toMatchObject({ status: 400, codes: ['GRAPHQL_PARSE_FAILED'] });
    expect(lineOf(await send('{ nothing }'))).toMatchObject({ codes: ['GRAPHQL_VALIDATION_FAILED'] });
    expect(lineOf(await send(''))).toMatchObject({ status: 400, codes: ['BAD_REQUEST'] });
    expect(lineOf(await send('x'.repeat(200_000)))).toMatchObject({ codes: ['DOCUMENT_TOO_LARGE'] });
    expect(lineOf(await sendRaw(`${gateway.url}/graphql`, postOf('{}')))).toMatchObject({
      codes: ['UNAUTHENTICATED'],
    });
    expect(lineOf(await sendRaw(`${gateway.url}/nowhere`))).toMatchObject({ codes: ['NOT_FOUND'] });
  });

  it('has a line for an address that cannot be decoded, too', async () => {
    const answer = await sendRaw(`${gateway.url}/%ff`);
    expect(lineOf(answer)).toMatchObject({ path: '/%ff', status: 400 });
  });

  it("tells whose connection it is, and takes nobody else's word for it [O25]", async () => {
    const answer = await sendRaw(`${gateway.url}/health/live`, {
      headers: { 'x-forwarded-for': '198.51.100.7' },
    });
    expect(lineOf(answer)).toMatchObject({ address: '127.0.0.1' });
  });

  const NEW_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

  it('gives every request an id of its own', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => send('{ viewer { id } }')));
    expect(new Set(answers.map(requestIdOf)).size).toBe(20);
    for (const answer of answers) expect(requestIdOf(answer)).toMatch(NEW_ID);
  });

  it.each(['a', 'checkout-42.retry_1', '0', '...', 'x'.repeat(128)])(
    'takes up the id that a request brings: %s [O25]',
    async (given) => {
      const answer = await sendRaw(`${gateway.url}/health/live`, { headers: { 'x-request-id': given } });
      expect(requestIdOf(answer)).toBe(given);
      expect(lineOf(answer)).toMatchObject({ path: '/health/live', status: 200 });
    },
  );

  it.each(['', 'x'.repeat(129), 'a b', 'a,b', '{"level":60}', 'a/b', 'ä', 'a\tb'])(
    'gives a new id in place of %p [O25]',
    async (given) => {
      const answer = await sendRaw(`${gateway.url}/health/live`, { headers: { 'x-request-id': given } });
      expect(requestIdOf(answer)).toMatch(NEW_ID);
    },
  );

  it('tells why a token was refused, and the client does not learn it [O25]', async () => {
    const now = Math.floor(Date.now() / 1000);
    const claims = { sub: 'usr_ada', account: 'acme', exp: now + 600 };
    const sign = (payload: JWTPayload, alg = 'HS256', secret = SECRET) =>
      new SignJWT(payload).setProtectedHeader({ alg }).sign(new TextEncoder().encode(secret));
    const refused: Readonly<Record<string, string | undefined>> = {
      NO_TOKEN: undefined,
      NO_JWT: 'no-token-of-any-kind',
      TOO_LONG: await sign({ ...claims, padding: 'x'.repeat(8_000) }),
      EXPIRED: await sign({ ...claims, exp: now - 1 }),
      WITHOUT_EXPIRY: await sign({ sub: 'usr_ada', account: 'acme' }),
      NOT_YET_VALID: await sign({ ...claims, nbf: now + 60 }),
      WRONG_SIGNATURE: await sign(claims, 'HS256', `${SECRET}!`),
      OTHER_ALGORITHM: await sign(claims, 'HS512', SECRET + SECRET),
      OTHER_CLAIMS: await sign({ ...claims, account: 'ac|me' }),
      UNKNOWN_USER: await sign({ ...claims, sub: 'usr_nobody' }),
      INACTIVE_USER: await sign({ ...claims, sub: 'usr_idle' }),
    };
    for (const [reason, refusedToken] of Object.entries(refused)) {
      const headers = refusedToken === undefined ? {} : { authorization: `Bearer ${refusedToken}` };
      const answer = await sendRaw(`${gateway.url}/graphql`, postOf('{}', headers));
      expect(lineOf(answer)).toMatchObject({ status: 401, tokenRefusal: reason });
      expect(answer.text).not.toContain(reason);
      if (refusedToken !== undefined) expect(log.text).not.toContain(refusedToken);
    }
  });

  it('cuts the name of an operation at 100 characters [O25]', async () => {
    const answer = await send(`query ${'N'.repeat(101)} { viewer { id } }`);
    expect(answer.status).toBe(200);
    expect(lineOf(answer)).toMatchObject({ operation: 'N'.repeat(100) });
  });

  it('tells of no error of ours when a client goes away in the middle of its request [O25]', async () => {
    const requestId = 'gone-in-the-middle';
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
    const head = ['host: a', `authorization: Bearer ${token}`, 'content-type: application/json'];
    socket.write(
      ['POST /graphql HTTP/1.1', ...head, 'content-length: 99', `x-request-id: ${requestId}`, '', '{'].join(
        '\r\n',
      ),
    );
    await once(socket, 'connect');
    // Only once the server has met the request can its client leave it.
    while (faulty.datastore.commandCount === 0) await send('{ viewer { id } }');
    socket.resetAndDestroy();
    const linesOf = () => log.lines.filter(({ reqId }) => reqId === requestId);
    while (linesOf().length === 0) await send('{ viewer { id } }');
    expect(linesOf()).toMatchObject([{ event: 'request', status: 499 }]);
  });

  it('and the audit trail name the same request', async () => {
    const created = await send(
      'mutation { createIntegration(input: { name: "New", type: SLACK }) { revision } }',
    );
    const { data } = await gateway.ask(
      ADA,
      '{ auditEvents(first: 2) { edges { node { requestId kind } } } }',
    );
    const events = auditTrail.parse(data).auditEvents.edges.map(({ node }) => node);
    expect(events.map(({ kind }) => kind).sort()).toEqual(['INTEGRATION_CREATED', 'PERMISSION_GRANTED']);
    expect(new Set(events.map(({ requestId }) => requestId))).toEqual(new Set([requestIdOf(created)]));
    expect(lineOf(created)).toBeDefined();
  });

  it('never holds tokens, variables, queries or secrets, whatever becomes of the request', async () => {
    const mutation = `mutation Planting($input: CreateIntegrationInput!) { createIntegration(input: $input) { userErrors { code } } }`;
    const input = {
      name: PLANTED,
      type: 'SLACK',
      settings: { url: PLANTED },
      secrets: { [PLANTED]: PLANTED },
    };
    const preflight = { authorization: `Bearer ${token}`, 'apollo-require-preflight': '1' };
    const query = encodeURIComponent(`{ users(search: "${PLANTED}") { edges { cursor } } }`);
    await send(mutation, { input });
    await send(mutation, { input: { ...input, unknown: PLANTED } });
    await send(mutation, { input: { ...input, secrets: { [PLANTED]: 1 } } });
    await send(`{ integration(id: "${PLANTED}") { ${PLANTED.replaceAll('-', '_')} } }`);
    await send(`{ users(search: "${PLANTED}" `);
    await sendRaw(
      `${gateway.url}/graphql`,
      postOf(`{"query":"${PLANTED}`, { authorization: `Bearer ${token}` }),
    );
    await sendRaw(`${gateway.url}/graphql`, postOf('{}', { authorization: `Bearer ${token}x` }));
    await sendRaw(
      `${gateway.url}/graphql`,
      postOf('{}', { authorization: `Basic ${PLANTED}`, cookie: PLANTED }),
    );
    await sendRaw(`${gateway.url}/graphql?query=${query}&variables={"a":"${PLANTED}"}`, {
      headers: preflight,
    });
    await sendRaw(`${gateway.url}/graphql?token=${token}`, postOf('{}'));
    await sendRaw(`${gateway.url}/health/live?${PLANTED}`);
    faulty.fail('change', new Error('failed'));
    await send(mutation, { input });
    faulty.repair();

    expect(log.text).toContain('"operation":"Planting"');
    expect(log.text).toContain('internal_error');
    expect(log.text).not.toContain(PLANTED);
    expect(log.text).not.toContain(PLANTED.replaceAll('-', '_'));
    expect(log.text).not.toContain(token);
    expect(log.text).not.toContain(token.split('.')[2]);
  });

  it('tells with each masked error which request it belongs to', async () => {
    faulty.fail('openSnapshot', new Error('failed'));
    const refused = await send('{ viewer { id } }');
    faulty.repair();
    faulty.fail('snapshot.directoryPage', new Error('failed'));
    const blanked = await send('{ users { edges { cursor } } }');
    faulty.repair();
    for (const answer of [refused, blanked]) {
      const errors = log.lines.filter(
        ({ event, reqId }) => event === 'internal_error' && reqId === requestIdOf(answer),
      );
      expect(errors).toHaveLength(1);
    }
  });

  it('is JSON to its last line, each with a level and a time', () => {
    expect(log.lines.length).toBeGreaterThan(20);
    for (const line of log.lines)
      expect(line).toMatchObject({ level: expect.anything(), time: expect.anything() });
  });
});
