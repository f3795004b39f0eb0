import { it } from '@jest/globals';
import type { Datastore } from '../../../src/datastore/contract/datastore.js';
import { AccountUnderTest } from './account-under-test.js';
import type { World } from './world.js';

/** A datastore that is open and holds nothing the suite did not write. */
export interface Started {
  readonly datastore: Datastore;
  /** Closes the datastore and opens another one on the same data, which takes its place. */
  reopen?(): Promise<Datastore>;
  /** Writes a value into a stored row, past everything that would refuse it. */
  corrupt?(value: CorruptValue): Promise<void>;
  stop(): Promise<void>;
}

/** Names as in the contract's records; the text stands where the record's field is stored. */
export interface CorruptValue {
  readonly collection: 'accounts' | 'directory' | 'integrations' | 'permissions';
  readonly id: string;
  readonly field: string;
  readonly value: string;
}

export type Start = () => Promise<Started>;

/** What an engine can do beyond the least; what it cannot is skipped, visibly. Each is false by default. */
export interface Traits {
  /** `reopen` is there. */
  readonly persists: boolean;
  /** `corrupt` is there. */
  readonly canBeCorrupted: boolean;
  /** A change ends while an older snapshot is open; otherwise it waits until that is closed. */
  readonly changesPassSnapshots: boolean;
}

/** What the parts of the suite are given. One datastore for all tests; every test has accounts of its own. */
export interface Subject {
  readonly traits: Traits;
  readonly started: Started;
  readonly datastore: Datastore;
  /** An id that no other test uses. */
  newAccountId(): string;
  /** An account of its own for a test, imported. */
  account(world?: World): Promise<AccountUnderTest>;
  /** Goes on with a new datastore on the same data. */
  reopen(): Promise<void>;
}

/** `it`, or a visible skip when the engine has not what the test needs. */
export function itWhen(condition: boolean): typeof it | typeof it.skip {
  return condition ? it : it.skip;
}

export class StartedSubject implements Subject {
  #started: Started | undefined;
  #accounts = 0;

  constructor(readonly traits: Traits) {}

  get started(): Started {
    if (this.#started === undefined) throw new Error('The datastore is started before the tests');
    return this.#started;
  }

  set started(started: Started) {
    this.#started = started;
  }

  get datastore(): Datastore {
    return this.started.datastore;
  }

  newAccountId(): string {
    this.#accounts += 1;
    return `account_${this.#accounts}`;
  }

  async account(world: World = {}): Promise<AccountUnderTest> {
    const account = new AccountUnderTest(this.datastore, this.newAccountId());
    await account.import(world);
    return account;
  }
  async reopen(): Promise<void> {
    const datastore = await this.started.reopen?.();
    if (datastore === undefined) throw new Error('An engine that persists can be opened again');
    this.started = { ...this.started, datastore };
  }
}
