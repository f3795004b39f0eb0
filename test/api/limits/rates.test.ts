import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { errorsOf, refusalOf } from '../../support/error-answers.js';
import { startTestGateway } from '../../support/gateway.js';
import type { TestGateway } from '../../support/gateway.js';
import { postOf, sendRaw } from '../../support/raw-request.js';
import { ACME, ADA, GINA, GLOBEX, MIA, OLGA } from '../input/world.js';

const NOBODY = { account: 'acme', user: 'usr_nobody' };
const LIST = '{ __typename users(first: 73) { edges { node { id name } } } }';
const LIST_COST = 1_201;
const MAX_COST = 2_100;
/** What any request is charged at least, for 160 bytes or fewer. */
const LEAST = 20;

type User = typeof ADA;

describe('what is asked for over time [O6]', () => {
  let gateway: TestGateway;
  let now = 0;

  beforeAll(async () => {
    gateway = await startTestGateway({
      engine: 'sqlite',
      accounts: [ACME, GLOBEX],
      monotonicNow: () => now,
      limits: {
        cost: MAX_COST,
        userRate: 100,
        userBurst: 2 * LIST_COST,
        accountRate: 1_000,
        accountBurst: 5 * LIST_COST,
      },
    });
  });
  afterAll(() => gateway.stop());
  // Every bucket is full again.
  beforeEach(() => {
    now += 1_000_000;
  });

  const sendText = async (as: User, text: string) => {
    const before = gateway.datastore.commandCount;
    const authorization = `Bearer ${await gateway.token(as.account, as.user)}`;
    const answer = await sendRaw(`${gateway.url}/graphql`, postOf(text, { authorization }));
    return { ...answer, commands: gateway.datastore.commandCount - before };
  };
  const send = (as: User, query: string) => sendText(as, JSON.stringify({ query }));
  const statusesOf = async (as: User, count: number, text: string): Promise<number[]> => {
    const statuses: number[] = [];
    for (let sent = 0; sent < count; sent += 1) statuses.push((await sendText(as, text)).status);
    return statuses;
  };

  it('is answered until a user has nothing left, and refused with retry-after and without a command', async () => {
    for (let sent = 0; sent < 2; sent += 1) expect((await send(ADA, LIST)).status).toBe(200);
    const refused = await send(ADA, LIST);
    expect([refused.status, refused.commands]).toEqual([429, 0]);
    expect(errorsOf(refused.body)).toEqual([
      {
        message: 'That is more at a time than you may ask for; try again in 1 s',
        extensions: { code: 'RATE_LIMITED', retryAfter: 1 },
      },
    ]);
    expect(refused.headers.get('retry-after')).toBe('1');
  });

  it('is refused as well when some is left and not enough, with the time until there will be', async () => {
    await send(ADA, LIST);
    await send(ADA, '{ viewer { id } }');
    const refused = await send(ADA, LIST);
    expect([refused.status, refused.commands]).toEqual([429, 1]);
    // Once for the small request, once for this one.
    const wait = (2 * LEAST) / 100;
    expect(refused.headers.get('retry-after')).toBe(String(Math.ceil(wait)));
    expect(errorsOf(refused.body)[0]?.extensions).toEqual({
      code: 'RATE_LIMITED',
      retryAfter: Math.ceil(wait),
    });
    now += Math.ceil(wait) * 1_000;
    expect((await send(ADA, LIST)).status).toBe(200);
  });

  it('counts for each user of each account apart', async () => {
    for (let sent = 0; sent < 3; sent += 1) await send(ADA, LIST);
    expect((await send(ADA, LIST)).status).toBe(429);
    expect((await send(MIA, LIST)).status).toBe(200);
    expect((await send(GINA, LIST)).status).toBe(200);
  });

  it('counts for all users of an account together, and for no other account', async () => {
    for (const user of [ADA, MIA]) for (let sent = 0; sent < 2; sent += 1) await send(user, LIST);
    await send(OLGA, LIST);
    const refused = await send(OLGA, LIST);
    expect([refused.status, refused.commands]).toEqual([429, 0]);
    expect(errorsOf(refused.body)[0]?.message).toBe(
      'That is more at a time than your account may ask for; try again in 1 s',
    );
    expect((await send(GINA, LIST)).status).toBe(200);
  });

  it.each([
    ['no JSON', 'x'.repeat(16_000)],
    ['no document', JSON.stringify({ query: '{ '.repeat(8_000) })],
    ['an unknown field', JSON.stringify({ query: `{ nothing } #${'x'.repeat(16_000)}` })],
    ['a document beyond a limit', JSON.stringify({ query: `{ ${'x'.repeat(16_000)} }` })],
    [
      'an operation that costs too much',
      JSON.stringify({ query: `{ a: ${LIST.slice(1, -1)} ${LIST.slice(1)} #${'x'.repeat(16_000)}` }),
    ],
  ])('is charged for reading it when it is %s', async (_, text) => {
    const statuses = await statusesOf(ADA, 4, text);
    expect(statuses).toEqual([400, 400, 429, 429]);
  });

  it('is charged to the account only for users that it has', async () => {
    const text = JSON.stringify({ query: `{ viewer { id } } #${'x'.repeat(16_000)}` });
    expect(await statusesOf(NOBODY, 4, text)).toEqual([401, 401, 429, 429]);
    for (const user of [ADA, MIA]) for (let sent = 0; sent < 2; sent += 1) await send(user, LIST);
    expect((await send(OLGA, LIST)).status).toBe(200);
  });

  it('is nobody’s without a token', async () => {
    for (let sent = 0; sent < 50; sent += 1) {
      const { status } = await sendRaw(`${gateway.url}/graphql`, postOf(JSON.stringify({ query: LIST })));
      expect(status).toBe(401);
    }
    expect((await send(ADA, LIST)).status).toBe(200);
  });

  it('changes nothing when it is refused', async () => {
    const revision = () => gateway.ask(ADA, '{ account { revision } }');
    const before = await revision();
    for (let sent = 0; sent < 2; sent += 1) await send(MIA, LIST);
    now += 5_000;
    const { status, body } = await send(
      MIA,
      'mutation { createIntegration(input: { name: "Late", type: SLACK }) { integration { id } } }',
    );
    expect([status, refusalOf(body)]).toEqual([429, 'RATE_LIMITED']);
    expect(await revision()).toEqual(before);
  });
});

describe('rates', () => {
  it('are not limited unless somebody says so', async () => {
    const gateway = await startTestGateway({ engine: 'sqlite', accounts: [ACME], monotonicNow: () => 0 });
    const statuses = await Promise.all(
      Array.from({ length: 50 }, async () => (await gateway.ask(ADA, LIST)).status),
    );
    await gateway.stop();
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  it('are refused when the dearest request that is allowed could never be paid', async () => {
    const starting = startTestGateway({
      engine: 'sqlite',
      limits: { cost: 1_000, userRate: 1, userBurst: 999 },
    });
    await expect(starting).rejects.toThrow(RangeError);
  });
});
