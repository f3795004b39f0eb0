import { GROUPS_PER_USER } from '../datastore/contract/account-limits.js';
import { isAdministrator } from '../decision/facts.js';
import { changeFromCommandLine } from './command-line-change.js';
import type { CommandLineChange } from './command-line-change.js';
import { NotFoundInAccountsError, NotPossibleError } from './errors.js';

/**
 * Makes a user an administrator, as a member of ADMINISTRATORS: also the way back in when nobody is left [A9, A21].
 * @returns false when the user is one already.
 * @throws NotFoundInAccountsError when there is no such account or user.
 * @throws NotPossibleError when the user is inactive, or in as many groups as a user can be.
 */
export function addAdministrator(change: CommandLineChange, userId: string): Promise<boolean> {
  return changeFromCommandLine(change, async ({ snapshot, draft }) => {
    const { account } = snapshot;
    const [user] = await snapshot.directory([{ kind: 'USER', id: userId }]);
    if (user?.kind !== 'USER')
      throw new NotFoundInAccountsError(`There is no user ${userId} in account ${account.id}`);
    if (!user.active)
      throw new NotPossibleError(
        `User ${userId} of account ${account.id} is inactive and cannot administer it`,
      );
    if (isAdministrator(account, user)) return;
    if (user.groupIds.length >= GROUPS_PER_USER)
      throw new NotPossibleError(`User ${userId} is in ${GROUPS_PER_USER} groups, which is the most`);
    draft.save('USER', user, { ...user, groupIds: [...user.groupIds, account.administratorsGroupId] });
  });
}
