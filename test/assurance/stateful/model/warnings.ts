import type { Action } from '../../../../src/decision/actions.js';
import { decisionIn, WILDCARD } from '../../oracle/account.js';
import type { UserInWorld } from '../../worlds/account-world.js';
import { CREATOR, isAdministrator, isRoot } from './rights.js';
import type { ModelPermission, ModelWorld } from './state.js';

/** Section 3, with what UPDATE implies written out. */
const GIVES: Readonly<Record<string, readonly Action[]>> = {
  'c345007c-244a-4606-b2e2-53f4f85e0ac0': ['CREATE', 'READ', 'USE', 'UPDATE', 'DELETE'],
  '85b413c0-db25-42e9-b4d7-ef935759b188': ['READ', 'USE', 'UPDATE'],
  '3f1af6de-dc60-4fdb-90ed-5c2493b8f767': ['READ'],
  [CREATOR]: ['CREATE'],
  '10fc3de1-7818-46e8-af47-33c5af233538': ['USE'],
  'c573af70-3f48-488d-a39a-a8ba7a19b526': ['READ', 'USE', 'UPDATE', 'DELETE'],
};

export function isKnownSet(permissionSetId: string): boolean {
  return Object.hasOwn(GIVES, permissionSetId);
}

export function isInert({ permissionSetId, rbacId }: ModelPermission): boolean {
  return permissionSetId === CREATOR && rbacId !== WILDCARD;
}

/** What is odd about a permission in the state after the change. */
export function warningCodes(after: ModelWorld, permission: ModelPermission): readonly string[] {
  const { type, id } = permission.principal;
  const isInactive = type === 'USER' && after.users.some((user) => user.id === id && !user.active);
  return [...otherCodes(after, permission), ...(isInactive ? ['INACTIVE_PRINCIPAL'] : [])];
}

/** For these it makes no difference whether the principal is active. */
function otherCodes(after: ModelWorld, permission: ModelPermission): readonly string[] {
  if (isInert(permission)) return ['INERT_CREATE'];
  const world = withEverybodyActive(after);
  const { type, id } = permission.principal;
  const user = type === 'USER' ? world.users.find((each) => each.id === id) : undefined;
  const redundant =
    user === undefined
      ? world.groups.some((group) => group.id === id && group.builtIn === 'ADMINISTRATORS')
      : isAdministrator({ world, by: id });
  const about = { world, permission };
  return [
    ...(user !== undefined && !redundant && isCapped(user, about) ? ['CAPPED_BY_ROLE'] : []),
    ...(user !== undefined && !redundant && isOutside(user, about) ? ['OUTSIDE_TEAM_SCOPE'] : []),
    ...(redundant ? ['REDUNDANT_ADMINISTRATOR'] : []),
    ...(isCovered(about) ? ['ALREADY_COVERED'] : []),
  ];
}

interface About {
  readonly world: ModelWorld;
  readonly permission: ModelPermission;
}

function withEverybodyActive(world: ModelWorld): ModelWorld {
  return { ...world, users: world.users.map((user) => ({ ...user, active: true })) };
}

/** "CREATE counts only on the wildcard." */
function counting({ rbacId, permissionSetId }: ModelPermission): readonly Action[] {
  return (GIVES[permissionSetId] ?? []).filter((action) => action !== 'CREATE' || rbacId === WILDCARD);
}

/** "A user principal whose roles never permit some of what was granted." */
function isCapped(user: UserInWorld, { world, permission }: About): boolean {
  if (world.account.accessModel === 'GRANTS_ONLY') return false;
  return counting(permission).some((action) => {
    if (permission.rbacId === WILDCARD) return !user.memberships.some(({ role }) => permits(role, action));
    return verdictsOn(user, { world, permission }, action).ROLE === 'FAIL';
  });
}

function permits(role: string, action: Action): boolean {
  return role !== 'OPERATOR' || action === 'READ' || action === 'USE';
}

/** Where a team of the user holds it and only the role is missing, that is about the role. */
function isOutside(user: UserInWorld, { world, permission }: About): boolean {
  if (permission.rbacId === WILDCARD) return false;
  const integration = world.integrations.find(({ id }) => permission.rbacId === `data_providers.${id}`);
  const reaches = user.memberships.some(
    ({ teamId }) =>
      integration?.system === true || isRoot(world, teamId) || integration?.teamIds.includes(teamId) === true,
  );
  return counting(permission).some((action) => {
    const { ROLE, TEAM_SCOPE } = verdictsOn(user, { world, permission }, action);
    return TEAM_SCOPE === 'FAIL' && (!reaches || ROLE !== 'FAIL');
  });
}

function verdictsOn({ id: userId }: UserInWorld, { world, permission: { rbacId } }: About, action: Action) {
  return decisionIn(world, { userId, action, rbacId }).verdicts;
}

/** Whether other permissions of the principal give all of it. A group holds what is given to it and to everyone. */
function isCovered({ world, permission }: About): boolean {
  const everyone = world.groups.find(({ builtIn }) => builtIn === 'EVERYONE')?.id;
  const { type, id } = permission.principal;
  const groupIds =
    type === 'GROUP'
      ? [id]
      : world.groups.filter(({ memberIds = [] }) => memberIds.includes(id)).map((group) => group.id);
  const others = world.permissions.filter(
    (other) =>
      other.id !== permission.id &&
      (other.rbacId === permission.rbacId || other.rbacId === WILDCARD) &&
      (other.principal.type === 'USER'
        ? type === 'USER' && other.principal.id === id
        : other.principal.id === everyone || groupIds.includes(other.principal.id)),
  );
  const given = others.flatMap(counting);
  return counting(permission).every((action) => given.includes(action));
}
