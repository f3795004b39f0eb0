import type { JsonObject } from '../datastore/contract/records.js';
import type { ChangedRecords, RecordKind } from './record-kinds.js';

/** What a change makes of one record. */
export interface RecordChange<K extends RecordKind = RecordKind> {
  readonly kind: K;
  /** Undefined: it is new. */
  readonly before: ChangedRecords[K] | undefined;
  /** Undefined: it is gone. */
  readonly after: ChangedRecords[K] | undefined;
  /** What the trail tells in place of the state after. */
  readonly told?: JsonObject | undefined;
}

/** The records that a change touches, each once and in the order in which they were touched first. */
export class ChangeLog {
  readonly #changes = new Map<string, RecordChange>();

  /** Notes a change; of one record that is changed twice, the state before the first and that after the second. */
  note<K extends RecordKind>(change: RecordChange<K>): void {
    const key = `${change.kind} ${idOf(change)}`;
    const earlier = this.#changes.get(key);
    this.#changes.set(key, earlier === undefined ? change : { ...change, before: earlier.before });
  }

  /** Without what was made and taken back again. */
  get all(): readonly RecordChange[] {
    return [...this.#changes.values()].filter(
      ({ before, after }) => before !== undefined || after !== undefined,
    );
  }
}

function idOf({ before, after }: RecordChange): string {
  const record = after ?? before;
  if (record === undefined) throw new Error('A change is about a record');
  return record.id;
}
