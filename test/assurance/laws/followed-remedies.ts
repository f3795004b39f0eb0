import { PERMISSION_SETS } from '../../../src/decision/permission-sets.js';
import type { Role } from '../../../src/decision/roles.js';
import { WILDCARD } from '../oracle/account.js';
import type { AccountWorld } from '../worlds/account-world.js';
import { printedAsFile } from '../worlds/account-world.js';
import { rbacIdOf } from '../worlds/account-worlds.js';

const ROLES: Readonly<Record<string, Role>> = {
  Operator: 'OPERATOR',
  'Integrations Manager': 'INTEGRATIONS_MANAGER',
  'Integration Owner': 'INTEGRATION_OWNER',
  Administrator: 'ADMINISTRATOR',
};

type Step = (world: AccountWorld, words: readonly string[], choice: number) => AccountWorld;

/** What an administrator who reads a remedy does to the account. A sentence that fits none of these is not understood. */
const INSTRUCTIONS: readonly (readonly [RegExp, Step])[] = [
  [/^Activate (user .+)$/, (world, [user]) => withUser(world, user, (one) => ({ ...one, active: true }))],
  [/^Add (user .+) to group (.+)$/, (world, [user, group]) => withMember(world, user, group)],
  [/^Add (integration .+) to team (team .+)$/, (world, [one, team]) => withTeam(world, one, team)],
  [/^Give (user .+) the role (.+) in (?:team (.+)|a team)$/, withRole],
  [/^Grant (.+) on (integration .+|every integration) to (user .+)$/, withGrant],
];

/** Names from which one can tell what is meant: no two alike, and none like a part of a sentence. */
export function plainlyNamed(world: AccountWorld): AccountWorld {
  return printedAsFile({
    ...world,
    teams: world.teams.map((team) => ({ ...team, name: `team ${team.id}` })),
    users: world.users.map((user) => ({ ...user, name: `user ${user.id}` })),
    groups: world.groups.map((group) => ({ ...group, name: `group ${group.id}` })),
    integrations: world.integrations.map((one) => ({ ...one, name: `integration ${one.id}` })),
  });
}

/** The account after everything was done that the sentences say; `choice` takes one where they leave several. */
export function followed(world: AccountWorld, remedies: readonly string[], choice: number): AccountWorld {
  return printedAsFile(remedies.reduce((changed, remedy) => followOne(changed, remedy, choice), world));
}

function followOne(world: AccountWorld, remedy: string, choice: number): AccountWorld {
  for (const [sentence, step] of INSTRUCTIONS) {
    const words = sentence.exec(remedy);
    if (words !== null) return step(world, words.slice(1), choice);
  }
  throw new Error(`Nobody knows what to do about: ${remedy}`);
}

function withUser(
  world: AccountWorld,
  name: string | undefined,
  change: (user: AccountWorld['users'][number]) => AccountWorld['users'][number],
): AccountWorld {
  return { ...world, users: world.users.map((user) => (user.name === name ? change(user) : user)) };
}

function withMember(world: AccountWorld, userName?: string, groupName?: string): AccountWorld {
  const groups = world.groups.map((group) =>
    group.name === groupName
      ? { ...group, memberIds: [...(group.memberIds ?? []), named(world.users, userName).id] }
      : group,
  );
  return { ...world, groups };
}

function withTeam(world: AccountWorld, integrationName?: string, teamName?: string): AccountWorld {
  const integrations = world.integrations.map((one) =>
    one.name === integrationName
      ? { ...one, teamIds: [...one.teamIds, named(world.teams, teamName).id] }
      : one,
  );
  return { ...world, integrations };
}

/** A role takes the place of the one that the user has in that team. */
function withRole(
  world: AccountWorld,
  [userName, roleName = '', teamName]: readonly string[],
  choice: number,
): AccountWorld {
  const anyTeam = world.teams[choice % world.teams.length];
  const team = teamName === undefined ? anyTeam : named(world.teams, teamName);
  const role = ROLES[roleName];
  if (team === undefined || role === undefined) throw new Error(`There is no role ${roleName}`);
  return withUser(world, userName, (user) => ({
    ...user,
    memberships: [...user.memberships.filter(({ teamId }) => teamId !== team.id), { teamId: team.id, role }],
  }));
}

function withGrant(
  world: AccountWorld,
  [sets = '', on, userName]: readonly string[],
  choice: number,
): AccountWorld {
  const choices = sets.split(/, | or /);
  const set = named(PERMISSION_SETS, choices[choice % choices.length]);
  const permission = {
    id: `remedy-${world.permissions.length}`,
    rbacId: on === 'every integration' ? WILDCARD : rbacIdOf(named(world.integrations, on).id),
    principal: { type: 'USER', id: named(world.users, userName).id },
    permissionSetId: set.id,
    source: 'GRANTED',
  } as const;
  return { ...world, permissions: [...world.permissions, permission] };
}

function named<Row extends { readonly name: string }>(rows: readonly Row[], name: string | undefined): Row {
  const row = rows.find((one) => one.name === name);
  if (row === undefined) throw new Error(`Nothing is called ${String(name)}`);
  return row;
}
