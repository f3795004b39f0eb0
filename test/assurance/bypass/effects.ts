import type { PermissionInFile } from '../../support/account-file.js';
import type { AccountWorld, IntegrationInWorld } from '../worlds/account-world.js';
import { DIRECTORY_EFFECTS } from './directory-effects.js';
import type { Arguments } from './documents/arguments.js';
import type { ChangeRow, DoneRow } from './reference/mutation-fields.js';
import { integrationIdOf, isSeen, rbacIdOf } from './reference/outcomes.js';
import { byId } from './reference/values.js';
import { SETS } from './world.js';

/** A mutation that its rule lets through. */
export interface Done {
  readonly world: AccountWorld;
  readonly viewerId: string;
  readonly input: Arguments;
  /** Ids that the gateway made, in the order in which they were made. */
  readonly newIds: readonly string[];
}

/** The account after it, and what its payload has to say. */
export interface Effect {
  readonly world: AccountWorld;
  readonly row: DoneRow;
}

interface Grant {
  readonly principal: PermissionInFile['principal'];
  readonly permissionSetId: string;
}

/** Later than everything in the files. */
const NOW = '9999-01-01T00:00:00.000Z';

/** What each mutation does, with the inputs that are tried. Every mutation has to be here. */
export const EFFECTS: Readonly<Record<string, (done: Done) => Effect>> = {
  ...DIRECTORY_EFFECTS,
  grantPermission: (done) => {
    const { principal, permissionSetId } = done.input as unknown as Grant;
    return save(done, { add: [{ principal, permissionSetId }], remove: [] });
  },
  revokePermission: (done) => {
    const permission = byId(done.world.permissions, String(done.input.permissionId));
    const isThere = permission !== undefined && isSeen(done, permission.rbacId);
    const row = { changes: [{ outcome: 'ABSENT', permission: null }] };
    return isThere
      ? save(done, { add: [], remove: [permission.id], on: permission.rbacId })
      : { ...done, row };
  },
  changePermissions: (done) => {
    const { add = [], remove = [] } = done.input as { add?: readonly Grant[]; remove?: readonly string[] };
    return save(done, { add, remove });
  },
  createIntegration: ({ world, viewerId, input, newIds: [id = '', permissionId = ''] }) => {
    const { name, type, teamIds } = input as unknown as Pick<IntegrationInWorld, 'name' | 'type' | 'teamIds'>;
    if (teamIds.some((teamId) => byId(world.teams, teamId) === undefined)) return refused(world);
    const own = { createdById: viewerId, system: false, settings: {}, secrets: {} };
    const permission = {
      ...{ id: permissionId, rbacId: rbacIdOf(id), principal: { type: 'USER', id: viewerId } as const },
      ...({ permissionSetId: SETS.OWNER, source: 'AUTOMATIC', grantedBy: viewerId, grantedAt: NOW } as const),
    };
    const integrations = [...world.integrations, { id, name, type, teamIds, ...own }];
    const permissions = [...world.permissions, permission];
    return { world: { ...world, integrations, permissions }, row: { integrationId: id } };
  },
  updateIntegration: ({ world, input: { allowSelfLockout: _allowed, ...changes } }) => {
    const integrations = world.integrations.map((row) =>
      row.id === changes.id ? { ...row, ...changes } : row,
    );
    return { world: { ...world, integrations }, row: { integrationId: String(changes.id) } };
  },
  deleteIntegration: ({ world, input }) => {
    const id = String(input.id);
    const integrations = world.integrations.filter((row) => row.id !== id);
    const permissions = world.permissions.filter(({ rbacId }) => rbacId !== rbacIdOf(id));
    return { world: { ...world, integrations, permissions }, row: { integrationId: id } };
  },
};

interface Saved {
  readonly add: readonly Grant[];
  readonly remove: readonly string[];
  readonly on?: string;
}

/** Removes, then adds; what is not on the RBAC id is ABSENT. */
function save({ world, viewerId, input, newIds }: Done, { add, remove, on }: Saved): Effect {
  const rbacId = on ?? String(input.rbacId);
  const known = [...world.users, ...world.groups];
  if (add.some(({ principal }) => byId(known, principal.id) === undefined)) return refused(world);
  const { reason } = input as { reason?: string };
  const by = {
    source: 'GRANTED',
    grantedBy: viewerId,
    grantedAt: NOW,
    ...(reason !== undefined && { reason }),
  } as const;
  const added = add.map((grant, index) => ({ id: newIds[index] ?? '', rbacId, ...grant, ...by }));
  const removed = world.permissions.filter((row) => row.rbacId === rbacId && remove.includes(row.id));
  const kept = world.permissions.filter((row) => !removed.includes(row));
  const changes: ChangeRow[] = [
    ...remove.map((id) => {
      const permission = byId(removed, id) ?? null;
      return { outcome: permission === null ? 'ABSENT' : 'REMOVED', permission };
    }),
    ...added.map((permission) => ({ outcome: 'CREATED', permission })),
  ];
  const isSame = removed.length === 0 && added.length === 0;
  return {
    world: isSame ? world : { ...world, permissions: [...kept, ...added] },
    row: { changes, integrationId: integrationIdOf(rbacId) },
  };
}

function refused(world: AccountWorld): Effect {
  return { world, row: { isRefused: true } };
}
