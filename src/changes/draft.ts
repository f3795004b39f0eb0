import { isDeepStrictEqual } from 'node:util';
import type { ChangeSet, TouchedRecord } from '../datastore/contract/datastore.js';
import { settingsOf } from '../datastore/contract/record-forms.js';
import type {
  AccountSettings,
  AccountState,
  DetailedIntegration,
  NewAuditEvent,
  PendingDeletion,
} from '../datastore/contract/records.js';
import { CLEANING_STEPS } from '../datastore/contract/records.js';
import type { Principal } from '../decision/facts.js';
import { rbacIdOf } from '../decision/rbac-id.js';
import type { ChangeAuthor } from './change-author.js';
import { ChangeLog } from './change-log.js';
import type { RecordChange } from './change-log.js';
import { DraftedResource } from './drafted-resource.js';
import type { ResourceState } from './drafted-resource.js';
import { writesOf } from './drafted-writes.js';
import { RECORD_RULES } from './record-kinds.js';
import type { ChangedRecords, RecordKind } from './record-kinds.js';

/** Records that stand for themselves; integrations and permissions are changed through their resource. */
export type PlainRecordKind = Exclude<RecordKind, 'ACCOUNT' | 'INTEGRATION' | 'PERMISSION'>;

/** What a change of one record tells the audit trail, and whoever keeps records. */
interface Told {
  readonly event: NewAuditEvent;
  readonly touched: readonly TouchedRecord[];
}

/**
 * A change as it is being planned, on the state that was read in its transaction: records are created, saved and
 * removed one by one, and `finish` derives what is to be written with them: an audit event for each record changed, the
 * visibility tokens of every integration touched, the revisions of permissions, and what goes with a record that goes.
 */
export class ChangeDraft {
  readonly #log = new ChangeLog();
  readonly #resources = new Map<string, DraftedResource>();
  readonly #deletions: PendingDeletion[] = [];

  constructor(
    readonly author: ChangeAuthor,
    private readonly account: AccountState,
  ) {}

  create<K extends PlainRecordKind>(kind: K, record: ChangedRecords[K]): void {
    this.#log.note({ kind, before: undefined, after: record });
  }

  /** Saves a record in its next version. What is as it was is not touched. Gives the record as it stands. */
  save<K extends PlainRecordKind>(
    kind: K,
    before: ChangedRecords[K],
    after: ChangedRecords[K],
  ): ChangedRecords[K] {
    if (isDeepStrictEqual(before, after)) return before;
    const revised = RECORD_RULES[kind].revised({ before, after, at: this.author.at });
    this.#log.note({ kind, before, after: revised });
    return revised;
  }

  /**
   * Deletes a record: nothing of it is shown from then on, and what is left of it is cleaned up afterwards [A14].
   * @param transferTo Of a user: who is given Owner wherever the user holds it directly. The audit event names them in
   *   place of the state after.
   */
  remove<K extends PlainRecordKind>(
    kind: K,
    before: ChangedRecords[K],
    { transferTo }: { readonly transferTo?: Principal | undefined } = {},
  ): void {
    const told = transferTo && { transferTo: { ...transferTo } };
    this.#log.note({ kind, before, after: undefined, told });
    // An access token leaves nothing behind.
    if (kind === 'ACCESS_TOKEN') return;
    const { id: deletedById, at: deletedAt, reason } = this.author;
    this.#deletions.push({
      ...{ kind, id: before.id, transferTo: transferTo ?? null },
      ...{ deletedById, deletedAt, reason, step: CLEANING_STEPS[0] },
    });
  }

  /** Sets what is given of the account's name and settings. */
  settings(changed: Partial<AccountSettings>): void {
    const after = { ...this.account, ...settingsOf({ ...this.account, ...changed }) };
    if (!isDeepStrictEqual(settingsOf(this.account), settingsOf(after)))
      this.#log.note({ kind: 'ACCOUNT', before: this.account, after });
  }

  /** The integration or wildcard that was read, to change it or the permissions on it. */
  on(state: ResourceState): DraftedResource {
    const resource =
      this.#resources.get(state.rbacId) ??
      new DraftedResource(state, { author: this.author, log: this.#log });
    this.#resources.set(state.rbacId, resource);
    return resource;
  }

  createIntegration(integration: DetailedIntegration): DraftedResource {
    const resource = this.on({ rbacId: rbacIdOf(integration.id), integration: undefined, own: [] });
    resource.create(integration);
    return resource;
  }

  /** Whether everything is as asked already. */
  get isEmpty(): boolean {
    return this.#log.all.length === 0;
  }

  /** What is to be written. Undefined: everything is as asked already. */
  finish(): ChangeSet | undefined {
    const told = this.#log.all.map((change) => this.#told(change));
    const [first, ...rest] = told.map(({ event }) => event);
    if (first === undefined) return undefined;
    return {
      ...writesOf(this.#log, this.#resources),
      addDeletions: this.#deletions,
      touched: told.flatMap(({ touched }) => touched),
      auditEvents: [first, ...rest],
    };
  }

  #told<K extends RecordKind>({ kind, before, after, told }: RecordChange<K>): Told {
    const { events, form, name, rbacId, touched } = RECORD_RULES[kind];
    const record = after ?? before;
    const what = before === undefined ? 'created' : after === undefined ? 'removed' : 'updated';
    const eventKind = events[what];
    if (eventKind === undefined || record === undefined)
      throw new Error(`A ${kind} cannot be ${what} by a change`);
    const event = this.author.event({
      kind: eventKind,
      target: { kind, subjectId: record.id, name: name(record) },
      rbacId: rbacId(record),
      before: before === undefined ? null : form(before, this.account),
      after: after === undefined ? (told ?? null) : form(after, this.account),
    });
    return { event, touched: touched(record, what) };
  }
}
