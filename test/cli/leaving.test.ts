import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { issueToken } from '../../src/identity/issue-token.js';
import { accountText } from '../support/account-file.js';
import { startServedProcess } from '../support/served-process.js';
import type { ServedProcess } from '../support/served-process.js';

const MAIN = path.join(__dirname, '../../dist/main.js');
const SECRET = 'a secret of more than thirty-two bytes';
const QUERY = JSON.stringify({ query: '{ viewer { id } }' });
/** Nearly 8 MB of settings. */
const LARGE_QUERY = JSON.stringify({
  query:
    '{ integrations(first: 100) { edges { node { a: settings b: settings c: settings d: settings e: settings } } } }',
});

const ACCOUNT = {
  account: { id: 'acme' },
  users: [{ id: 'usr_ada', name: 'Ada' }],
  groups: [
    { id: 'grp_administrators', name: 'Administrators', builtIn: 'ADMINISTRATORS', memberIds: ['usr_ada'] },
  ],
  integrations: Array.from({ length: 100 }, (_, at) => ({
    id: `int_${at}`,
    name: `Integration ${at}`,
    type: 'WEBHOOK',
    settings: { text: 'x'.repeat(16_000) },
  })),
} as const;

/** Asks over a connection of its own, which the client would keep. */
async function askAnew(
  url: string,
  { body, ...options }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{ status: number | undefined; connection: string | undefined; text: string }> {
  const agent = new Agent({ keepAlive: true });
  const sent = request(url, { ...options, agent });
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of response) text += String(chunk);
  agent.destroy();
  return { status: response.statusCode, connection: response.headers.connection, text };
}

/** Asks until it is refused, over connections that it keeps; each request that was sent must be answered. */
async function askUntilRefused(
  url: string,
  headers: object,
): Promise<{ answered: number; failed: string[] }> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const outcome = { answered: 0, failed: [] as string[] };
  for (;;) {
    try {
      const sent = request(`${url}/graphql`, { agent, method: 'POST', headers: { ...headers } });
      sent.end(QUERY);
      const [response] = (await once(sent, 'response')) as [IncomingMessage];
      let text = '';
      for await (const chunk of response) text += String(chunk);
      if (response.statusCode === 200 && text.includes('usr_ada')) outcome.answered += 1;
      else outcome.failed.push(`${response.statusCode} ${text}`);
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      // Nobody listens any more: this request was never sent.
      if (code !== 'ECONNREFUSED') outcome.failed.push(code);
      agent.destroy();
      return outcome;
    }
  }
}

describe('a process that is told to end [O19]', () => {
  let folder: string;
  let headers: Readonly<Record<string, string>>;
  let environment: Readonly<Record<string, string>>;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'latchkey-leaving-'));
    environment = {
      LATCHKEY_DATASTORE_URI: `sqlite:${path.join(folder, 'latchkey.db')}`,
      LATCHKEY_AUTH_JWT_SECRET: SECRET,
    };
    await writeFile(path.join(folder, 'acme.json'), accountText(ACCOUNT));
    const env = { ...process.env, LATCHKEY_DATASTORE_URI: environment.LATCHKEY_DATASTORE_URI };
    const imported = spawnSync(process.execPath, [MAIN, 'import', path.join(folder, 'acme.json')], { env });
    expect(imported.status).toBe(0);
    const identity = { accountId: 'acme', userId: 'usr_ada', expiresInSeconds: 600 };
    const token = await issueToken({ kind: 'SHARED_SECRET', secret: SECRET }, identity);
    headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  });
  afterAll(() => rm(folder, { recursive: true }));

  const open = async ({ url }: ServedProcess): Promise<Socket> => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    await once(socket, 'connect');
    return socket;
  };
  const post = (body: string, ...others: readonly string[]): string =>
    [
      'POST /graphql HTTP/1.1',
      'host: a',
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      ...others,
      '',
      body,
    ].join('\r\n');
  const whole = (body: string): string => post(body, `content-length: ${body.length}`);

  it('answers to the last byte and ends every other connection, with exit code 0', async () => {
    const served = await startServedProcess(environment);
    const silent = await open(served);
    const answered = await open(served);
    answered.write(whole(QUERY));
    await once(answered, 'data');
    const pipelining = await open(served);
    pipelining.write(`${whole(QUERY)}POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-le`);
    await once(pipelining, 'data');
    const halfHeaders = await open(served);
    halfHeaders.write('POST /graphql HTTP/1.1\r\nhost');
    const halfBody = await open(served);
    halfBody.write(post('{"query":', 'content-length: 1000'));
    const expecting = await open(served);
    expecting.write(post('', `content-length: ${QUERY.length}`, 'expect: 100-continue'));
    await once(expecting, 'data');
    const reading = await open(served);
    reading.write(whole(LARGE_QUERY));
    await once(reading, 'readable');

    const others = [silent, answered, pipelining, halfHeaders, halfBody, expecting];
    const ended = Promise.all(others.map((socket) => once(socket.resume(), 'close')));
    const trickle = setInterval(() => halfBody.write(' '), 100);
    process.kill(served.pid, 'SIGTERM');
    await ended;
    clearInterval(trickle);
    let text = '';
    for await (const chunk of reading) text += String(chunk);
    const [head = '', body = ''] = text.split('\r\n\r\n');
    expect(body.length).toBeGreaterThan(7_500_000);
    expect(body.length).toBe(Number(/content-length: (\d+)/i.exec(head)?.[1]));
    expect(await served.exitCode).toBe(0);
  });

  it('goes on answering while it drains, as not ready, and ends each connection with its answer', async () => {
    const served = await startServedProcess({ ...environment, LATCHKEY_DRAIN_SECONDS: '2' });
    process.kill(served.pid, 'SIGTERM');
    let ready = await askAnew(`${served.url}/health/ready`);
    while (ready.status !== 503) ready = await askAnew(`${served.url}/health/ready`);
    // The connection of the first such answer may have been opened before the drain began.
    expect(await askAnew(`${served.url}/health/ready`)).toMatchObject({ status: 503, connection: 'close' });
    const answer = await askAnew(`${served.url}/graphql`, { method: 'POST', headers, body: QUERY });
    expect([answer.status, answer.connection]).toEqual([200, 'close']);
    expect(JSON.parse(answer.text)).toEqual({ data: { viewer: { id: 'usr_ada' } } });
    expect(await served.exitCode).toBe(0);
  });

  it.each(['0', '1'])('fails no request under load, having drained for %s seconds', async (drain) => {
    const served = await startServedProcess({ ...environment, LATCHKEY_DRAIN_SECONDS: drain });
    const clients = Array.from({ length: 8 }, () => askUntilRefused(served.url, headers));
    while ((await fetch(`${served.url}/health/ready`)).status !== 200);
    process.kill(served.pid, 'SIGTERM');
    const outcomes = await Promise.all(clients);
    expect(outcomes.flatMap(({ failed }) => failed)).toEqual([]);
    expect(outcomes.every(({ answered }) => answered > 0)).toBe(true);
    expect(await served.exitCode).toBe(0);
  });
});
