import { ACCESS_MODELS, PERMISSION_SETS_MODES, PLANS } from '../../../../src/decision/facts.js';
import type { AccountWorld, UserInWorld } from '../../worlds/account-world.js';
import { OBSERVER } from '../../worlds/observed.js';
import { fileOf } from '../model/state.js';
import { one } from './choose.js';
import type { Choice } from './choose.js';

/** The account as it is, with other settings, roles, group members or activation: what only imports change. */
export function varied(choice: Choice): AccountWorld {
  const world = fileOf(choice.state.world);
  const others = world.users.filter(({ id }) => id !== OBSERVER);
  const user = one(others, choice.pick(1));
  switch (choice.pick(0) % 4) {
    case 0:
      return withOtherSettings(world, choice);
    case 1:
      return withUser(world, { ...user, memberships: memberships(world, choice) });
    case 2:
      return withOtherMembers(world, user.id, choice.pick(2));
    default:
      return withUser(world, { ...user, active: !user.active });
  }
}

function withOtherSettings(world: AccountWorld, choice: Choice): AccountWorld {
  const isEnforced = choice.option(0);
  return {
    ...world,
    account: {
      ...world.account,
      plan: isEnforced ? 'ENTERPRISE' : one(PLANS, choice.pick(1)),
      permissionSets: isEnforced ? 'ENFORCED' : one(PERMISSION_SETS_MODES, choice.pick(2)),
      accessModel: one(ACCESS_MODELS, choice.pick(3)),
      residualRead: choice.option(1),
    },
  };
}

function withUser(world: AccountWorld, user: UserInWorld): AccountWorld {
  return { ...world, users: world.users.map((each) => (each.id === user.id ? user : each)) };
}

function memberships({ teams }: AccountWorld, choice: Choice): UserInWorld['memberships'] {
  const roles = ['OPERATOR', 'INTEGRATIONS_MANAGER', 'INTEGRATION_OWNER'] as const;
  const [root, ...others] = teams.map(({ id }) => id);
  const inRoot = [null, null, null, ...roles, 'ADMINISTRATOR' as const];
  const held = [
    { teamId: root ?? '', role: one(inRoot, choice.pick(2)) },
    ...others.map((teamId, index) => ({
      teamId,
      role: one([null, ...roles], choice.pick(3) >> (2 * index)),
    })),
  ];
  return held.flatMap(({ teamId, role }) => (role === null ? [] : [{ teamId, role }]));
}

/** Puts the user into a group, or takes them out of it; nobody is listed in EVERYONE, the first. */
function withOtherMembers(world: AccountWorld, userId: string, number: number): AccountWorld {
  const [, ...listing] = world.groups;
  const changed = one(listing, number);
  const { memberIds = [] } = changed;
  const others = memberIds.filter((id) => id !== userId);
  const toggled = others.length < memberIds.length ? others : [...memberIds, userId];
  const groups = world.groups.map((each) => (each === changed ? { ...each, memberIds: toggled } : each));
  return { ...world, groups };
}
