import type { Action } from '../../../../src/decision/actions.js';
import type { PermissionInFile } from '../../../support/account-file.js';
import { isAllowedIn } from '../../oracle/account.js';
import type { IntegrationInWorld } from '../../worlds/account-world.js';
import { integrationIdOf, isSeen, rbacIdOf } from './outcomes.js';
import type { Asked } from './outcomes.js';
import { byId, nodeOf, nodes, permissionNodes, PRESENT } from './values.js';
import type { FieldsOf } from './values.js';

const INTEGRATION: FieldsOf<IntegrationInWorld> = {
  id: ({ id }) => id,
  rbacId: ({ id }) => rbacIdOf(id),
  name: ({ name }) => name,
  type: ({ type }) => type,
  system: ({ system }) => system,
  costsCredits: ({ type }) => type === 'SMS',
  viewerRights: (row) => nodeOf('ViewerRights', row),
  settings: ({ settings }) => settings,
  secrets: ({ secrets = {} }) =>
    nodes(
      'SecretState',
      Object.keys(secrets).map((name) => ({ name })),
    ),
  teams: ({ teamIds }, { world }) =>
    nodes(
      'Team',
      teamIds.map((id) => byId(world.teams, id)),
    ),
  createdBy: ({ createdById }, { world }) => nodeOf('User', byId(world.users, createdById)),
  permissions: ({ id }, asked) => permissionNodes(asked, ({ rbacId }) => rbacId === rbacIdOf(id)),
};

const may =
  (action: Action) =>
  ({ id }: IntegrationInWorld, { world, viewerId: userId }: Asked) =>
    isAllowedIn(world, { userId, action, rbacId: rbacIdOf(id) });

const VIEWER_RIGHTS: FieldsOf<IntegrationInWorld> = {
  canRead: may('READ'),
  canUse: may('USE'),
  canUpdate: may('UPDATE'),
  canDelete: may('DELETE'),
  canManagePermissions: may('MANAGE_PERMISSIONS'),
};

const SECRET_STATE: FieldsOf<{ readonly name: string }> = { name: ({ name }) => name };

const PERMISSION: FieldsOf<PermissionInFile & { readonly reason?: string }> = {
  id: ({ id }) => id,
  rbacId: ({ rbacId }) => rbacId,
  integration: ({ rbacId }, asked) => {
    const row = byId(asked.world.integrations, integrationIdOf(rbacId));
    return isSeen(asked, rbacId) ? nodeOf('Integration', row) : null;
  },
  principal: ({ principal: { type, id } }, { world }) =>
    type === 'USER' ? nodeOf('User', byId(world.users, id)) : nodeOf('Group', byId(world.groups, id)),
  permissionSet: ({ permissionSetId: id }) => nodeOf('PermissionSet', { id }),
  source: ({ source }) => source,
  grantedBy: ({ grantedBy }, { world }) => nodeOf('User', byId(world.users, grantedBy)),
  reason: ({ reason = null }) => reason,
};

/** Of the list of all sets nothing is known beforehand but how many there are. */
const PERMISSION_SET: FieldsOf<{ readonly id: string } | undefined> = { id: (row) => row?.id ?? PRESENT };

export const RESOURCE_FIELDS = {
  Integration: INTEGRATION,
  ViewerRights: VIEWER_RIGHTS,
  SecretState: SECRET_STATE,
  Permission: PERMISSION,
  PermissionSet: PERMISSION_SET,
};
