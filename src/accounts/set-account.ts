import type { AccountSettings } from '../datastore/contract/records.js';
import { changeFromCommandLine } from './command-line-change.js';
import type { CommandLineChange } from './command-line-change.js';
import { WrongValueError } from './errors.js';

/**
 * Sets what is given of an account's name and settings, the plan among them [A21]. A change to the plan STANDARD may
 * leave `permissionSets` at ENFORCED, which has no effect there.
 * @returns whether anything is different.
 * @throws WrongValueError when permission sets are to be enforced on the plan STANDARD [A18].
 */
export function setAccount(change: CommandLineChange, given: Partial<AccountSettings>): Promise<boolean> {
  return changeFromCommandLine(change, ({ snapshot, draft }) => {
    const plan = given.plan ?? snapshot.account.plan;
    if (given.permissionSets === 'ENFORCED' && plan === 'STANDARD')
      return Promise.reject(new WrongValueError(ENFORCED_NEEDS_ENTERPRISE));
    draft.settings(given);
    return Promise.resolve();
  });
}

export const ENFORCED_NEEDS_ENTERPRISE =
  'Permission sets are enforced on the plan ENTERPRISE alone; give --plan ENTERPRISE as well';
