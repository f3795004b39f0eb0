import { Agent, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { createHistogram } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { LoadReport, LoadRequest, SteadyOrder } from './load.js';

const NANOSECONDS_PER_MS = 1e6;

/**
 * Sends requests evenly at a fixed rate, however long the answers take, and counts each latency from the moment the
 * request was due, so that a server which stands still is charged for all who came meanwhile. autocannon keeps a rate
 * for each second as a whole: it sends what belongs to a second in one go, and then rests.
 */
export async function sendSteadily(order: SteadyOrder): Promise<LoadReport> {
  const { url, connections, requests, duration, overallRate } = order;
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies = createHistogram();
  const amount = Math.round(duration * overallRate);
  const started = performance.now();
  let [answered, failed, ended] = [0, 0, started];
  const ask = async (sent: LoadRequest, due: number): Promise<void> => {
    const isAnswered = await post(url, agent, sent).catch(() => false);
    ended = performance.now();
    latencies.record(Math.max(1, Math.round((ended - due) * NANOSECONDS_PER_MS)));
    if (isAnswered) answered += 1;
    else failed += 1;
  };
  // Those that ended are let go of, or the client would have more and more to collect.
  const underWay = new Set<Promise<void>>();
  for (let place = 0; place < amount; place += 1) {
    const due = started + (place * 1_000) / overallRate;
    const wait = due - performance.now();
    if (wait > 0) await delay(wait);
    const sent = requests[place % requests.length];
    if (sent === undefined) throw new Error('There is nothing to send');
    const asked = ask(sent, due).then(() => void underWay.delete(asked));
    underWay.add(asked);
  }
  await Promise.all(underWay);
  agent.destroy();
  const percentile = (percent: number) => latencies.percentile(percent) / NANOSECONDS_PER_MS;
  return { answered, failed, seconds: (ended - started) / 1_000, p50: percentile(50), p99: percentile(99) };
}

/** Whether the answer was a 2xx. */
function post(url: string, agent: Agent, { headers, body }: LoadRequest): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/graphql`, { method: 'POST', agent, headers }, (response) => {
      const { statusCode = 0 } = response;
      buffer(response).then(() => {
        resolve(statusCode >= 200 && statusCode < 300);
      }, reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
