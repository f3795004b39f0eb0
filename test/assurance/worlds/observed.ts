import type fc from 'fast-check';
import { printedAsFile } from './account-world.js';
import type { AccountWorld } from './account-world.js';
import { accountWorlds } from './account-worlds.js';
import type { WorldSize } from './account-worlds.js';

/** An administrator of every observed world, who may ask about everybody; no generated id is this one. */
export const OBSERVER = 'observer';

/** Worlds as `accountWorlds` makes them, with an administrator more, who is the last of the users. */
export function observedWorlds(size?: WorldSize, accountId?: string): fc.Arbitrary<AccountWorld> {
  return accountWorlds(size, accountId).map(withObserver);
}

function withObserver(world: AccountWorld): AccountWorld {
  const observer = { id: OBSERVER, name: 'Observer', email: 'observer@acme.example', active: true };
  return printedAsFile({
    ...world,
    users: [...world.users, { ...observer, memberships: [] }],
    groups: world.groups.map((group) =>
      group.builtIn === 'ADMINISTRATORS'
        ? { ...group, memberIds: [...(group.memberIds ?? []), OBSERVER] }
        : group,
    ),
  });
}
