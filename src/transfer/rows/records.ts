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

export function teamRecord({ id, name }: Row<'teams'>): TeamRecord {
  return { kind: 'TEAM', id, name };
}

export function groupRecord({ id, name, builtIn }: Row<'groups'>): GroupRecord {
  return { kind: 'GROUP', id, name, builtIn: builtIn ?? null };
}

export function userRecord({ id, name, email, active, memberships }: Row<'users'>): UserWithoutGroups {
  return { kind: 'USER', id, name, email: email ?? null, active, memberships };
}

/** An integration that says nothing of its times was created, and last changed, when it was imported. */
export function integrationRecord(
  row: Row<'integrations'>,
  { secrets, importedAt }: { readonly secrets: readonly SecretRecord[]; readonly importedAt: number },
): IntegrationWithoutTokens {
  const { id, name, type, system, teamIds, createdById, version, settings } = row;
  const createdAt = row.createdAt === undefined ? importedAt : Date.parse(row.createdAt);
  const updatedAt = row.updatedAt === undefined ? createdAt : Date.parse(row.updatedAt);
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
