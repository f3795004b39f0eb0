import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { CleaningPlan, CleaningWrites, Datastore } from '../../datastore/contract/datastore.js';
import { DatastoreError } from '../../datastore/contract/errors.js';
import { nextBatch } from './cleaning-steps.js';

/** How long after its last batch a process is taken for gone, and another goes on with its work. */
const LEASE_MS = 5_000;
/** Between two batches, so that others get their turn. */
const PAUSE_MS = 5;
/** After an error of the datastore. */
const RETRY_MS = 1_000;
const ACCOUNTS_PER_PAGE = 100;

export interface CleanerParts {
  readonly datastore: Datastore;
  readonly logger: Logger;
  /** Whole milliseconds since 1970-01-01T00:00Z. */
  now(): number;
  /** Tells this process from others. */
  readonly holder: string;
}

/**
 * Removes what deletions left behind, batch by batch, until nothing is left [A14, A15]. How far it is stands with the
 * account, so that any process goes on where another one ended; a lease keeps two from doing the same.
 */
export class Cleaner {
  readonly #parts: CleanerParts;
  readonly #stopping = new AbortController();
  /** By account; what is under way. */
  readonly #atWork = new Map<string, Promise<void>>();
  #sweeping: Promise<void> = Promise.resolve();

  constructor(parts: CleanerParts) {
    this.#parts = parts;
  }

  /** Something of this account is to be cleaned up. Resolves when it is, or when nothing can be done now. */
  notice(accountId: string): Promise<void> {
    const atWork = this.#atWork.get(accountId);
    if (atWork !== undefined) return atWork;
    if (this.#stopping.signal.aborted) return Promise.resolve();
    const work = this.#clean(accountId).finally(() => this.#atWork.delete(accountId));
    this.#atWork.set(accountId, work);
    return work;
  }

  /** Looks for what other processes left behind, now and every so many seconds. */
  start(everySeconds: number): void {
    this.#sweeping = this.#sweep(everySeconds * 1_000);
  }

  /** Resolves when the batch under way is written. What is left waits for the next process. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all([this.#sweeping, ...this.#atWork.values()]);
  }

  async #clean(accountId: string): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      const outcome = await this.#batch(accountId);
      if (outcome === 'DONE') return;
      await this.#pause(outcome === 'MORE' ? PAUSE_MS : RETRY_MS);
    }
  }

  /** LATER: another process is at work, or the datastore does not answer. */
  async #batch(accountId: string): Promise<'DONE' | 'MORE' | 'LATER'> {
    const { datastore, logger } = this.#parts;
    const last = { isLeased: false };
    const plan: CleaningPlan = async (stored) => {
      const planned = await this.#plan(stored);
      last.isLeased = planned === 'LEASED';
      return planned === 'LEASED' ? undefined : planned;
    };
    try {
      const isWritten = await datastore.cleanUp(accountId, plan);
      if (isWritten) return 'MORE';
      return last.isLeased ? 'LATER' : 'DONE';
    } catch (error) {
      const isPassing = error instanceof DatastoreError;
      logger[isPassing ? 'warn' : 'error'](
        { event: 'clean_up_failed', account: accountId, err: error },
        'What a deletion left behind could not be removed yet; it is tried again',
      );
      return 'LATER';
    }
  }

  async #plan(stored: Parameters<CleaningPlan>[0]): Promise<CleaningWrites | 'LEASED' | undefined> {
    const { holder } = this.#parts;
    const now = this.#parts.now();
    const [first, ...others] = stored.account.deletions;
    if (first === undefined) return undefined;
    const { lease } = first;
    if (lease !== undefined && lease.holder !== holder && lease.until > now) return 'LEASED';
    const { batch, left } = await nextBatch(stored, first);
    const leased = left && { ...left, lease: { holder, until: now + LEASE_MS } };
    return {
      ...batch.writes,
      deletions: leased === undefined ? others : [leased, ...others],
      changesAnswers: batch.changesAnswers ?? false,
    };
  }

  async #sweep(everyMs: number): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      try {
        await this.#noticeAll();
      } catch (error) {
        // Whoever waits for an answer is told of it; here it is tried again.
        if (!(error instanceof DatastoreError)) throw error;
      }
      await this.#pause(everyMs);
    }
  }

  async #noticeAll(): Promise<void> {
    let after: string | undefined;
    do {
      const request = { first: ACCOUNTS_PER_PAGE, ...(after !== undefined && { after }) };
      const page = await this.#parts.datastore.accountPage(request);
      for (const { row } of page.rows) if (row.deletions.length > 0) void this.notice(row.id);
      after = page.hasNextPage ? page.rows.at(-1)?.key : undefined;
    } while (after !== undefined && !this.#stopping.signal.aborted);
  }

  async #pause(ms: number): Promise<void> {
    await delay(ms, undefined, { ref: false, signal: this.#stopping.signal }).catch(() => undefined);
  }
}
