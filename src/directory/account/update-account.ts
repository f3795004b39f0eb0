import type { ChangeDependencies, Requester } from '../../changes/change-dependencies.js';
import type { ChangeResult } from '../../changes/run-change.js';
import type { UserError } from '../../changes/user-errors.js';
import type { AccountRecord, AccountSettings } from '../../datastore/contract/records.js';
import { PlanRequiredError } from '../../errors/public-errors.js';
import { administer } from '../administer.js';
import type { Administered } from '../administer.js';

/** What is absent stays. */
export interface UpdateAccountRequest extends Partial<Omit<AccountSettings, 'plan'>> {
  /** The account revision as last seen; a later change of settings is a CONFLICT. */
  readonly expectedRevision?: number | undefined;
  readonly reason: string | null;
}

/**
 * Changes the account's name and settings, at the same cost whatever the account holds [A18, A20]. Administrators only.
 * @throws PlanRequiredError where permission sets are to be enforced on the STANDARD plan.
 */
export function updateAccount(
  dependencies: ChangeDependencies,
  requester: Requester,
  request: UpdateAccountRequest,
): Promise<ChangeResult<Administered>> {
  const { expectedRevision, reason, ...settings } = request;
  return administer(dependencies, { requester, what: 'Changing settings', reason }, ({ access, draft }) => {
    const { account } = access;
    if (settings.permissionSets === 'ENFORCED' && account.plan === 'STANDARD')
      throw new PlanRequiredError('Enforcing permission sets');
    draft.settings(settings);
    const userErrors = conflicts(account, expectedRevision);
    return Promise.resolve({ result: { id: account.id, warnings: [] }, userErrors });
  });
}

function conflicts(
  { settingsRevision }: AccountRecord,
  expectedRevision: number | undefined,
): readonly UserError[] {
  if (expectedRevision === undefined || settingsRevision <= expectedRevision) return [];
  const message = `Settings changed at revision ${settingsRevision}, after ${expectedRevision}; read them again`;
  return [{ code: 'CONFLICT', message, field: ['input', 'expectedRevision'] }];
}
