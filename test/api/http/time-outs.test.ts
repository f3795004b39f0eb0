import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { refusalOf } from '../../support/error-answers.js';
import { startTestGateway } from '../../support/gateway.js';
import type { TestGateway } from '../../support/gateway.js';
import { ACCOUNTS, ADA } from './accounts.js';

const HEADERS_SECONDS = 1;
const BODY_SECONDS = 2;
/** The second that a time-out may be late, and one for a busy machine. */
const LATE_MS = 2_000;

/** What a client gets that sends something and then a byte now and then, and after how long. */
async function trickle(url: string, sent: string): Promise<{ text: string; milliseconds: number }> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const begun = performance.now();
  socket.write(sent);
  const bytes = setInterval(() => socket.write('a'), 100);
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await once(socket, 'close');
  clearInterval(bytes);
  return { text, milliseconds: performance.now() - begun };
}

describe('a request that comes in too slowly [O4]', () => {
  let gateway: TestGateway;
  let authorization: string;

  beforeAll(async () => {
    const limits = { headersSeconds: HEADERS_SECONDS, bodySeconds: BODY_SECONDS };
    gateway = await startTestGateway({ engine: 'sqlite', accounts: ACCOUNTS, limits });
    authorization = `Bearer ${await gateway.token(ADA.account, ADA.user)}`;
  });
  afterAll(() => gateway.stop());

  const HEAD = 'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n';
  const body = (): string => `authorization: ${authorization}\r\ncontent-length: 100000\r\n\r\n`;

  it('is given up when its time is over, each part by its own limit', async () => {
    const slow = await Promise.all([
      trickle(gateway.url, HEAD),
      trickle(gateway.url, `${HEAD}${body()}{"query":"`),
      trickle(gateway.url, `${HEAD}expect: 100-continue\r\n${body()}`),
      trickle(
        gateway.url,
        `${HEAD}transfer-encoding: chunked\r\nauthorization: ${authorization}\r\n\r\n1\r\n`,
      ),
    ]);
    for (const [at, { text, milliseconds }] of slow.entries()) {
      const answer = text.replace('HTTP/1.1 100 Continue\r\n\r\n', '');
      expect(answer).toMatch(/^HTTP\/1\.1 (408 Request Timeout|400 Bad Request)\r\n/);
      expect(refusalOf(JSON.parse(answer.split('\r\n\r\n')[1] ?? ''))).toBe('BAD_USER_INPUT');
      if (at === 3) continue;
      expect(answer).toContain('408');
      const limit = (at === 0 ? HEADERS_SECONDS : BODY_SECONDS) * 1_000;
      expect(milliseconds).toBeGreaterThanOrEqual(limit);
      expect(milliseconds).toBeLessThan(limit + LATE_MS);
    }
  });

  it('does not shorten the time that an answer may take to be asked for', async () => {
    expect((await gateway.ask(ADA, '{ viewer { id } }')).status).toBe(200);
  });
});
