import { setTimeout as delay } from 'node:timers/promises';
import { v7 as newUuid } from 'uuid';
import { DatastoreUnavailableError } from '../contract/errors.js';
import type { RawDatabase } from './connect.js';
import type { LayoutDocument } from './documents.js';
import { oneCommand } from './one-command.js';

/** How long others wait for a holder that says nothing more: its process may have been killed. */
const LEASE_MS = 20_000;
const RENEW_EVERY_MS = 5_000;
const ASK_AGAIN_MS = 250;

const UNTIL = { $add: ['$$NOW', LEASE_MS] };
/** A date that is missing is before all others. */
const IS_OVER = { $expr: { $lte: ['$migration.until', '$$NOW'] } };

/** What the holder of the lock may do with it. */
export interface HeldLock {
  /** @throws DatastoreUnavailableError when another process took the lock meanwhile, and nothing is written. */
  write(version: number): Promise<void>;
}

/**
 * One process of all that use the database, at a time, for as long as it lives: the lock is in the document of the
 * layout, with a lease that is renewed. A process that stood still for longer has lost it, and cannot store a version
 * any more.
 */
export class MigrationLock {
  readonly #layout;
  readonly #id: string;
  readonly #holder = newUuid();

  constructor(database: RawDatabase, { name, id }: { readonly name: string; readonly id: string }) {
    this.#layout = database.collection<LayoutDocument>(name);
    this.#id = id;
  }

  /**
   * Waits until no other process holds it; one that goes on migrating is waited for however long it takes.
   * @throws DatastoreUnavailableError when MongoDB does not answer.
   */
  async hold<T>(work: (lock: HeldLock) => Promise<T>): Promise<T> {
    while (!(await this.#take())) await delay(ASK_AGAIN_MS);
    const renewal = setInterval(() => void this.#renew().catch(() => undefined), RENEW_EVERY_MS);
    try {
      return await work({ write: (version) => this.#write(version) });
    } finally {
      clearInterval(renewal);
      // What cannot be given back now ends with the lease.
      await this.#giveBack().catch(() => undefined);
    }
  }

  async #take(): Promise<boolean> {
    const taken = [{ $set: { migration: { holder: this.#holder, until: UNTIL } } }];
    return this.#update({ _id: this.#id, ...IS_OVER }, taken);
  }

  async #renew(): Promise<boolean> {
    return this.#update(this.#own, [{ $set: { 'migration.until': UNTIL } }]);
  }

  async #write(version: number): Promise<void> {
    if (await this.#update(this.#own, [{ $set: { version, 'migration.until': UNTIL } }])) return;
    throw new DatastoreUnavailableError('Another process took over the migration of the database');
  }

  async #giveBack(): Promise<void> {
    await this.#update(this.#own, [{ $unset: 'migration' }]);
  }

  get #own(): { readonly _id: string; readonly 'migration.holder': string } {
    return { _id: this.#id, 'migration.holder': this.#holder };
  }

  async #update(filter: object, change: readonly Record<string, unknown>[]): Promise<boolean> {
    const { matchedCount } = await oneCommand((options) =>
      this.#layout.updateOne(filter, [...change], options),
    );
    return matchedCount === 1;
  }
}
