import type { AccountWorld, UserInWorld } from '../../worlds/account-world.js';
import { printedAsFile } from '../../worlds/account-world.js';
import { WILDCARD } from '../../oracle/account.js';
import { rbacIdOf } from '../../worlds/account-worlds.js';
import { CREATOR, OWNER, sameGrant } from '../model/rights.js';

/**
 * The same account, enforced, with every creator able to manage the permissions of what they created: chance alone
 * makes too few who could lock themselves out.
 */
export function withDelegates(world: AccountWorld): AccountWorld {
  const [everyone, administrators] = world.groups;
  const everybodyCreates = {
    ...{ id: 'pol_delegates', rbacId: WILDCARD, permissionSetId: CREATOR, source: 'GRANTED' as const },
    principal: { type: 'GROUP' as const, id: everyone?.id ?? '' },
  };
  const owners = world.integrations.flatMap(({ id, createdById }) => {
    if (createdById === null) return [];
    const grant = { rbacId: rbacIdOf(id), permissionSetId: OWNER, source: 'AUTOMATIC' as const };
    return [
      { ...grant, id: `pol_creator_${id}`, principal: { type: 'USER' as const, id: createdById } },
      {
        ...{ ...grant, id: `pol_other_${id}`, source: 'GRANTED' as const },
        principal: { type: 'GROUP' as const, id: administrators?.id ?? '' },
      },
    ];
  });
  const missing = [everybodyCreates, ...owners].filter(
    (added) => !world.permissions.some((one) => one.rbacId === added.rbacId && sameGrant(one, added)),
  );
  return printedAsFile({
    ...world,
    account: { ...world.account, plan: 'ENTERPRISE', permissionSets: 'ENFORCED' },
    users: world.users.map((user) => managing(world, user)),
    permissions: [...world.permissions, ...missing],
  });
}

/** A role in a team of what they created, or in the root team for what is in none. */
function managing({ integrations }: AccountWorld, user: UserInWorld): UserInWorld {
  const created = integrations.filter(({ createdById }) => createdById === user.id);
  const teamIds = new Set(created.map(({ teamIds: [first] }) => first ?? 'team_root'));
  const others = user.memberships.filter(({ teamId }) => !teamIds.has(teamId));
  const own = [...teamIds].map((teamId) => ({ teamId, role: 'INTEGRATIONS_MANAGER' as const }));
  return { ...user, memberships: [...others, ...own] };
}
