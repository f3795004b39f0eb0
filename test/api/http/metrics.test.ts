import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Datastore } from '../../../src/datastore/contract/datastore.js';
import { MeteredDatastore } from '../../../src/metrics/metered-datastore.js';
import { Metrics } from '../../../src/metrics/metrics.js';
import { createDatastore, startTestGateway } from '../../support/gateway.js';
import type { Engine, TestGateway } from '../../support/gateway.js';
import { describeWithMongodb } from '../../support/mongodb.js';
import { postOf, sendRaw } from '../../support/raw-request.js';
import { withCalls } from '../../support/with-calls.js';
import { ACCOUNTS, ADA } from './accounts.js';

const BO = { account: 'acme', user: 'usr_bo' };
/** One that the explorer's tour offers. */
const KNOWN = 'Picker';

type Labels = Readonly<Record<string, string>>;

/** What Prometheus reads: the value of each series, by its name and labels. */
function seriesOf(text: string): ReadonlyMap<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
}

/** The sum of the series of a name that carry at least these labels. */
function sumOf(text: string, name: string, labels: Labels = {}): number {
  const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  const found = [...seriesOf(text)].filter(
    ([series]) => series.split('{', 1)[0] === name && wanted.every((label) => series.includes(label)),
  );
  return found.reduce((sum, [, value]) => sum + value, 0);
}

describe('sqlite', () => {
  describeMetrics('sqlite');
});

describeWithMongodb('mongodb', () => {
  describeMetrics('mongodb');
});

function describeMetrics(engine: Engine): void {
  describe('metrics [O23]', () => {
    let gateway: TestGateway;
    let url: string;

    beforeAll(async () => {
      gateway = await startTestGateway({ engine, accounts: ACCOUNTS, metrics: true });
      url = gateway.metricsUrl ?? '';
    });
    afterAll(() => gateway.stop());

    const scrape = async (): Promise<string> => (await sendRaw(url)).text;
    /** By how much a sum rises while something is done. */
    const risesBy = async (
      work: () => Promise<unknown>,
      ...counted: readonly (readonly [string, Labels?])[]
    ): Promise<readonly number[]> => {
      const before = await scrape();
      await work();
      // A request is counted once its connection has heard of the end of its answer.
      await sendRaw(`${gateway.url}/health/live`);
      const after = await scrape();
      return counted.map(([name, labels]) => sumOf(after, name, labels) - sumOf(before, name, labels));
    };

    it('counts requests by operation, outcome and code, with their time and cost', async () => {
      const query = `query ${KNOWN} { viewer { id } }`;
      const known = { operation: KNOWN, outcome: 'ANSWERED', code: 'NONE' };
      expect(
        await risesBy(
          () => gateway.ask(ADA, query),
          ['latchkey_requests_total', known],
          ['latchkey_request_duration_seconds_count', { operation: KNOWN }],
          ['latchkey_request_cost_points_sum', { operation: KNOWN }],
        ),
      ).toEqual([1, 1, 2]);
      const refused = { operation: 'other', outcome: 'REFUSED', code: 'GRAPHQL_VALIDATION_FAILED' };
      const partly = { operation: 'other', outcome: 'ANSWERED_WITH_ERRORS', code: 'NOT_FOUND' };
      const stranger = { operation: 'other', outcome: 'REFUSED', code: 'UNAUTHENTICATED' };
      expect(
        await risesBy(
          async () => {
            await gateway.ask(ADA, '{ nothing }');
            await gateway.ask(ADA, '{ permissions(rbacId: "data_providers.gone") { edges { cursor } } }');
            await sendRaw(`${gateway.url}/graphql`, postOf('{}'));
          },
          ['latchkey_requests_total', refused],
          ['latchkey_requests_total', partly],
          ['latchkey_requests_total', stranger],
        ),
      ).toEqual([1, 1, 1]);
    });

    it('has no more series however many names clients give their operations', async () => {
      await gateway.ask(ADA, 'query Name { viewer { id } }');
      const before = seriesOf(await scrape()).size;
      for (let name = 0; name < 30; name += 1) await gateway.ask(ADA, `query Name${name} { viewer { id } }`);
      expect(seriesOf(await scrape()).size).toBe(before);
    });

    it('counts decisions by layer and outcome: those that refuse, and those that are asked for', async () => {
      const changed = 'mutation { deleteIntegration(input: { id: "int_email" }) { deletedIntegrationId } }';
      const checks = '{ checkRights(checks: [{ rbacId: "data_providers.*", action: CREATE }]) { allowed } }';
      expect(
        await risesBy(
          async () => {
            await gateway.ask(ADA, changed);
            await gateway.ask(ADA, checks);
            await gateway.ask(BO, checks);
          },
          ['latchkey_decisions_total', { layer: 'ACCOUNT', outcome: 'DENIED' }],
          ['latchkey_decisions_total', { layer: 'ROLE', outcome: 'ALLOWED' }],
          ['latchkey_decisions_total', { layer: 'PERMISSION_SET', outcome: 'DENIED' }],
        ),
      ).toEqual([1, 1, 1]);
    });

    it('counts the commands of the datastore, and its calls by kind', async () => {
      const list = '{ users(first: 3) { edges { node { id } } } }';
      const before = gateway.datastore.commandCount;
      const [commands, opened, pages] = await risesBy(
        () => gateway.ask(ADA, list),
        ['latchkey_datastore_commands_total'],
        ['latchkey_datastore_call_duration_seconds_count', { kind: 'openSnapshot', outcome: 'ANSWERED' }],
        ['latchkey_datastore_call_duration_seconds_count', { kind: 'directoryPage', outcome: 'ANSWERED' }],
      );
      expect(commands).toBe(gateway.datastore.commandCount - before);
      expect([opened, pages]).toEqual([1, 1]);
    });

    it('counts changes by what became of them', async () => {
      const create = 'mutation { createIntegration(input: { name: "New", type: SLACK }) { revision } }';
      const refused =
        'mutation { createIntegration(input: { name: "N", type: SLACK, teamIds: ["x"] }) { revision } }';
      expect(
        await risesBy(
          async () => {
            await gateway.ask(ADA, create);
            await gateway.ask(ADA, refused);
          },
          ['latchkey_changes_total', { outcome: 'MADE' }],
          ['latchkey_changes_total', { outcome: 'NOTHING_CHANGED' }],
          ['latchkey_change_retries_total'],
        ),
      ).toEqual([1, 1, 0]);
    });

    it('counts the hits of each cache', async () => {
      const token = await gateway.token(ADA.account, ADA.user);
      const ask = () =>
        sendRaw(
          `${gateway.url}/graphql`,
          postOf('{"query":"{ viewer { name } }"}', { authorization: `Bearer ${token}` }),
        );
      await ask();
      const caches = ['tokens', 'documents', 'facts'];
      const hits = caches.map((cache) => ['latchkey_cache_hits_total', { cache }] as const);
      const misses = caches.map((cache) => ['latchkey_cache_misses_total', { cache }] as const);
      expect(await risesBy(ask, ...hits, ...misses)).toEqual([1, 1, 1, 0, 0, 0]);
    });

    it('tells of the event loop, of memory and of open connections', async () => {
      const text = await scrape();
      expect(sumOf(text, 'latchkey_connections')).toBeGreaterThan(0);
      expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
      expect(text).toContain('nodejs_heap_size_used_bytes');
    });

    it('stand at an address of their own, where there is nothing else', async () => {
      const { status, headers } = await sendRaw(url);
      expect(status).toBe(200);
      expect(headers.get('content-type')).toContain('text/plain; version=0.0.4');
      expect((await sendRaw(`${gateway.url}/metrics`)).status).toBe(404);
      for (const [path, method] of [
        ['/graphql', 'GET'],
        ['/', 'GET'],
        ['/metrics', 'POST'],
      ] as const) {
        expect((await sendRaw(new URL(path, url).href, { method })).status).toBe(404);
      }
    });
  });
}

describe('a gateway', () => {
  it('counts nothing and listens nowhere else unless it is told to', async () => {
    const gateway = await startTestGateway({ engine: 'sqlite' });
    expect(gateway.metricsUrl).toBeUndefined();
    await gateway.stop();
  });

  it('takes its metrics along when it is stopped', async () => {
    const gateway = await startTestGateway({ engine: 'sqlite', metrics: true });
    await gateway.stop();
    await expect(fetch(gateway.metricsUrl ?? '')).rejects.toThrow();
  });
});

describe('a metered datastore', () => {
  it('counts a change that was planned again, once as a conflict and each time as a retry', async () => {
    const real = createDatastore('sqlite');
    const twice: Datastore['change'] = (target, plan) =>
      real.change(target, async (snapshot, kept) => {
        await plan(snapshot, kept);
        await plan(snapshot, kept);
        return plan(snapshot, kept);
      });
    const metrics = new Metrics();
    const datastore = new MeteredDatastore(withCalls(real, { change: twice }), metrics);
    const gateway = await startTestGateway({ engine: 'sqlite', datastore, accounts: ACCOUNTS });
    await gateway.ask(
      ADA,
      'mutation { createIntegration(input: { name: "New", type: SLACK }) { revision } }',
    );
    const { body } = await metrics.text();
    await gateway.stop();
    expect(sumOf(body, 'latchkey_changes_total', { outcome: 'MADE' })).toBe(1);
    expect(sumOf(body, 'latchkey_change_conflicts_total')).toBe(1);
    expect(sumOf(body, 'latchkey_change_retries_total')).toBe(2);
  });
});
