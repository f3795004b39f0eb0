import type {
  AccountRecord,
  GroupRecord,
  IntegrationRecord,
  PermissionRecord,
  TeamRecord,
  UserRecord,
} from '../../datastore/contract/records.js';

/** Rows as an export writes them: what an import takes, with all that it would else make up. */

export function accountToFile(account: AccountRecord): object {
  const { id, name, plan, permissionSets, accessModel, residualRead } = account;
  return { id, name, plan, permissionSets, accessModel, residualRead };
}

export function teamToFile({ id, name }: TeamRecord, { rootTeamId }: AccountRecord): object {
  return { id, name, root: id === rootTeamId };
}

export function userToFile({ id, name, email, active, memberships }: UserRecord): object {
  return { id, name, email, active, memberships: memberships.map(({ teamId, role }) => ({ teamId, role })) };
}

/** The members follow: they are read page by page. */
export function groupToFile({ id, name, builtIn }: GroupRecord): object {
  return { id, name, ...(builtIn !== null && { builtIn }) };
}

export function integrationToFile(integration: IntegrationRecord): object {
  const { id, name, type, system, teamIds, createdById, createdAt, updatedAt, version, details } =
    integration;
  if (details === undefined) throw new Error(`Integration ${id} was read without its details`);
  const sealedSecrets = details.secrets.map((secret) => ({
    name: secret.name,
    setAt: isoTime(secret.setAt),
    sealed: secret.sealed,
  }));
  return {
    ...{ id, name, type, system, teamIds, createdById },
    ...{ createdAt: isoTime(createdAt), updatedAt: isoTime(updatedAt), version },
    settings: details.settings,
    ...(sealedSecrets.length > 0 && { sealedSecrets }),
  };
}

export function permissionToFile(permission: PermissionRecord): object {
  const { id, rbacId, principal, permissionSetId, source, grantedById, grantedAt, reason } = permission;
  return {
    ...{ id, rbacId, principal: { type: principal.type, id: principal.id }, permissionSetId, source },
    ...(grantedById !== null && { grantedBy: grantedById }),
    grantedAt: isoTime(grantedAt),
    ...(reason !== null && { reason }),
  };
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
