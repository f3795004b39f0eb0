import { isSeen, rbacIdOf } from './outcomes.js';
import { ANY_NUMBER, byId, nodeOf, nodes, PRESENT } from './values.js';
import type { FieldsOf } from './values.js';

/** What a change of permissions says it did; the permission is null when it was ABSENT. */
export interface ChangeRow {
  readonly outcome: string;
  readonly permission: { readonly id: string } | null;
}

/** What a mutation did, told by the test that asked for it. */
export interface DoneRow {
  readonly changes?: readonly ChangeRow[];
  readonly integrationId?: string;
  /** The user, group or team, or the account. */
  readonly recordId?: string;
  /** Refused with user errors: nothing was changed. */
  readonly isRefused?: boolean;
}

const OUTCOME: FieldsOf<DoneRow> = {
  userErrors: ({ isRefused = false }) => (isRefused ? ANY_NUMBER : []),
  revision: ({ isRefused = false }) => (isRefused ? null : PRESENT),
};

const SAVED: FieldsOf<DoneRow> = {
  ...OUTCOME,
  integration: ({ integrationId = '' }, asked) =>
    isSeen(asked, rbacIdOf(integrationId))
      ? nodeOf('Integration', byId(asked.world.integrations, integrationId))
      : null,
};

const CHANGED: FieldsOf<DoneRow> = {
  ...SAVED,
  removedPermissionIds: ({ changes = [] }) =>
    changes.filter(({ outcome }) => outcome === 'REMOVED').map(({ permission }) => permission?.id),
  changes: ({ changes = [] }) => nodes('PermissionChange', changes),
  warnings: () => ANY_NUMBER,
};

const DELETED: FieldsOf<DoneRow> = {
  ...OUTCOME,
  deletedIntegrationId: ({ integrationId }) => integrationId,
};

const ADMINISTERED: FieldsOf<DoneRow> = { ...OUTCOME, warnings: () => ANY_NUMBER };

const USER_CHANGED: FieldsOf<DoneRow> = {
  ...ADMINISTERED,
  user: ({ recordId }, { world }) => nodeOf('User', byId(world.users, recordId)),
};

const GROUP_CHANGED: FieldsOf<DoneRow> = {
  ...ADMINISTERED,
  group: ({ recordId }, { world }) => nodeOf('Group', byId(world.groups, recordId)),
};

const TEAM_CHANGED: FieldsOf<DoneRow> = {
  ...ADMINISTERED,
  team: ({ recordId }, { world }) => nodeOf('Team', byId(world.teams, recordId)),
};

const deleted = (field: string): FieldsOf<DoneRow> => ({
  ...ADMINISTERED,
  [field]: ({ recordId = null }) => recordId,
});

const ACCOUNT_CHANGED: FieldsOf<DoneRow> = {
  ...ADMINISTERED,
  account: ({ isRefused = false }, { world }) => (isRefused ? null : nodeOf('Account', world.account)),
};

const TOKEN_CREATED: FieldsOf<DoneRow> = {
  ...ADMINISTERED,
  accessToken: () => nodeOf('NewAccessToken', {}),
};

/** The rest is that of any. */
const NEW_ACCESS_TOKEN: FieldsOf<unknown> = { lastUsedOn: () => null };

const TOKEN_REVOKED: FieldsOf<DoneRow> = {
  ...ADMINISTERED,
  revokedAccessTokenId: ({ recordId }) => recordId,
};

const PERMISSION_CHANGE: FieldsOf<ChangeRow> = {
  outcome: ({ outcome }) => outcome,
  permission: ({ permission }) => (permission === null ? null : nodeOf('Permission', permission)),
};

const done = (type: string) => (row: DoneRow) => nodeOf(type, row);

/** The row of the root is what the mutation did. */
const MUTATION: FieldsOf<DoneRow> = {
  grantPermission: done('ChangePermissionsPayload'),
  revokePermission: done('ChangePermissionsPayload'),
  changePermissions: done('ChangePermissionsPayload'),
  createIntegration: done('CreateIntegrationPayload'),
  updateIntegration: done('UpdateIntegrationPayload'),
  deleteIntegration: done('DeleteIntegrationPayload'),
  createUser: done('UserPayload'),
  updateUser: done('UserPayload'),
  changeMemberships: done('UserPayload'),
  createGroup: done('GroupPayload'),
  updateGroup: done('GroupPayload'),
  changeGroupMembers: done('GroupPayload'),
  createTeam: done('TeamPayload'),
  updateTeam: done('TeamPayload'),
  updateAccount: done('UpdateAccountPayload'),
  createAccessToken: done('CreateAccessTokenPayload'),
  revokeAccessToken: done('RevokeAccessTokenPayload'),
  deleteUser: done('DeleteUserPayload'),
  deleteGroup: done('DeleteGroupPayload'),
  deleteTeam: done('DeleteTeamPayload'),
};

export const MUTATION_FIELDS = {
  Mutation: MUTATION,
  ChangePermissionsPayload: CHANGED,
  CreateIntegrationPayload: SAVED,
  UpdateIntegrationPayload: SAVED,
  DeleteIntegrationPayload: DELETED,
  PermissionChange: PERMISSION_CHANGE,
  UserPayload: USER_CHANGED,
  GroupPayload: GROUP_CHANGED,
  TeamPayload: TEAM_CHANGED,
  UpdateAccountPayload: ACCOUNT_CHANGED,
  CreateAccessTokenPayload: TOKEN_CREATED,
  RevokeAccessTokenPayload: TOKEN_REVOKED,
  NewAccessToken: NEW_ACCESS_TOKEN,
  DeleteUserPayload: deleted('deletedUserId'),
  DeleteGroupPayload: deleted('deletedGroupId'),
  DeleteTeamPayload: deleted('deletedTeamId'),
};
