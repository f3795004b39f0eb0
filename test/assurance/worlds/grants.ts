import fc from 'fast-check';
import { PERMISSION_SETS } from '../../../src/decision/permission-sets.js';
import type { PermissionInFile } from '../../support/account-file.js';
import { WILDCARD } from '../oracle/account.js';
import { printedAsFile } from './account-world.js';
import type { AccountWorld } from './account-world.js';
import { rbacIdOf } from './account-worlds.js';
import { observedWorlds } from './observed.js';

export type Grant = Pick<PermissionInFile, 'rbacId' | 'principal' | 'permissionSetId'>;

/** A grant that could be made in a world, or stands there already. */
export function grantsIn(world: AccountWorld): fc.Arbitrary<Grant> {
  return fc.record({
    rbacId: fc.constantFrom(WILDCARD, ...world.integrations.map(({ id }) => rbacIdOf(id))),
    principal: fc.constantFrom(...principalsIn(world)),
    permissionSetId: fc.constantFrom(...PERMISSION_SETS.map(({ id }) => id)),
  });
}

/** Observed worlds, each with a grant to make there. */
export function worldsAndGrants(): fc.Arbitrary<{ readonly world: AccountWorld; readonly grant: Grant }> {
  return grantableWorlds().chain((world) => grantsIn(world).map((grant) => ({ world, grant })));
}

/** Observed worlds on the plan on which permissions can be granted, in every mode. */
export function grantableWorlds(): fc.Arbitrary<AccountWorld> {
  return observedWorlds().map(({ account, ...rows }) =>
    printedAsFile({ ...rows, account: { ...account, plan: 'ENTERPRISE' } }),
  );
}

function principalsIn({ users, groups }: AccountWorld): readonly Grant['principal'][] {
  return [
    ...users.map(({ id }) => ({ type: 'USER', id }) as const),
    ...groups.map(({ id }) => ({ type: 'GROUP', id }) as const),
  ];
}
