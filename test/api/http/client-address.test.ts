import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CapturedLog } from '../../support/captured-log.js';
import { startTestGateway } from '../../support/gateway.js';
import type { TestGateway } from '../../support/gateway.js';
import { sendRaw } from '../../support/raw-request.js';

describe('the address of a client behind proxies [O25]', () => {
  const log = new CapturedLog();
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startTestGateway({ engine: 'sqlite', trustProxy: ['loopback', '10.0.0.0/8'], log });
  });
  afterAll(() => gateway.stop());

  const loggedFor = async (forwarded: string): Promise<unknown> => {
    const headers = { 'x-forwarded-for': forwarded };
    const answer = await sendRaw(`${gateway.url}/health/live`, { headers });
    const id = answer.headers.get('x-request-id');
    return log.lines.find(({ event, reqId }) => event === 'request' && reqId === id)?.address;
  };

  it.each([
    ['198.51.100.7', '198.51.100.7'],
    // What is written before the last untrusted address was written by the client.
    ['203.0.113.9, 198.51.100.7', '198.51.100.7'],
    ['203.0.113.9, 198.51.100.7, 10.1.2.3', '198.51.100.7'],
    ['10.9.9.9, 198.51.100.7', '198.51.100.7'],
    ['2001:db8::7', '2001:db8::7'],
    ['198.51.100.7:50123', '198.51.100.7'],
    ['[2001:db8::7]:50123', '2001:db8::7'],
    ['[2001:db8::7]', '2001:db8::7'],
  ])('is that which the trusted ones tell: of %s it is %s', async (forwarded, address) => {
    expect(await loggedFor(forwarded)).toBe(address);
  });

  it.each(['unknown', '', 'x'.repeat(5_000), '{"level":60}', '300.1.1.1', '127.0.0.1; evil'])(
    'is that of the connection when they tell none: %p',
    async (forwarded) => {
      expect(await loggedFor(forwarded)).toBe('127.0.0.1');
    },
  );
});
