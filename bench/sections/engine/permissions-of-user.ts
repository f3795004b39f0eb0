import { isPrincipalOf } from '../../../src/decision/facts.js';
import type { PermissionFact } from '../../../src/decision/facts.js';
import type { World } from './world.js';

/** What each user holds, directly and through groups: what other engines are loaded with to be asked about one. */
export function permissionsOfUsers(
  { account, users, permissions }: World,
  userIds: ReadonlySet<string>,
): ReadonlyMap<string, readonly PermissionFact[]> {
  return new Map(
    users
      .filter(({ id }) => userIds.has(id))
      .map((user) => [
        user.id,
        permissions.filter(({ principal }) => isPrincipalOf(account, user, principal)),
      ]),
  );
}
