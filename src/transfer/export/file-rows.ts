import {
  accountForm,
  groupForm,
  integrationForm,
  isoTime,
  permissionForm,
  teamForm,
  userForm,
} from '../../datastore/contract/record-forms.js';
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
  return accountForm(account);
}

export function teamToFile(team: TeamRecord, account: AccountRecord): object {
  return teamForm(team, account);
}

export function userToFile(user: UserRecord): object {
  const { userName, externalId, ...rest } = userForm(user);
  return { ...rest, ...(userName !== null && { userName }), ...(externalId !== null && { externalId }) };
}

/** The members follow: they are read page by page. */
export function groupToFile(group: GroupRecord): object {
  const { externalId, builtIn, ...rest } = groupForm(group);
  return { ...rest, ...(externalId !== null && { externalId }), ...(builtIn !== null && { builtIn }) };
}

export function integrationToFile(integration: IntegrationRecord): object {
  const { id, details } = integration;
  if (details === undefined) throw new Error(`Integration ${id} was read without its details`);
  const sealedSecrets = details.secrets.map((secret) => ({
    name: secret.name,
    setAt: isoTime(secret.setAt),
    sealed: secret.sealed,
  }));
  return {
    ...integrationForm(integration),
    settings: details.settings,
    // Also when there is none: a row that says nothing of secrets would leave those that are stored by then.
    sealedSecrets,
  };
}

export function permissionToFile(permission: PermissionRecord): object {
  const { grantedBy, grantedAt, reason, ...rest } = permissionForm(permission);
  return {
    ...rest,
    ...(grantedBy !== null && { grantedBy }),
    grantedAt,
    ...(reason !== null && { reason }),
  };
}
