import { newStamp } from '../common/random-keys.js';
import type { ChangeSet, StateId } from '../contract/datastore.js';
import type { AccountRecord, AccountState, PendingDeletion } from '../contract/records.js';
import type { Connection } from './connection.js';
import type { Scope } from './scope.js';
import { toJson } from './values.js';

/** Where an account stands: the generation it points to, its revision, and the key of its cursors. */
export interface AccountPointer {
  readonly generation: number;
  readonly revision: number;
  readonly cursorKey: string;
}

const POINTER = `select generation, revision, cursor_key from accounts where id = :accountId`;

export function readAccountPointer(connection: Connection, accountId: string): AccountPointer | undefined {
  const [row] = connection.all(POINTER, { accountId });
  if (row === undefined) return undefined;
  const { generation, revision, cursor_key: cursorKey } = row;
  return { generation: Number(generation), revision: Number(revision), cursorKey: String(cursorKey) };
}

const REPLACE = `
insert or replace into accounts (id, generation, name, plan, permission_sets, access_model, residual_read,
  root_team_id, everyone_group_id, administrators_group_id, system_integration_id, revision,
  wildcard_permissions_revision, settings_revision, import_revision, stamp, cursor_key)
values (:id, :generation, :name, :plan, :permissionSets, :accessModel, :residualRead, :rootTeamId,
  :everyoneGroupId, :administratorsGroupId, :systemIntegrationId, :revision, :revision, :revision,
  :revision,   :stamp, :cursorKey)
`;

/** Writes an account as it is after an import. */
export function writeAccount(connection: Connection, account: AccountState, to: AccountPointer): void {
  const { id, name, plan, permissionSets, accessModel, residualRead } = account;
  const { rootTeamId, everyoneGroupId, administratorsGroupId, systemIntegrationId } = account;
  connection.run(REPLACE, {
    ...{ id, name, plan, permissionSets, accessModel, residualRead },
    ...{ rootTeamId, everyoneGroupId, administratorsGroupId, systemIntegrationId },
    ...to,
    stamp: newStamp(),
  });
}

/** What is null stays as it is. */
const CHANGE = `
update accounts set
  revision = :revision,
  stamp = :stamp,
  settings_revision = coalesce(:settingsRevision, settings_revision),
  wildcard_permissions_revision = coalesce(:wildcardPermissionsRevision, wildcard_permissions_revision),
  name = coalesce(:name, name),
  plan = coalesce(:plan, plan),
  permission_sets = coalesce(:permissionSets, permission_sets),
  access_model = coalesce(:accessModel, access_model),
  residual_read = coalesce(:residualRead, residual_read),
  deletions = coalesce(:deletions, deletions)
where id = :accountId
`;

const NO_SETTINGS = { name: null, plan: null, permissionSets: null, accessModel: null, residualRead: null };

/** Writes the state that a change makes, and what the change holds of the account itself. */
export function writeAccountChanges(
  { connection, accountId }: Scope,
  { settings, permissionsChangedOn = [], addDeletions = [] }: ChangeSet,
  { revision, stamp, deletions }: StateId & Pick<AccountRecord, 'deletions'>,
): void {
  const isOnWildcard = permissionsChangedOn.some(({ kind }) => kind === 'WILDCARD');
  connection.run(CHANGE, {
    ...(settings ?? NO_SETTINGS),
    ...{
      accountId,
      revision,
      stamp,
      settingsRevision: settings === undefined ? null : revision,
      wildcardPermissionsRevision: isOnWildcard ? revision : null,
      deletions: addDeletions.length === 0 ? null : toJson([...deletions, ...addDeletions]),
    },
  });
}

const CLEANED = `
update accounts set deletions = :deletions, stamp = coalesce(:stamp, stamp) where id = :accountId
`;

/** Writes what is left to be cleaned up; with a stamp, what is kept of the state counts no more. */
export function writeDeletionsLeft(
  { connection, accountId }: Scope,
  deletions: readonly PendingDeletion[],
  stamp: string | null,
): void {
  connection.run(CLEANED, { accountId, deletions: toJson(deletions), stamp });
}
