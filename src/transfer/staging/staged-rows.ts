import type {
  DirectoryRecord,
  PermissionRecord,
  StoredIntegration,
} from '../../datastore/contract/records.js';
import type { PermissionSource, PrincipalType } from '../../decision/facts.js';
import { rbacIdOf } from '../../decision/rbac-id.js';
import { tokensCarriedBy } from '../../decision/visibility.js';
import { groupBy } from '../../collections/group-by.js';
import type { Section } from '../document/document-reader.js';
import type { IntegrationWithoutTokens, UserWithoutGroups } from '../rows/records.js';
import type { Scratch, ScratchRow } from '../../scratch/scratch.js';

/** How many rows of an account there are, what was added to the file included. */
export type RowCounts = Readonly<Record<Section, number>>;

const DIRECTORY_PAGE = 500;
const PERMISSIONS_PAGE = 1_000;
/** Each may carry 200 permissions. */
const INTEGRATIONS_PAGE = 100;

/** Reads staged rows without mistakes, in the order of the file, as they are to be stored. */
export class StagedRows {
  constructor(private readonly scratch: Scratch) {}

  counts(): RowCounts {
    const count = (table: Section) => Number(this.scratch.all(`select count(*) as n from ${table}`)[0]?.n);
    return {
      teams: count('teams'),
      users: count('users'),
      groups: count('groups'),
      integrations: count('integrations'),
      permissions: count('permissions'),
    };
  }

  *directory(): IterableIterator<readonly DirectoryRecord[]> {
    for (const rows of this.#pages('teams', DIRECTORY_PAGE))
      yield rows.map((row) => recordOf(row) as DirectoryRecord);
    for (const rows of this.#pages('groups', DIRECTORY_PAGE))
      yield rows.map((row) => recordOf(row) as DirectoryRecord);
    for (const rows of this.#pages('users', DIRECTORY_PAGE))
      yield this.#withGroups(rows.map((row) => recordOf(row) as UserWithoutGroups));
  }

  *integrations(): IterableIterator<readonly StoredIntegration[]> {
    for (const rows of this.#pages('integrations', INTEGRATIONS_PAGE)) {
      yield this.#withTokens(rows.map((row) => recordOf(row) as IntegrationWithoutTokens));
    }
  }

  *permissions(): IterableIterator<readonly PermissionRecord[]> {
    for (const rows of this.#pages('permissions', PERMISSIONS_PAGE)) yield rows.map(permissionOf);
  }

  *#pages(table: Section, size: number): IterableIterator<ScratchRow[]> {
    let last = Number.MIN_SAFE_INTEGER;
    for (;;) {
      const rows = this.scratch.all(
        `select * from ${table} where position > ? order by position limit ${size}`,
        [last],
      );
      if (rows.length === 0) return;
      yield rows;
      last = Number(rows.at(-1)?.position);
    }
  }

  #withGroups(users: readonly UserWithoutGroups[]): DirectoryRecord[] {
    const memberships = this.scratch.all(
      `select user_id, id from members join groups on position = group_position
       where user_id in (select value from json_each(?)) order by group_position`,
      [JSON.stringify(users.map(({ id }) => id))],
    );
    const byUser = groupBy(memberships, (row) => String(row.user_id));
    return users.map((user) => ({
      ...user,
      groupIds: (byUser.get(user.id) ?? []).map((row) => String(row.id)),
    }));
  }

  #withTokens(integrations: readonly IntegrationWithoutTokens[]): StoredIntegration[] {
    const rows = this.scratch.all(
      `select * from permissions where rbac_id in (select value from json_each(?)) order by position`,
      [JSON.stringify(integrations.map(({ id }) => rbacIdOf(id)))],
    );
    const byRbacId = groupBy(rows.map(permissionOf), ({ rbacId }) => rbacId);
    return integrations.map((integration) => ({
      ...integration,
      tokens: tokensCarriedBy(integration, byRbacId.get(rbacIdOf(integration.id)) ?? []),
    }));
  }
}

/** The scratch tables hold only what this process wrote after checking it, so rows are taken as what they are. */
function recordOf(row: ScratchRow): unknown {
  return JSON.parse(String(row.record));
}

function permissionOf(row: ScratchRow): PermissionRecord {
  return {
    id: String(row.id),
    rbacId: String(row.rbac_id),
    principal: { type: row.principal_type as PrincipalType, id: String(row.principal_id) },
    permissionSetId: String(row.permission_set_id),
    source: row.source as PermissionSource,
    grantedById: row.granted_by_id as string | null,
    grantedAt: Number(row.granted_at),
    reason: row.reason as string | null,
  };
}
