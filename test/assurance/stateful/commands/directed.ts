import { rbacIdOf } from '../../worlds/account-worlds.js';
import { OBSERVER } from '../../worlds/observed.js';
import { OWNER } from '../model/rights.js';
import type { ModelPermission } from '../model/state.js';
import type { Changing, SaveInput } from '../operations.js';
import { one } from './choose.js';
import type { Choice } from './choose.js';

/** Changes that chance alone makes too seldom: they take from somebody all that they hold in a place. */

/** A creator gives up what they hold on what they created, often in favour of another Owner. */
export function renouncing(choice: Choice): Changing {
  const id = choice.createdId;
  const by = choice.state.world.integrations.find((each) => each.id === id)?.createdById ?? OBSERVER;
  const { principal } = choice.grant(0);
  return saving(by, {
    ...takingAll(choice, rbacIdOf(id), { type: 'USER', id: by }),
    add: choice.option(2) ? [{ principal, permissionSetId: OWNER }] : [],
    ...(choice.pick(3) % 4 === 0 && insisting(choice)),
  });
}

/** The observer takes from a user or group all that they hold, so that often they see the thing no more. */
export function stripping(choice: Choice): Changing {
  const { rbacId } = choice;
  const held = choice.state.world.permissions.filter((permission) => permission.rbacId === rbacId);
  const nobody = choice.grant(0).principal;
  const { principal } = held.length === 0 ? { principal: nobody } : one(held, choice.pick(1));
  return saving(OBSERVER, { ...takingAll(choice, rbacId, principal), add: [], allowOrphan: true });
}

function takingAll({ state }: Choice, rbacId: string, { type, id }: ModelPermission['principal']) {
  const held = state.world.permissions.filter(
    ({ principal, ...permission }) =>
      permission.rbacId === rbacId && principal.type === type && principal.id === id,
  );
  return { rbacId, remove: held.map((permission) => permission.id) };
}

function saving(by: string, input: SaveInput): Changing {
  return { kind: 'CHANGE', by, change: { field: 'changePermissions', input } };
}

export function insisting(choice: Choice): Pick<SaveInput, 'allowOrphan' | 'allowSelfLockout'> {
  return {
    ...(choice.option(0) && { allowOrphan: true }),
    ...(choice.option(1) && { allowSelfLockout: true }),
  };
}
