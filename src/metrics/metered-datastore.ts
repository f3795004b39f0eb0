import { ForwardingDatastore } from '../datastore/common/forwarding-datastore.js';
import type {
  AccessTokenRef,
  Around,
  ChangeOutcome,
  ChangePlan,
  ChangeTarget,
  CleaningPlan,
  Datastore,
  Page,
  PageRequest,
  Reseal,
  ResealedPage,
  Snapshot,
  ViewerRef,
} from '../datastore/contract/datastore.js';
import { DatastoreOverloadedError, OutcomeUnknownError } from '../datastore/contract/errors.js';
import type { AccountRecord } from '../datastore/contract/records.js';
import type { ChangeOutcomeLabel, Metrics } from './metrics.js';

/** A datastore whose calls are timed by their kind. What waits for a turn before a call is not part of it. */
export class MeteredDatastore extends ForwardingDatastore {
  constructor(
    datastore: Datastore,
    private readonly metrics: Metrics,
  ) {
    super(datastore);
    metrics.watchCommands(() => datastore.commandCount);
  }

  override ping(): Promise<void> {
    return this.#timed('ping', () => this.inner.ping());
  }

  override openSnapshot(accountId: string, by?: ViewerRef, around?: Around): Promise<Snapshot | undefined> {
    const timed: Around = (read, portion, kind) => {
      const run = () => this.#timed(kind ?? 'read', read);
      return around === undefined ? run() : around(run, portion, kind);
    };
    return this.#timed('openSnapshot', () => this.inner.openSnapshot(accountId, by, timed));
  }

  override async change<T>(target: ChangeTarget, plan: ChangePlan<T>): Promise<ChangeOutcome<T> | undefined> {
    const planned = { times: 0, changes: false };
    try {
      const outcome = await this.#timed('change', () =>
        this.inner.change(target, async (snapshot, kept) => {
          planned.times += 1;
          const change = await plan(snapshot, kept);
          planned.changes = change.changes !== undefined;
          return change;
        }),
      );
      this.metrics.change(planned.changes ? 'MADE' : 'NOTHING_CHANGED', planned.times);
      return outcome;
    } catch (error) {
      this.metrics.change(outcomeOf(error), planned.times);
      throw error;
    }
  }

  override noteAccessTokenUse(token: AccessTokenRef, day: string): Promise<void> {
    return this.#timed('noteAccessTokenUse', () => this.inner.noteAccessTokenUse(token, day));
  }

  override accountPage(page: PageRequest): Promise<Page<AccountRecord>> {
    return this.#timed('accountPage', () => this.inner.accountPage(page));
  }

  override resealSecrets(
    accountId: string,
    page: PageRequest,
    reseal: Reseal,
  ): Promise<ResealedPage | undefined> {
    return this.#timed('resealSecrets', () => this.inner.resealSecrets(accountId, page, reseal));
  }

  override cleanUp(accountId: string, plan: CleaningPlan): Promise<boolean> {
    return this.#timed('cleanUp', () => this.inner.cleanUp(accountId, plan));
  }

  async #timed<T>(kind: string, call: () => Promise<T>): Promise<T> {
    const began = performance.now();
    let isAnswered = false;
    try {
      const result = await call();
      isAnswered = true;
      return result;
    } finally {
      this.metrics.datastoreCall(kind, (performance.now() - began) / 1_000, isAnswered);
    }
  }
}

function outcomeOf(error: unknown): ChangeOutcomeLabel {
  if (error instanceof DatastoreOverloadedError) return 'OVERLOADED';
  return error instanceof OutcomeUnknownError ? 'UNKNOWN' : 'FAILED';
}
