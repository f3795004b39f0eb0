import type {
  AccountImport,
  ChangeOutcome,
  ChangePlan,
  ChangeSet,
  Datastore,
  Snapshot,
} from '../../../src/datastore/contract/datastore.js';
import type { AccountState, AuditEventKind, NewAuditEvent } from '../../../src/datastore/contract/records.js';
import { accountState, auditEvent } from './world.js';
import type { World } from './world.js';

export interface ImportOptions {
  readonly replace?: boolean;
  readonly account?: Partial<AccountState>;
}

/** The event of the first import. */
export const FIRST_EVENT_ID = 'event_0001';

/** One account of the datastore under test, with the steps that tests are made of. */
export class AccountUnderTest {
  #events = 0;

  constructor(
    readonly datastore: Datastore,
    readonly id: string,
  ) {}

  /** Imports the account and resolves with its revision. */
  async import(world: World, options: ImportOptions = {}): Promise<number> {
    const { replace = false, account = {} } = options;
    const started = await this.datastore.beginImport(this.id, { replace });
    await write(started, world);
    return started.commit(accountState(this.id, account), this.#event('ACCOUNT_IMPORTED'));
  }

  /** Reads in a snapshot of the present state. */
  async read<T>(work: (snapshot: Snapshot) => Promise<T> | T, userId?: string): Promise<T> {
    const snapshot = await this.openSnapshot(userId);
    try {
      return await work(snapshot);
    } finally {
      await snapshot.close();
    }
  }

  async openSnapshot(userId?: string): Promise<Snapshot> {
    const snapshot = await this.datastore.openSnapshot(this.id, userId);
    if (snapshot === undefined) throw new Error(`There is no account ${this.id}`);
    return snapshot;
  }

  async plan<T>(plan: ChangePlan<T>): Promise<ChangeOutcome<T>> {
    const outcome = await this.datastore.change({ accountId: this.id, userId: 'usr_actor' }, plan);
    if (outcome === undefined) throw new Error(`There is no account ${this.id}`);
    return outcome;
  }

  /** Applies changes, with an event when none is given, and resolves with the new revision. */
  async change(changes: Partial<ChangeSet>): Promise<number> {
    const changeSet = this.changeOf(changes);
    const { revision } = await this.plan(() => Promise.resolve({ result: null, changes: changeSet }));
    return revision;
  }

  /** Changes with an event when none is given. */
  changeOf(changes: Partial<ChangeSet>): ChangeSet {
    return { touched: [], auditEvents: [this.#event('INTEGRATION_UPDATED')], ...changes };
  }

  #event(kind: AuditEventKind): NewAuditEvent {
    this.#events += 1;
    return auditEvent(`event_${String(this.#events).padStart(4, '0')}`, { kind });
  }
}

export async function write(to: AccountImport, world: World): Promise<void> {
  await to.writeDirectory(world.directory ?? []);
  await to.writeIntegrations(world.integrations ?? []);
  await to.writePermissions(world.permissions ?? []);
}
