import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { refusalOf } from '../../support/error-answers.js';
import { startTestGateway } from '../../support/gateway.js';
import type { TestGateway } from '../../support/gateway.js';
import { exchange } from '../../support/raw-request.js';
import { ACCOUNTS, ADA } from './accounts.js';

const BROKEN = [
  ['no HTTP', 400, 'hello\r\n\r\n'],
  ['another version', 400, 'GET / HTTP/9.9\r\n\r\n'],
  ['a header without a colon', 400, 'GET /health/live HTTP/1.1\r\nhost: a\r\nbroken\r\n\r\n'],
  [
    'two lengths',
    400,
    'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{}',
  ],
  [
    'a length and chunks',
    400,
    'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}',
  ],
  [
    'a token of 100,000 characters',
    431,
    `POST /graphql HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${'x'.repeat(100_000)}\r\n\r\n`,
  ],
] as const;

describe('requests that cannot be read', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startTestGateway({ engine: 'sqlite', accounts: ACCOUNTS });
  });
  afterAll(() => gateway.stop());

  it.each(BROKEN)('are answered in JSON, with the connection ended: %s', async (_what, status, sent) => {
    const answer = await exchange(gateway.url, sent);
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head).toMatch(/^content-type: application\/json/im);
    expect(refusalOf(JSON.parse(body))).toBe('BAD_USER_INPUT');
  });

  it('do others no harm', async () => {
    await Promise.all(BROKEN.map(([, , sent]) => exchange(gateway.url, sent)));
    expect((await gateway.ask(ADA, '{ viewer { id } }')).status).toBe(200);
  });
});
