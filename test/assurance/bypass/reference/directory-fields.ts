import type { GroupInFile } from '../../../support/account-file.js';
import type { AccountWorld, UserInWorld } from '../../worlds/account-world.js';
import { isAdministratorIn } from './outcomes.js';
import { byId, nodeOf, nodes, permissionNodes, sorted } from './values.js';
import type { FieldsOf } from './values.js';

const ACCOUNT: FieldsOf<AccountWorld['account']> = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  plan: ({ plan }) => plan,
  accessModel: ({ accessModel }) => accessModel,
  enforced: ({ plan, permissionSets }) => plan === 'ENTERPRISE' && permissionSets === 'ENFORCED',
};

/** Of whom the matrix of mutations creates. */
const NEW_EMAIL = 'new@acme';

const USER: FieldsOf<UserInWorld> = {
  type: () => 'USER',
  id: ({ id }) => id,
  name: ({ name }) => name,
  active: ({ active }) => active,
  kind: ({ kind = 'PERSON' }) => kind,
  userName: ({ userName = null }) => userName,
  email: ({ email }) => email,
  externalId: ({ externalId = null }) => externalId,
  isAdministrator: ({ id }, { world }) => isAdministratorIn(world, id),
  memberships: ({ memberships }) => nodes('Membership', memberships),
  groups: ({ id, active }, { world }) => {
    const isIn = ({ builtIn, memberIds = [] }: GroupInFile) =>
      builtIn === 'EVERYONE' ? active : memberIds.includes(id);
    return nodes('Group', sorted(world.groups.filter(isIn)));
  },
  // Each user of the world was given one; the leaves may hold anything.
  accessTokens: ({ id, email }) => nodes('AccessToken', email === NEW_EMAIL ? [] : [{ id }]),
  permissions: ({ id }, asked) =>
    permissionNodes(asked, ({ principal }) => principal.type === 'USER' && principal.id === id),
};

const GROUP: FieldsOf<GroupInFile> = {
  type: () => 'GROUP',
  id: ({ id }) => id,
  name: ({ name }) => name,
  builtIn: ({ builtIn = null }) => builtIn,
  externalId: ({ externalId = null }) => externalId,
  members: ({ builtIn, memberIds = [] }, { world }) => {
    const isMember = ({ id, active }: UserInWorld) =>
      builtIn === 'EVERYONE' ? active : memberIds.includes(id);
    return nodes('User', sorted(world.users.filter(isMember)));
  },
  permissions: ({ id }, asked) =>
    permissionNodes(asked, ({ principal }) => principal.type === 'GROUP' && principal.id === id),
};

const MEMBERSHIP: FieldsOf<UserInWorld['memberships'][number]> = {
  role: ({ role }) => role,
  team: ({ teamId }, { world }) => nodeOf('Team', byId(world.teams, teamId)),
};

const TEAM: FieldsOf<AccountWorld['teams'][number]> = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  root: ({ root }) => root,
  members: ({ id }, { world }) => {
    const isMember = ({ memberships }: UserInWorld) => memberships.some(({ teamId }) => teamId === id);
    return nodes('User', sorted(world.users.filter(isMember)));
  },
};

export const DIRECTORY_FIELDS = {
  Account: ACCOUNT,
  User: USER,
  Group: GROUP,
  Membership: MEMBERSHIP,
  Team: TEAM,
};
