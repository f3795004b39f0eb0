import type { Action } from '../../../../src/decision/actions.js';
import { rbacIdOf } from '../../worlds/account-worlds.js';
import { PAGE } from '../documents.js';
import type { Fields, Shown } from './outcome.js';
import { forbidden, isVisible } from './rights.js';
import { inOrderGranted } from './state.js';
import type { ModelIntegration, ModelWorld } from './state.js';

/** An integration as somebody sees it: null when it is invisible, with what they may not read blanked. */
export function shownIntegration(
  viewing: { readonly world: ModelWorld; readonly by: string },
  id: string,
  path: readonly string[],
): Shown {
  const { world } = viewing;
  const integration = world.integrations.find((one) => one.id === id);
  if (integration === undefined || !isVisible(viewing, id)) return { value: null, errors: [] };
  const rbacId = rbacIdOf(id);
  const may = (action: Action) => forbidden(viewing, action, rbacId) === undefined;
  const guarded = [
    ...Object.entries(details(integration)).map(([name, value]) => ({ name, value, needs: 'READ' as const })),
    { name: 'permissions', value: ownPermissions(world, rbacId), needs: 'MANAGE_PERMISSIONS' as const },
  ];
  const { name, type, system } = integration;
  const open = {
    ...{ id, rbacId, name, type, system, costsCredits: type === 'SMS' },
    viewerRights: {
      canRead: may('READ'),
      canUse: may('USE'),
      canUpdate: may('UPDATE'),
      canDelete: may('DELETE'),
      canManagePermissions: may('MANAGE_PERMISSIONS'),
    },
  };
  return {
    value: {
      ...open,
      ...Object.fromEntries(guarded.map((field) => [field.name, may(field.needs) ? field.value : null])),
    },
    errors: guarded.flatMap((field) => {
      const extensions = forbidden(viewing, field.needs, rbacId);
      return extensions === undefined ? [] : [{ path: [...path, field.name], extensions }];
    }),
  };
}

function details({ settings, teamIds, createdById, version }: ModelIntegration): Fields {
  return {
    ...{ settings, teams: teamIds.map((id) => ({ id })), version },
    createdBy: createdById === null ? null : { id: createdById },
  };
}

function ownPermissions({ permissions }: ModelWorld, rbacId: string): object {
  const own = inOrderGranted(permissions.filter((permission) => permission.rbacId === rbacId));
  return { edges: own.slice(0, PAGE).map(({ id }) => ({ node: { id } })) };
}
