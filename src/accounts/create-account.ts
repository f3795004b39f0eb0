import { tokensCarriedBy } from '../decision/visibility.js';
import { ChangeAuthor } from '../changes/change-author.js';
import {
  accountForm,
  groupForm,
  integrationForm,
  permissionForm,
  teamForm,
  userForm,
} from '../datastore/contract/record-forms.js';
import { AccountExistsError } from '../datastore/contract/errors.js';
import type {
  AccountSettings,
  AccountState,
  GroupRecord,
  JsonObject,
  PermissionRecord,
  StoredIntegration,
  TeamRecord,
  UserRecord,
} from '../datastore/contract/records.js';
import type { CommandLineChange } from './command-line-change.js';
import { NotPossibleError } from './errors.js';
import {
  STANDARD_BUILT_INS,
  standardGroup,
  standardIntegration,
  standardPermission,
  standardRootTeam,
} from './standard-records.js';

export interface NewAccount {
  readonly settings: AccountSettings;
  readonly administrator: Pick<UserRecord, 'id' | 'name' | 'email'>;
}

interface AccountRecords {
  readonly team: TeamRecord;
  readonly groups: readonly GroupRecord[];
  readonly user: UserRecord;
  readonly integration: StoredIntegration;
  readonly permission: PermissionRecord;
}

/**
 * Makes an account with what every account has and one administrator, whole or not at all [A21]. Its first event holds
 * all of it, so that the trail rebuilds the account from there on [A6].
 * @throws NotPossibleError when the account exists.
 */
export async function createAccount(
  { dependencies, accountId, systemUser }: CommandLineChange,
  { settings, administrator }: NewAccount,
): Promise<void> {
  const by = { actor: null, requester: { requestId: dependencies.newId() }, reason: systemUser };
  const author = new ChangeAuthor(dependencies, by);
  const account: AccountState = { id: accountId, ...settings, ...STANDARD_BUILT_INS };
  const records = recordsOf(administrator, author.at);
  try {
    const target = await dependencies.datastore.beginImport(accountId, { replace: false });
    try {
      await target.writeDirectory([records.team, ...records.groups, records.user]);
      await target.writeIntegrations([records.integration]);
      await target.writePermissions([records.permission]);
    } catch (error) {
      // The first error is the one to tell. What cannot be removed now, the next import removes.
      await target.discard().catch(() => undefined);
      throw error;
    }
    await target.commit(
      account,
      author.event({
        kind: 'ACCOUNT_CREATED',
        target: { kind: 'ACCOUNT', subjectId: accountId, name: account.name },
        rbacId: null,
        before: null,
        after: toldForm(account, records),
      }),
    );
  } catch (error) {
    if (error instanceof AccountExistsError) throw new NotPossibleError(error.message);
    throw error;
  }
}

function recordsOf({ id, name, email }: NewAccount['administrator'], at: number): AccountRecords {
  const integration = standardIntegration(at);
  const permission = standardPermission(STANDARD_BUILT_INS, at);
  return {
    team: standardRootTeam(at),
    groups: [standardGroup('EVERYONE', at), standardGroup('ADMINISTRATORS', at)],
    user: {
      ...{
        kind: 'USER',
        id,
        name,
        email,
        userKind: 'PERSON',
        userName: null,
        externalId: null,
        active: true,
      },
      ...{ createdAt: at, version: 1, memberships: [] },
      groupIds: [STANDARD_BUILT_INS.administratorsGroupId],
    },
    integration: { ...integration, tokens: tokensCarriedBy(integration, [permission]) },
    permission,
  };
}

/** The account's own fields, and its rows in the lists of the import format. */
function toldForm(account: AccountState, records: AccountRecords): JsonObject {
  const { team, groups, user, integration, permission } = records;
  return {
    ...accountForm(account),
    teams: [teamForm(team, account)],
    users: [{ ...userForm(user), groupIds: user.groupIds }],
    groups: groups.map((group) => groupForm(group)),
    integrations: [
      { ...integrationForm(integration), settings: integration.details.settings, secretNames: [] },
    ],
    permissions: [permissionForm(permission)],
  };
}
