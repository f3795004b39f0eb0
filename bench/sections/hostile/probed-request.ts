import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

/** What a client sees of one request, and what others see meanwhile. */
export interface Probed {
  readonly status: number;
  readonly answerBytes: number;
  readonly seconds: number;
  /** The longest that `/health/live` took to answer while the request was under way, in milliseconds. */
  readonly stallMs: number;
}

/** So seldom that answering them is little of what the process does. */
const BETWEEN_PROBES_MS = 10;

/** Asks with one connection while another one looks whether the process is alive. */
export class Probes {
  readonly #asking = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly #looking = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(private readonly url: string) {}

  async ask(body: string, headers: Readonly<Record<string, string>>): Promise<Probed> {
    // So that its connection is there.
    await this.#look();
    const started = performance.now();
    const done = new AbortController();
    const longest = this.#longestLook(done.signal);
    const { status, answerBytes } = await this.#post(body, headers).finally(() => {
      done.abort();
    });
    const seconds = (performance.now() - started) / 1_000;
    return { status, answerBytes, seconds, stallMs: await longest };
  }

  /** Nobody looks meanwhile. */
  async askAlone(body: string, headers: Readonly<Record<string, string>>): Promise<void> {
    await this.#post(body, headers);
  }

  close(): void {
    this.#asking.destroy();
    this.#looking.destroy();
  }

  async #longestLook(until: AbortSignal): Promise<number> {
    let longest = 0;
    while (!until.aborted) {
      longest = Math.max(longest, await this.#look());
      await wait(BETWEEN_PROBES_MS);
    }
    return longest;
  }

  async #look(): Promise<number> {
    const started = performance.now();
    await sent(`${this.url}/health/live`, { agent: this.#looking, method: 'GET', headers: {}, body: '' });
    return performance.now() - started;
  }

  #post(body: string, headers: Readonly<Record<string, string>>) {
    return sent(`${this.url}/graphql`, { agent: this.#asking, method: 'POST', headers, body });
  }
}

interface Sent {
  readonly agent: Agent;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function sent(
  url: string,
  { body, ...options }: Sent,
): Promise<{ readonly status: number; readonly answerBytes: number }> {
  return new Promise((resolve, reject) => {
    const asked = request(url, options, (response) => {
      let answerBytes = 0;
      response.on('data', (chunk: Buffer) => {
        answerBytes += chunk.length;
      });
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, answerBytes });
      });
      response.on('error', reject);
    });
    asked.on('error', reject).end(body);
  });
}
