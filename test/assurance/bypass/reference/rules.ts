import type { RuleName } from '../../../../src/graphql/guard/rules.js';
import type { GroupInFile } from '../../../support/account-file.js';
import type { IntegrationInWorld, UserInWorld } from '../../worlds/account-world.js';
import { revokedTokenOf } from '../access-tokens.js';
import {
  ADMINISTRATORS_ONLY,
  isAdministratorIn,
  isSeen,
  NOT_FOUND,
  rbacIdOf,
  unlessAllowed,
} from './outcomes.js';
import type { Asked, Outcome } from './outcomes.js';

/** What each rule means for a viewer, told again without the sources. A new rule does not compile without its line. */
export const OUTCOMES: Readonly<Record<RuleName, (asked: Asked) => Outcome>> = {
  PUBLIC: () => 'VALUE',
  ACTIVE_USER: () => 'VALUE',
  VISIBLE: (asked) =>
    isSeen(asked, parentRbacId(asked))
      ? 'VALUE'
      : (unlessAllowed(asked, 'READ', parentRbacId(asked)) ?? 'VALUE'),
  READ: (asked) => unlessAllowed(asked, 'READ', parentRbacId(asked)) ?? 'VALUE',
  MANAGE_PERMISSIONS: (asked) => unlessAllowed(asked, 'MANAGE_PERMISSIONS', parentRbacId(asked)) ?? 'VALUE',
  SELF_OR_ADMINISTRATOR: (asked) => {
    const { id } = asked.parent.row as UserInWorld;
    return id === asked.viewerId ? 'VALUE' : administratorsOnly(asked);
  },
  MEMBER_OR_ADMINISTRATOR: (asked) => {
    const { builtIn, memberIds = [] } = asked.parent.row as GroupInFile;
    const isMember = builtIn === 'EVERYONE' || memberIds.includes(asked.viewerId);
    return isMember ? 'VALUE' : administratorsOnly(asked);
  },
  TEAM_MEMBER_OR_ADMINISTRATOR: (asked) => {
    const { id } = asked.parent.row as { readonly id: string };
    const viewer = asked.world.users.find((user) => user.id === asked.viewerId);
    const isMember = viewer?.memberships.some(({ teamId }) => teamId === id) ?? false;
    return isMember ? 'VALUE' : administratorsOnly(asked);
  },
  READS_AUDIT_TRAIL: administratorsOnly,
  READS_GROUP_DETAILS: administratorsOnly,
  READS_TEAM_DETAILS: administratorsOnly,
  CHANGES_USERS: changesRecord,
  CHANGES_GROUPS: changesRecord,
  CHANGES_TEAMS: changesRecord,
  CHANGES_SETTINGS: changesRecord,
  LISTS_READABLE: (asked) => (asked.args.withoutOwner === true ? administratorsOnly(asked) : 'VALUE'),
  LISTS_USABLE: () => 'VALUE',
  NULL_UNLESS_VISIBLE: (asked) => {
    // Of several, each item is null or not by itself.
    const { id, ids } = asked.args;
    return ids !== undefined || isSeen(asked, rbacIdOf(String(id))) ? 'VALUE' : 'NULL';
  },
  ASKS_ABOUT_RIGHTS: (asked) => (asked.args.checks === undefined ? rightsOutcome(asked) : 'VALUE'),
  MANAGES_ARGUMENT: managesArgument,
  CREATES: (asked) => unlessAllowed(asked, 'CREATE', 'data_providers.*') ?? 'VALUE',
  UPDATES_ARGUMENT: (asked) => ofInputId(asked, 'UPDATE'),
  CREATES_ACCESS_TOKEN: (asked) => {
    const { userId = asked.viewerId } = asked.args.input as { readonly userId?: string };
    return userId === asked.viewerId ? 'VALUE' : ADMINISTRATORS_ONLY;
  },
  REVOKES_ACCESS_TOKEN: ({ world, viewerId, args }) => {
    const { id } = args.input as { readonly id: string };
    const holder = world.users.find((user) => id === revokedTokenOf(user.id));
    if (holder?.id !== viewerId && !isAdministratorIn(world, viewerId)) return ADMINISTRATORS_ONLY;
    return holder === undefined ? NOT_FOUND : 'VALUE';
  },
  DELETES_ARGUMENT: (asked) => ofInputId(asked, 'DELETE'),
};

/** Of `effectiveRights`, and of one item of `checkRights`. */
export function rightsOutcome(asked: Asked): Outcome {
  const { rbacId, userId } = asked.args as { rbacId: string; userId?: string };
  if (!isSeen(asked, rbacId)) return 'NULL';
  if (userId === undefined || userId === asked.viewerId) return 'VALUE';
  const refusal = unlessAllowed(asked, 'MANAGE_PERMISSIONS', rbacId);
  return refusal ?? (asked.world.users.some(({ id }) => id === userId) ? 'VALUE' : 'NULL');
}

function parentRbacId({ parent }: Asked): string {
  return rbacIdOf((parent.row as IntegrationInWorld).id);
}

function administratorsOnly({ world, viewerId }: Asked): Outcome {
  return isAdministratorIn(world, viewerId) ? 'VALUE' : ADMINISTRATORS_ONLY;
}

/** Administrators alone learn that there is no such record. */
function changesRecord(asked: Asked): Outcome {
  const { id, userId, groupId, name } = asked.args.input as Readonly<Record<string, string | undefined>>;
  if (!isAdministratorIn(asked.world, asked.viewerId)) return ADMINISTRATORS_ONLY;
  const isNew = userId === undefined && groupId === undefined && name?.startsWith('New') === true;
  const changed = isNew ? undefined : (id ?? userId ?? groupId);
  const { users, groups, teams } = asked.world;
  const isThere = [...users, ...groups, ...teams].some((record) => record.id === changed);
  return changed === undefined || isThere ? 'VALUE' : NOT_FOUND;
}

interface Managed {
  readonly rbacId?: string;
  readonly permissionId?: string;
  readonly includeWildcard?: boolean;
}

function managesArgument(asked: Asked): Outcome {
  const managed = (asked.args.input ?? asked.args) as Managed;
  if (managed.permissionId !== undefined) return revokes(asked, managed.permissionId);
  const { rbacId = '' } = managed;
  if (!isSeen(asked, rbacId)) return NOT_FOUND;
  const refusal = unlessAllowed(asked, 'MANAGE_PERMISSIONS', rbacId);
  if (refusal !== undefined || managed.includeWildcard !== true) return refusal ?? 'VALUE';
  return unlessAllowed(asked, 'MANAGE_PERMISSIONS', 'data_providers.*') ?? 'VALUE';
}

/** What does not exist for the caller is ABSENT, which is a value. */
function revokes(asked: Asked, permissionId: string): Outcome {
  const permission = asked.world.permissions.find(({ id }) => id === permissionId);
  if (permission === undefined || !isSeen(asked, permission.rbacId)) return 'VALUE';
  return unlessAllowed(asked, 'MANAGE_PERMISSIONS', permission.rbacId) ?? 'VALUE';
}

function ofInputId(asked: Asked, action: 'UPDATE' | 'DELETE'): Outcome {
  const rbacId = rbacIdOf((asked.args.input as { id: string }).id);
  return isSeen(asked, rbacId) ? (unlessAllowed(asked, action, rbacId) ?? 'VALUE') : NOT_FOUND;
}
