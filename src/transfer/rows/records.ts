import type {
  GroupRecord,
  SecretRecord,
  StoredIntegration,
  TeamRecord,
  UserRecord,
} from '../../datastore/contract/records.js';
import { parseRbacId } from '../../decision/rbac-id.js';
import type { Row } from './read-row.js';

/** A user without the groups, which the file names from the other side. */
export type UserWithoutGroups = Omit<UserRecord, 'groupIds'>;
/** An integration without its tokens, which follow from permissions that may come later in the file. */
export type IntegrationWithoutTokens = Omit<StoredIntegration, 'tokens'>;

/** What says nothing of its times was created, and an integration last changed, when it was imported. */
export function teamRecord({ id, name, version, createdAt }: Row<'teams'>, importedAt: number): TeamRecord {
  return { kind: 'TEAM', id, name, version, createdAt: timeOf(createdAt, importedAt) };
}

export function groupRecord(row: Row<'groups'>, importedAt: number): GroupRecord {
  const { id, name, version } = row;
  return {
    ...{ kind: 'GROUP', id, name, version, createdAt: timeOf(row.createdAt, importedAt) },
    ...{ externalId: row.externalId ?? null, builtIn: row.builtIn ?? null },
  };
}

export function userRecord(row: Row<'users'>, importedAt: number): UserWithoutGroups {
  const { id, name, kind: userKind, active, memberships, version } = row;
  return {
    ...{ kind: 'USER', id, name, userKind, active, memberships, version },
    ...{ userName: row.userName ?? null, email: row.email ?? null, externalId: row.externalId ?? null },
    createdAt: timeOf(row.createdAt, importedAt),
  };
}

export function integrationRecord(
  row: Row<'integrations'>,
  { secrets, importedAt }: { readonly secrets: readonly SecretRecord[]; readonly importedAt: number },
): IntegrationWithoutTokens {
  const { id, name, type, system, teamIds, createdById, version, settings } = row;
  const createdAt = timeOf(row.createdAt, importedAt);
  const updatedAt = timeOf(row.updatedAt, createdAt);
  const details = { settings, secrets };
  return {
    id,
    name,
    type,
    system,
    teamIds,
    createdById: createdById ?? null,
    createdAt,
    updatedAt,
    version,
    details,
  };
}

/** The integration that a permission stands on; null for the wildcard. */
export function integrationIdOf(rbacId: string | null | undefined): string | null {
  const parsed = typeof rbacId === 'string' ? parseRbacId(rbacId) : undefined;
  return parsed?.kind === 'INTEGRATION' ? parsed.integrationId : null;
}

function timeOf(instant: string | undefined, otherwise: number): number {
  return instant === undefined ? otherwise : Date.parse(instant);
}
