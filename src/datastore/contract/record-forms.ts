import type {
  AccessTokenRecord,
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
  { id, name, createdAt, version }: TeamRecord,
  { rootTeamId }: Pick<AccountState, 'rootTeamId'>,
): Form<TeamRecord, 'kind', 'root'> {
  return { id, name, root: id === rootTeamId, createdAt: isoTime(createdAt), version };
}

/** Without groups: in a file it is the groups that name their members. */
export function userForm(user: UserRecord): Form<UserRecord, 'groupIds' | 'userKind'> {
  const { id, name, userKind: kind, userName, email, externalId, active, createdAt, version } = user;
  return {
    ...{ id, name, kind, userName, email, externalId, active },
    memberships: user.memberships.map(({ teamId, role }) => ({ teamId, role })),
    ...{ createdAt: isoTime(createdAt), version },
  };
}

/** Without members: they can be many, and are part of the users. */
export function groupForm(group: GroupRecord): Form<GroupRecord, 'kind'> {
  const { id, name, externalId, builtIn, createdAt, version } = group;
  return { id, name, externalId, builtIn, createdAt: isoTime(createdAt), version };
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

/** Without its hash and without what changes beside the account's state. */
export function accessTokenForm(
  token: AccessTokenRecord,
): Form<AccessTokenRecord, 'tokenHash' | 'revoked' | 'lastUsedOn'> {
  const { id, userId, name, createdAt, expiresAt } = token;
  return { id, userId, name, createdAt: isoTime(createdAt), expiresAt: isoTime(expiresAt) };
}

export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
