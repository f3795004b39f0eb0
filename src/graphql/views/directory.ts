import { compareByCodePoint, directorySortKey } from '../../datastore/contract/sort-keys.js';
import type {
  DirectoryKind,
  DirectoryRecord,
  DirectoryRecordOf,
  DirectoryRef,
  GroupRecord,
  UserRecord,
} from '../../datastore/contract/records.js';

/** Users, groups and teams that were read for a list of rows. */
export class Directory {
  private readonly byRef: ReadonlyMap<string, DirectoryRecord>;

  constructor(private readonly records: readonly DirectoryRecord[]) {
    this.byRef = new Map(records.map((record) => [keyOf(record), record]));
  }

  get users(): readonly UserRecord[] {
    return this.records.filter((record) => record.kind === 'USER');
  }

  find<K extends DirectoryKind>(ref: DirectoryRef & { readonly kind: K }): DirectoryRecordOf<K> | undefined {
    return this.byRef.get(keyOf(ref)) as DirectoryRecordOf<K> | undefined;
  }

  /** Ordered by folded name, then id. */
  groups(ids: readonly string[]): readonly GroupRecord[] {
    const groups = [...new Set(ids)].flatMap((id) => this.find({ kind: 'GROUP', id }) ?? []);
    return groups.sort((a, b) => compareByCodePoint(directorySortKey(a), directorySortKey(b)));
  }
}

export function keyOf({ kind, id }: DirectoryRef): string {
  return `${kind}|${id}`;
}
