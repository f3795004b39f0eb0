import { request } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { PromiseCounter } from '../measure/promise-counter.js';
import { headersWith } from './headers.js';
import { LongestTurn } from './longest-turn.js';
import { PeakMemory } from './peak-memory.js';
import type { ServerAnswer, ServerQuestion, ServerSettings } from './server-settings.js';
import { wasteTime } from './waste-time.js';

export interface Serving {
  /** Its origin, without a trailing slash. */
  readonly url: string;
  /** Where a datastore counts its commands. */
  readonly commandCount?: () => number;
}

/** Starts a server on a free loopback port. */
export type StartServer = (settings: ServerSettings) => Promise<Serving>;

/** Makes this process one that answers the bench. It ends when the bench lets go of it. */
export function serveMeasured(start: StartServer): void {
  let serving: Serving = { url: '' };
  const peak = new PeakMemory();
  const turns = new LongestTurn();
  const answer = async (question: ServerQuestion): Promise<ServerAnswer> => {
    switch (question.kind) {
      case 'START':
        serving = await start(question.settings);
        wasteTime(question.settings.slowdown);
        return { kind: 'READY', url: serving.url };
      case 'CPU': {
        const { user, system } = process.cpuUsage();
        return { kind: 'CPU', seconds: (user + system) / 1e6 };
      }
      case 'MEMORY':
        return { kind: 'MEMORY', bytes: await heapInUse() };
      case 'LONGEST_TURN':
        return { kind: 'LONGEST_TURN', seconds: turns.read() };
      case 'WATCH_MEMORY':
        peak.watch();
        return { kind: 'WATCHING' };
      case 'PEAK':
        return { kind: 'PEAK', bytes: peak.read() };
      case 'COMMANDS':
        return { kind: 'COMMANDS', count: serving.commandCount?.() ?? Number.NaN };
      case 'PROMISES':
        return { kind: 'PROMISES', count: await promisesOf(serving.url, question) };
    }
  };
  process.on('message', (question: ServerQuestion) => {
    void answer(question)
      .catch((error: unknown): ServerAnswer => ({ kind: 'FAILED', message: String(error) }))
      .then((reply) => process.send?.(reply));
  });
  process.on('disconnect', () => process.exit());
}

async function heapInUse(): Promise<number> {
  for (let collection = 0; collection < 2; collection += 1) {
    globalThis.gc?.();
    await nextTurn();
  }
  return process.memoryUsage().heapUsed;
}

/** Of one whole request, from socket to socket. The client is in this process too; it makes none meanwhile. */
function promisesOf(
  url: string,
  { body, token }: { readonly body: string; readonly token: string },
): Promise<number> {
  const counter = new PromiseCounter();
  const headers = headersWith(token);
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/graphql`, { method: 'POST', headers }, (response) => {
      response.resume().on('end', () => {
        resolve(counter.stop());
      });
    });
    sent.on('error', reject).end(body);
    counter.start();
  });
}
