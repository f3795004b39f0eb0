import type {
  AccountSettings,
  AccountState,
  GroupRecord,
  IntegrationRecord,
  JsonValue,
  PermissionRecord,
  TeamRecord,
  UserRecord,
} from './records.js';

/**
 * Records as JSON, with the keys of the import format: what an export writes and what an audit event shows. A field
 * that a record has and its form forgets does not compile.
 */
type Form<T, Without extends keyof T = never, Added extends string = never> = Record<
  Exclude<keyof T, Without> | Added,
  JsonValue
>;

export function settingsOf(account: AccountSettings): AccountSettings {
  const { name, plan, permissionSets, accessModel, residualRead } = account;
  return { name, plan, permissionSets, accessModel, residualRead };
}

/** Without the ids of what every account has: they follow from the other records. */
export function accountForm(account: AccountState): Form<AccountSettings, never, 'id'> {
  return { id: account.id, ...settingsOf(account) };
}

export function teamForm(
  { id, name }: TeamRecord,
  { rootTeamId }: Pick<AccountState, 'rootTeamId'>,
): Form<TeamRecord, 'kind', 'root'> {
  return { id, name, root: id === rootTeamId };
}

/** Without groups: in a file it is the groups that name their members. */
export function userForm({
  id,
  name,
  email,
  active,
  memberships,
}: UserRecord): Form<UserRecord, 'kind' | 'groupIds'> {
  return {
    ...{ id, name, email, active },
    memberships: memberships.map(({ teamId, role }) => ({ teamId, role })),
  };
}

/** Without members: they can be many, and are part of the users. */
export function groupForm({ id, name, builtIn }: GroupRecord): Form<GroupRecord, 'kind'> {
  return { id, name, builtIn };
}

/** Without settings and secrets. */
export function integrationForm(
  integration: Omit<IntegrationRecord, 'permissionsRevision'>,
): Form<IntegrationRecord, 'permissionsRevision' | 'details'> {
  const { id, name, type, system, teamIds, createdById, createdAt, updatedAt, version } = integration;
  return {
    ...{ id, name, type, system, teamIds, createdById },
    ...{ createdAt: isoTime(createdAt), updatedAt: isoTime(updatedAt), version },
  };
}

export function permissionForm(
  permission: PermissionRecord,
): Form<PermissionRecord, 'grantedById', 'grantedBy'> {
  const { id, rbacId, principal, permissionSetId, source, grantedById, grantedAt, reason } = permission;
  return {
    ...{ id, rbacId, principal: { type: principal.type, id: principal.id }, permissionSetId, source },
    ...{ grantedBy: grantedById, grantedAt: isoTime(grantedAt), reason },
  };
}

export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
