import type { Role } from '../../../src/decision/roles.js';
import type { GroupInFile } from '../../support/account-file.js';
import type { AccountWorld, UserInWorld } from '../worlds/account-world.js';
import type { Done, Effect } from './effects.js';
import { byId } from './reference/values.js';

interface MembersInput {
  readonly groupId: string;
  readonly add: readonly string[];
  readonly remove?: readonly string[];
}

interface MembershipsInput {
  readonly userId: string;
  readonly set: readonly { readonly teamId: string; readonly role: Role }[];
  readonly remove: readonly string[];
}

/** What each mutation of users, groups, teams and settings does, with the inputs that are tried. */
export const DIRECTORY_EFFECTS: Readonly<Record<string, (done: Done) => Effect>> = {
  createUser: ({ world, input }) => {
    const { id, name } = input as { id: string; name: string };
    if (byId(world.users, id)) return refused(world);
    const user = { id, name, email: 'new@acme', active: true, memberships: [] };
    return { world: { ...world, users: [...world.users, user] }, row: { recordId: id } };
  },
  updateUser: ({ world, input: { externalId: _cleared, ...changes } }) => {
    const id = String(changes.id);
    const without = ({ externalId: _gone, ...user }: UserInWorld) => user;
    const users = world.users.map((user) => (user.id === id ? { ...without(user), ...changes } : user));
    return { world: { ...world, users }, row: { recordId: id } };
  },
  changeMemberships: ({ world, input }) => {
    const { userId, set, remove } = input as unknown as MembershipsInput;
    const users = world.users.map((user) => {
      const stayed = user.memberships.filter(({ teamId }) => !remove.includes(teamId));
      return user.id === userId ? { ...user, memberships: [...stayed, ...set] } : user;
    });
    return { world: { ...world, users }, row: { recordId: userId } };
  },
  createGroup: ({ world, input }) => {
    const group = input as unknown as GroupInFile;
    const unknown = (group.memberIds ?? []).some((userId) => byId(world.users, userId) === undefined);
    if (unknown || byId(world.groups, group.id)) return refused(world);
    return { world: { ...world, groups: [...world.groups, group] }, row: { recordId: group.id } };
  },
  updateGroup: ({ world, input }) => {
    const id = String(input.id);
    if (byId(world.groups, id)?.builtIn !== undefined) return refused(world);
    const groups = world.groups.map((group) => (group.id === id ? { ...group, ...input } : group));
    return { world: { ...world, groups }, row: { recordId: id } };
  },
  changeGroupMembers: ({ world, input }) => {
    const { groupId: id, add, remove = [] } = input as unknown as MembersInput;
    const unknown = add.some((userId) => byId(world.users, userId) === undefined);
    if (unknown || byId(world.groups, id)?.builtIn === 'EVERYONE') return refused(world);
    const groups = world.groups.map((group) => {
      const stayed = (group.memberIds ?? []).filter((userId) => !remove.includes(userId));
      return group.id === id ? { ...group, memberIds: [...stayed, ...add] } : group;
    });
    return { world: { ...world, groups }, row: { recordId: id } };
  },
  createTeam: ({ world, input }) => {
    const { id, name } = input as { id: string; name: string };
    if (byId(world.teams, id)) return refused(world);
    return {
      world: { ...world, teams: [...world.teams, { id, name, root: false }] },
      row: { recordId: id },
    };
  },
  updateTeam: ({ world, input }) => {
    const id = String(input.id);
    const teams = world.teams.map((team) => (team.id === id ? { ...team, ...input } : team));
    return { world: { ...world, teams }, row: { recordId: id } };
  },
  createAccessToken: ({ world }) => ({ world: { ...world }, row: {} }),
  // It is revoked already.
  revokeAccessToken: ({ world, input }) => ({ world, row: { recordId: String(input.id) } }),
  deleteUser: ({ world, viewerId, input }) => {
    const id = String(input.id);
    if (id === viewerId) return refused(world);
    const users = world.users.filter((user) => user.id !== id);
    return { world: { ...world, users }, row: { recordId: id } };
  },
  deleteGroup: ({ world, input }) => {
    const id = String(input.id);
    if (byId(world.groups, id)?.builtIn !== undefined) return refused(world);
    return {
      world: { ...world, groups: world.groups.filter((group) => group.id !== id) },
      row: { recordId: id },
    };
  },
  deleteTeam: ({ world, input }) => {
    const id = String(input.id);
    if (byId(world.teams, id)?.root === true) return refused(world);
    return {
      world: { ...world, teams: world.teams.filter((team) => team.id !== id) },
      row: { recordId: id },
    };
  },
  updateAccount: ({ world, input }) => {
    const row = { recordId: world.account.id };
    if (input.name === undefined) return { world, row };
    return { world: { ...world, account: { ...world.account, ...input } }, row };
  },
};

function refused(world: AccountWorld): Effect {
  return { world, row: { isRefused: true } };
}
