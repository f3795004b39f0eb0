import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGateway } from '../../support/gateway.js';
import type { TestGateway } from '../../support/gateway.js';
import { exchange, postOf, sendRaw } from '../../support/raw-request.js';
import type { RawAnswer } from '../../support/raw-request.js';
import { ACCOUNTS, ADA } from './accounts.js';

const CONSOLE = 'https://console.example';
const OTHERS = [
  'https://other.example',
  'http://console.example',
  'https://console.example:8443',
  'https://sub.console.example',
  'https://console.example.evil.example',
  'HTTPS://CONSOLE.EXAMPLE',
  'null',
];

describe('pages of other origins [O12]', () => {
  let gateway: TestGateway;
  let closed: TestGateway;

  beforeAll(async () => {
    const options = { engine: 'sqlite', accounts: ACCOUNTS } as const;
    gateway = await startTestGateway({ ...options, corsOrigins: ['http://localhost:5173', CONSOLE] });
    closed = await startTestGateway(options);
  });
  afterAll(() => Promise.all([gateway.stop(), closed.stop()]));

  const preflight = ({ url }: TestGateway, origin: string): Promise<RawAnswer> =>
    sendRaw(`${url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });
  const ask = async (to: TestGateway, origin: string): Promise<RawAnswer> => {
    const authorization = `Bearer ${await to.token(ADA.account, ADA.user)}`;
    return sendRaw(`${to.url}/graphql`, postOf('{"query":"{ viewer { id } }"}', { origin, authorization }));
  };

  it('may ask when they are listed, with no token for the preflight, which reads nothing', async () => {
    const before = gateway.datastore.commandCount;
    const { status, text, headers } = await preflight(gateway, CONSOLE);
    expect([status, text]).toEqual([204, '']);
    expect(gateway.datastore.commandCount).toBe(before);
    expect(headers.get('access-control-allow-origin')).toBe(CONSOLE);
    expect(headers.get('access-control-allow-methods')).toBe('GET, POST');
    expect(headers.get('access-control-allow-headers')).toBe(
      'authorization, content-type, idempotency-key, x-request-id, x-latchkey-cost',
    );
    expect(headers.get('access-control-allow-credentials')).toBeNull();

    const answer = await ask(gateway, CONSOLE);
    expect(answer.body).toEqual({ data: { viewer: { id: ADA.user } } });
    expect(answer.headers.get('access-control-allow-origin')).toBe(CONSOLE);
    expect(answer.headers.get('access-control-expose-headers')).toBe('x-request-id, retry-after');
  });

  it('can read why they were refused', async () => {
    const answer = await sendRaw(`${gateway.url}/graphql`, postOf('{}', { origin: CONSOLE }));
    expect(answer.status).toBe(401);
    expect(answer.headers.get('access-control-allow-origin')).toBe(CONSOLE);
  });

  it.each(OTHERS)('may not when they are not: %s', async (origin) => {
    for (const answer of [await preflight(gateway, origin), await ask(gateway, origin)]) {
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('may not when none is listed, which is the default', async () => {
    for (const answer of [await preflight(closed, CONSOLE), await ask(closed, CONSOLE)]) {
      expect(answer.status).toBeLessThan(300);
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('are told apart by caches: every answer varies by the origin', async () => {
    for (const { url } of [gateway, closed]) {
      const requests = [
        '/health/live',
        '/health/ready',
        '/graphql',
        '/nowhere',
        '/explorer/',
        '/%zz',
        '/graphql?query=',
      ];
      for (const path of requests) {
        expect((await sendRaw(url + path)).headers.get('vary')).toMatch(/\borigin\b/i);
      }
      expect((await sendRaw(`${url}/graphql`, postOf('{'))).headers.get('vary')).toMatch(/\borigin\b/i);
      expect(await exchange(url, 'no HTTP\r\n\r\n')).toMatch(/^vary: origin\r$/im);
    }
  });
});
