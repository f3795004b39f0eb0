import autocannon from 'autocannon';
import type { AmountOrder, LoadOrder, LoadReport } from './load.js';
import { sendSteadily } from './steady-load.js';

/** A process that only sends requests: it runs on a core of its own, so that what is measured is the server. */
process.on('message', (order: LoadOrder) => {
  void ('amount' in order ? sendAmount(order) : sendSteadily(order)).then(
    (report) => process.send?.(report),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit());

async function sendAmount({ url, connections, requests, amount }: AmountOrder): Promise<LoadReport> {
  const started = performance.now();
  let ended = started;
  const running = autocannon({
    url: `${url}/graphql`,
    connections,
    method: 'POST',
    requests,
    sampleInt: 20,
    amount,
  });
  running.on('response', () => {
    ended = performance.now();
  });
  const { '2xx': answered, non2xx, errors, timeouts, latency } = await running;
  return {
    answered,
    failed: non2xx + errors + timeouts,
    seconds: (ended - started) / 1_000,
    p50: latency.p50,
    p99: latency.p99,
  };
}
