import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CapturedLog } from '../../support/captured-log.js';
import { errorsOf } from '../../support/error-answers.js';
import { startTestGateway } from '../../support/gateway.js';
import type { TestGateway } from '../../support/gateway.js';
import { effort } from '../effort.js';
import { tally } from '../tally.js';
import { hostileRequests } from './requests.js';
import type { HostileRequest } from './requests.js';

const NORTHWIND = { account: 'northwind', user: 'usr_ingrid' };

/** What comes back over a connection of its own until it ends. */
async function send(url: string, { head, body }: HostileRequest): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  // The server may end the connection while the rest is still being sent.
  socket.on('error', () => undefined);
  socket.write(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), body]));
  await once(socket, 'close');
  return Buffer.concat(chunks).toString();
}

describe('hostile requests', () => {
  const log = new CapturedLog();
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startTestGateway({ engine: 'sqlite', demo: true, explorer: false, log });
  });
  afterAll(() => gateway.stop());

  it('are answered as ever: no failure of ours, and nothing of the inside [O10]', async () => {
    const token = await gateway.token(NORTHWIND.account, NORTHWIND.user);
    let cases = 0;
    await fc.assert(
      fc.asyncProperty(hostileRequests(`Bearer ${token}`), async (request) => {
        log.text = '';
        const answer = await send(gateway.url, request);
        const [head = '', ...rest] = answer.replace('HTTP/1.1 100 Continue\r\n\r\n', '').split('\r\n\r\n');
        expect(head).toMatch(/^HTTP\/1\.1 [234]\d\d /);
        expectNoFailure(log);
        const text = rest.join('\r\n\r\n');
        if (text !== '') expectPublic(JSON.parse(text));
        cases += 1;
      }),
      effort(400),
    );
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect((await gateway.ask(NORTHWIND, '{ viewer { id } }')).status).toBe(200);
    tally('H1', cases);
  });
});

/** Whatever is logged as an error is one of ours. */
function expectNoFailure({ lines }: CapturedLog): void {
  expect(lines.filter(({ level }) => Number(level) >= 50)).toEqual([]);
}

function expectPublic(body: unknown): void {
  if (typeof body === 'object' && body !== null && 'errors' in body) errorsOf(body);
}
