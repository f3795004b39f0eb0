import type { PermissionInFile } from '../../../support/account-file.js';
import type { AccountWorld, IntegrationInWorld } from '../../worlds/account-world.js';

/** One state of an account, as the model knows it. */
export interface State {
  readonly world: ModelWorld;
  readonly revision: number;
  /** The file of the last import, and the revision that it made. */
  readonly file: AccountWorld;
  readonly importedAt: number;
  /** The revision of the last change of a permission on an RBAC id since then. */
  readonly permissionsChangedAt: ReadonlyMap<string, number>;
}

/** A world with what only changes through the API bring about. */
export interface ModelWorld extends AccountWorld {
  readonly integrations: readonly ModelIntegration[];
  readonly permissions: readonly ModelPermission[];
}

export interface ModelIntegration extends IntegrationInWorld {
  readonly version: number;
}

export interface ModelPermission extends PermissionInFile {
  readonly source: 'GRANTED' | 'AUTOMATIC' | 'SYSTEM';
  readonly reason: string | null;
  /** Absent for what was imported: all at one time, before everything granted since. */
  readonly grantedAt?: string;
}

/** What the model cannot know, and takes from the gateway: the ids that a change gave out. */
export interface NewIds {
  readonly integrationIds: readonly string[];
  readonly permissions: readonly NewPermission[];
}

export interface NewPermission {
  readonly id: string;
  readonly grantedAt: string;
  readonly principal: PermissionInFile['principal'];
  readonly permissionSetId: string;
}

/** Of a change that made nothing. What should have made something gets an id that no answer holds. */
export const NO_NEW_IDS: NewIds = { integrationIds: [], permissions: [] };

/** The state right after a file was imported. */
export function importedState(file: AccountWorld, revision: number): State {
  const world = {
    ...file,
    integrations: file.integrations.map((integration) => ({ ...integration, version: 1 })),
    permissions: file.permissions.map((permission) => ({
      source: 'GRANTED' as const,
      ...permission,
      reason: null,
    })),
  };
  return { world, revision, file, importedAt: revision, permissionsChangedAt: new Map() };
}

/** The file that an operator would make of a state to import it with changes; times, reasons and versions left out. */
export function fileOf(world: ModelWorld): AccountWorld {
  return {
    ...world,
    integrations: world.integrations.map(({ version: _version, ...integration }) => integration),
    permissions: world.permissions.map(({ id, rbacId, principal, permissionSetId, source }) => ({
      ...{ id, rbacId, principal, permissionSetId, source },
    })),
  };
}

/** "Permissions by time granted, then id." */
export function inOrderGranted(permissions: readonly ModelPermission[]): readonly ModelPermission[] {
  const key = ({ grantedAt = '', id }: ModelPermission) => `${grantedAt} ${id}`;
  return [...permissions].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
