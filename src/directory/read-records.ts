import type { UserError } from '../changes/user-errors.js';
import type { Snapshot } from '../datastore/contract/datastore.js';
import type {
  AccountRecord,
  DirectoryKind,
  DirectoryRecordOf,
  DirectoryRef,
} from '../datastore/contract/records.js';
import { isId } from '../decision/id.js';
import { NotFoundError } from '../errors/public-errors.js';

/** The record that a change is about, with those that it refers to, found by kind and id. */
export class FoundRecords {
  readonly #byRef: ReadonlyMap<string, DirectoryRecordOf<DirectoryKind>>;

  private constructor(
    records: readonly DirectoryRecordOf<DirectoryKind>[],
    private readonly account: Pick<AccountRecord, 'deletions'>,
  ) {
    this.#byRef = new Map(records.map((record) => [keyOf(record), record]));
  }

  /** At most one command. What could be no id is unknown without being looked for. */
  static async read(snapshot: Snapshot, refs: readonly DirectoryRef[]): Promise<FoundRecords> {
    const asked = refs.filter(({ id }) => isId(id));
    return new FoundRecords(asked.length === 0 ? [] : await snapshot.directory(asked), snapshot.account);
  }

  find<K extends DirectoryKind>(kind: K, id: string): DirectoryRecordOf<K> | undefined {
    return this.#byRef.get(keyOf({ kind, id })) as DirectoryRecordOf<K> | undefined;
  }

  /** @throws NotFoundError when there is none. */
  require<K extends DirectoryKind>(kind: K, id: string): DirectoryRecordOf<K> {
    const found = this.find(kind, id);
    if (found === undefined) throw NotFoundError.inDirectory(kind);
    return found;
  }

  /** Those of them that there are. */
  all<K extends DirectoryKind>(kind: K, ids: readonly string[]): readonly DirectoryRecordOf<K>[] {
    return ids.flatMap((id) => this.find(kind, id) ?? []);
  }

  /** A refusal for each that there is not. */
  unknown(kind: DirectoryKind, ids: readonly string[], field: readonly string[]): readonly UserError[] {
    return ids
      .filter((id) => this.find(kind, id) === undefined)
      .map((id) => ({
        code: `${kind}_NOT_FOUND`,
        message: `There is no ${kind.toLowerCase()} ${id}`,
        field,
      }));
  }

  /** The refusal of a new record whose id is that of another, or of one that is not cleaned up yet [A15]. */
  taken(kind: DirectoryKind, id: string): readonly UserError[] {
    const isBeingDeleted = this.account.deletions.some(
      (deletion) => deletion.kind === kind && deletion.id === id,
    );
    if (this.find(kind, id) === undefined && !isBeingDeleted) return [];
    const message = isBeingDeleted
      ? `What was left of the ${kind.toLowerCase()} ${id} is being removed; its id is free after that`
      : `There is a ${kind.toLowerCase()} ${id} already`;
    return [{ code: 'ID_TAKEN', message, field: ['input', 'id'] }];
  }
}

export function refsTo(kind: DirectoryKind, ids: readonly string[]): readonly DirectoryRef[] {
  return ids.map((id) => ({ kind, id }));
}

function keyOf({ kind, id }: DirectoryRef): string {
  return `${kind} ${id}`;
}
