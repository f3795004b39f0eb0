import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { CacheUse } from '../collections/cache-use.js';
import type { Decision } from '../decision/decision.js';

const PREFIX = 'latchkey_';
/** From a tenth of a page's time to the usual deadline. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** From a field or two to the usual limit. */
const POINTS = [10, 100, 500, 1_000, 5_000, 10_000, 25_000, 50_000, 100_000];

/** What became of a request. GONE: its client went away first. */
export type RequestOutcome = 'ANSWERED' | 'ANSWERED_WITH_ERRORS' | 'REFUSED' | 'FAILED' | 'GONE';

export interface MeasuredRequest {
  /** One of a bounded set of names. */
  readonly operation: string;
  readonly outcome: RequestOutcome;
  /** The first code of its errors, or NONE. */
  readonly code: string;
  readonly seconds: number;
  /** Undefined when it was not counted. */
  readonly cost: number | undefined;
}

/** What became of a change in the datastore. UNKNOWN: its commit was not answered. */
export type ChangeOutcomeLabel = 'MADE' | 'NOTHING_CHANGED' | 'OVERLOADED' | 'UNKNOWN' | 'FAILED';

/** What one layer decided: as it is counted. */
export type CountedDecision = Pick<Decision, 'allowed' | 'decidedBy'>;

/**
 * Everything that is counted and timed of one gateway, for Prometheus [O23]. Each label takes a bounded set of values,
 * whatever clients send.
 */
export class Metrics {
  readonly #registry = new Registry();
  readonly #caches = new Map<string, CacheUse>();
  readonly #requests = this.#counter('requests_total', 'Requests', ['operation', 'outcome', 'code']);
  readonly #seconds = this.#histogram('request_duration_seconds', 'From headers to the end of the answer', {
    labelNames: ['operation'],
    buckets: SECONDS,
  });
  readonly #cost = this.#histogram('request_cost_points', 'What operations were counted to cost', {
    labelNames: ['operation'],
    buckets: POINTS,
  });
  readonly #decisions = this.#counter('decisions_total', 'Decisions that clients were told', [
    'layer',
    'outcome',
  ]);
  readonly #calls = this.#histogram('datastore_call_duration_seconds', 'Calls of the datastore', {
    labelNames: ['kind', 'outcome'],
    buckets: SECONDS,
  });
  readonly #changes = this.#counter('changes_total', 'Changes of accounts', ['outcome']);
  readonly #conflicts = this.#counter(
    'change_conflicts_total',
    'Changes whose account was changed meanwhile',
    [],
  );
  readonly #retries = this.#counter('change_retries_total', 'Plans of changes that were made again', []);

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
    const caches = this.#caches;
    for (const kind of ['hits', 'misses'] as const) {
      new Counter({
        name: `${PREFIX}cache_${kind}_total`,
        help: kind === 'hits' ? 'Found in a cache' : 'Asked of a cache and not found',
        labelNames: ['cache'],
        registers: [this.#registry],
        collect() {
          this.reset();
          for (const [cache, use] of caches) this.inc({ cache }, use[kind]);
        },
      });
    }
  }

  /** In the text format of Prometheus, with its media type. */
  async text(): Promise<{ readonly type: string; readonly body: string }> {
    return { type: this.#registry.contentType, body: await this.#registry.metrics() };
  }

  request({ operation, outcome, code, seconds, cost }: MeasuredRequest): void {
    this.#requests.inc({ operation, outcome, code });
    this.#seconds.observe({ operation }, seconds);
    if (cost !== undefined) this.#cost.observe({ operation }, cost);
  }

  decision({ allowed, decidedBy }: CountedDecision): void {
    this.#decisions.inc({ layer: decidedBy, outcome: allowed ? 'ALLOWED' : 'DENIED' });
  }

  datastoreCall(kind: string, seconds: number, isAnswered: boolean): void {
    this.#calls.observe({ kind, outcome: isAnswered ? 'ANSWERED' : 'FAILED' }, seconds);
  }

  /** @param plans how often it was planned: more than once when the account was changed meanwhile */
  change(outcome: ChangeOutcomeLabel, plans: number): void {
    this.#changes.inc({ outcome });
    if (plans < 2) return;
    this.#conflicts.inc();
    this.#retries.inc(plans - 1);
  }

  watchCache(cache: string, use: CacheUse): void {
    this.#caches.set(cache, use);
  }

  /** Commands of the datastore, counted where they are sent. */
  watchCommands(count: () => number): void {
    new Counter({
      name: `${PREFIX}datastore_commands_total`,
      help: 'Commands sent to the datastore',
      registers: [this.#registry],
      collect() {
        this.reset();
        this.inc(count());
      },
    });
  }

  watchConnections(count: () => number): void {
    new Gauge({
      name: `${PREFIX}connections`,
      help: 'Open connections of clients',
      registers: [this.#registry],
      collect() {
        this.set(count());
      },
    });
  }

  #counter<L extends string>(name: string, help: string, labelNames: readonly L[]): Counter<L> {
    return new Counter({ name: PREFIX + name, help, labelNames, registers: [this.#registry] });
  }

  #histogram<L extends string>(
    name: string,
    help: string,
    options: { readonly labelNames: readonly L[]; readonly buckets: number[] },
  ): Histogram<L> {
    return new Histogram({ name: PREFIX + name, help, ...options, registers: [this.#registry] });
  }
}
