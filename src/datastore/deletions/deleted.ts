import type { Principal } from '../../decision/facts.js';
import type {
  DirectoryKind,
  DirectoryRecord,
  IntegrationRecord,
  PendingDeletion,
  PermissionRecord,
} from '../contract/records.js';

/** What is deleted, and must not be told of [A14]: takes it out of the records that still hold it. */
export class Deleted {
  readonly #ids: Readonly<Record<DirectoryKind, ReadonlySet<string>>>;

  constructor(deletions: readonly PendingDeletion[]) {
    const idsOf = (kind: DirectoryKind) =>
      new Set(deletions.flatMap((deletion) => (deletion.kind === kind ? [deletion.id] : [])));
    this.#ids = { USER: idsOf('USER'), GROUP: idsOf('GROUP'), TEAM: idsOf('TEAM') };
  }

  /** Whether somebody is deleted who could hold permissions. */
  get hasPrincipals(): boolean {
    return this.#ids.USER.size + this.#ids.GROUP.size > 0;
  }

  isDeleted({ type, id }: Principal): boolean {
    return this.#ids[type].has(id);
  }

  fromEntry<R extends DirectoryRecord>(record: R): R {
    if (record.kind !== 'USER') return record;
    return {
      ...record,
      memberships: record.memberships.filter(({ teamId }) => !this.#ids.TEAM.has(teamId)),
      groupIds: record.groupIds.filter((id) => !this.#ids.GROUP.has(id)),
    };
  }

  fromIntegration(record: IntegrationRecord): IntegrationRecord {
    return {
      ...record,
      teamIds: record.teamIds.filter((id) => !this.#ids.TEAM.has(id)),
      createdById: this.#unlessUser(record.createdById),
    };
  }

  /** None for a permission of somebody who is deleted. */
  fromPermission(record: PermissionRecord): readonly PermissionRecord[] {
    if (this.isDeleted(record.principal)) return [];
    return [{ ...record, grantedById: this.#unlessUser(record.grantedById) }];
  }

  #unlessUser(id: string | null): string | null {
    return id === null || this.#ids.USER.has(id) ? null : id;
  }
}
