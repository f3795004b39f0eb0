import { PERMISSION_SETS } from '../../../../src/decision/permission-sets.js';
import { printedAsFile } from '../../worlds/account-world.js';
import type { AccountWorld } from '../../worlds/account-world.js';
import { rbacIdOf } from '../../worlds/account-worlds.js';

const CROWD = Array.from({ length: 40 }, (_, number) => `crowd-${number}`);
const ROOM_FOR_ONE = 199;

/** The same account, with an integration on which one permission more may stand; groups without members hold them. */
export function crowded(world: AccountWorld): AccountWorld {
  const rbacId = rbacIdOf(world.integrations.at(-1)?.id ?? '');
  const present = world.permissions.filter((permission) => permission.rbacId === rbacId).length;
  const groups = CROWD.map((id) => ({ id, name: id, memberIds: [] }));
  const held = groups.flatMap(({ id }) =>
    PERMISSION_SETS.map((set) => ({
      ...{ id: `pol_${id}_${set.id}`, rbacId, principal: { type: 'GROUP' as const, id } },
      ...{ permissionSetId: set.id, source: 'GRANTED' as const },
    })),
  );
  return printedAsFile({
    ...world,
    groups: [...world.groups, ...groups],
    permissions: [...world.permissions, ...held.slice(0, ROOM_FOR_ONE - present)],
  });
}
