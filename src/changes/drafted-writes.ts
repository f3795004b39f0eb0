import type { ChangeSet } from '../datastore/contract/datastore.js';
import { settingsOf } from '../datastore/contract/record-forms.js';
import type {
  AccessTokenRecord,
  AccountSettings,
  DetailedIntegration,
  DirectoryRecord,
  DirectoryRef,
  PermissionRecord,
  StoredIntegration,
} from '../datastore/contract/records.js';
import { rbacIdOf } from '../decision/rbac-id.js';
import type { ChangeLog, RecordChange } from './change-log.js';
import type { DraftedResource } from './drafted-resource.js';
import type { RecordKind } from './record-kinds.js';

type Resources = ReadonlyMap<string, DraftedResource>;

/** The rows of a change by their kind. */
interface Rows {
  settings?: AccountSettings;
  readonly removeDirectory: DirectoryRef[];
  readonly saveDirectory: DirectoryRecord[];
  readonly removeIntegrations: DetailedIntegration[];
  readonly saveIntegrations: DetailedIntegration[];
  readonly removePermissions: PermissionRecord[];
  readonly addPermissions: PermissionRecord[];
  readonly addAccessTokens: AccessTokenRecord[];
  readonly revokeAccessTokenIds: string[];
}

function collectDirectory(rows: Rows, { before, after }: RecordChange<'USER' | 'GROUP' | 'TEAM'>): void {
  if (after !== undefined) rows.saveDirectory.push(after);
  else if (before !== undefined) rows.removeDirectory.push({ kind: before.kind, id: before.id });
}

/** Where each kind of record is written. */
const COLLECT: { readonly [K in RecordKind]: (rows: Rows, change: RecordChange<K>) => void } = {
  ACCOUNT: (rows, { after }) => {
    if (after !== undefined) rows.settings = settingsOf(after);
  },
  USER: collectDirectory,
  GROUP: collectDirectory,
  TEAM: collectDirectory,
  INTEGRATION: (rows, { before, after }) => {
    if (after !== undefined) rows.saveIntegrations.push(after);
    else if (before !== undefined) rows.removeIntegrations.push(before);
  },
  PERMISSION: (rows, { before, after }) => {
    if (after !== undefined) rows.addPermissions.push(after);
    else if (before !== undefined) rows.removePermissions.push(before);
  },
  ACCESS_TOKEN: (rows, { before, after }) => {
    if (after !== undefined) rows.addAccessTokens.push(after);
    else if (before !== undefined) rows.revokeAccessTokenIds.push(before.id);
  },
};

/** What a change writes of the records themselves, and of what follows from them. */
export function writesOf(log: ChangeLog, resources: Resources): Omit<ChangeSet, 'auditEvents' | 'touched'> {
  const rows = collected(log.all);
  const removeIntegrationIds = rows.removeIntegrations.map(({ id }) => id);
  const gone = new Set(removeIntegrationIds.map(rbacIdOf));
  // Those on an integration that goes are removed with it, by the datastore.
  const removed = rows.removePermissions.filter(({ rbacId }) => !gone.has(rbacId));
  const touched = new Set([...removed, ...rows.addPermissions].map(({ rbacId }) => rbacId));
  return {
    removeDirectory: rows.removeDirectory,
    endAccessTokensOf: rows.removeDirectory.flatMap(({ kind, id }) => (kind === 'USER' ? [id] : [])),
    saveDirectory: rows.saveDirectory,
    removeIntegrationIds,
    saveIntegrations: rows.saveIntegrations.map((integration) => stored(integration, resources)),
    removePermissionIds: removed.map(({ id }) => id),
    addPermissions: rows.addPermissions,
    addAccessTokens: rows.addAccessTokens,
    revokeAccessTokenIds: rows.revokeAccessTokenIds,
    permissionsChangedOn: [...touched].map((rbacId) => resourceAt(rbacId, resources).changedPermissions),
    ...(rows.settings !== undefined && { settings: rows.settings }),
  };
}

function collected(changes: readonly RecordChange[]): Rows {
  const rows: Rows = {
    removeDirectory: [],
    saveDirectory: [],
    removeIntegrations: [],
    saveIntegrations: [],
    removePermissions: [],
    addPermissions: [],
    addAccessTokens: [],
    revokeAccessTokenIds: [],
  };
  const collect = <K extends RecordKind>(change: RecordChange<K>): void => {
    COLLECT[change.kind](rows, change);
  };
  changes.forEach(collect);
  return rows;
}

function stored(
  { permissionsRevision: _assignedByTheDatastore, ...integration }: DetailedIntegration,
  resources: Resources,
): StoredIntegration {
  return { ...integration, tokens: resourceAt(rbacIdOf(integration.id), resources).tokens };
}

function resourceAt(rbacId: string, resources: Resources): DraftedResource {
  const resource = resources.get(rbacId);
  if (resource === undefined) throw new Error(`A draft changes ${rbacId} through its resource`);
  return resource;
}
