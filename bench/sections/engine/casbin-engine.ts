import { newEnforcer, newModelFromString } from 'casbin';
import type { Enforcer } from 'casbin';
import { includesAction } from '../../../src/decision/actions.js';
import { countingActions } from '../../../src/decision/permission-sets.js';
import { rbacIdOf, WILDCARD_RBAC_ID } from '../../../src/decision/rbac-id.js';
import type { Action } from '../../../src/decision/actions.js';
import type { PermissionFact } from '../../../src/decision/facts.js';
import type { Engine } from './engine.js';
import type { World } from './world.js';

/** The cheapest test first: most rules are about another integration. */
const MODEL = `
[request_definition]
r = sub, obj, act
[policy_definition]
p = sub, obj, set
[role_definition]
g = _, _
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = (r.obj == p.obj || p.obj == "${WILDCARD_RBAC_ID}") && gives(p.set, r.act) && g(r.sub, p.sub)
`;

/** One rule for each permission of the account, and the groups as roles. */
export async function casbinOfAll(world: World): Promise<Engine> {
  const enforcer = await load(world, world.permissions, world.users);
  return engineOf(() => enforcer);
}

/** An enforcer for each user, loaded with what the user's principals hold. */
export async function casbinOfEachUser(
  world: World,
  held: ReadonlyMap<string, readonly PermissionFact[]>,
): Promise<Engine> {
  const enforcers = new Map<string, Enforcer>();
  for (const [userId, permissions] of held) {
    const users = world.users.filter(({ id }) => id === userId);
    enforcers.set(userId, await load(world, permissions, users));
  }
  return engineOf((userId) => enforcers.get(userId));
}

async function load(
  { account }: World,
  permissions: readonly PermissionFact[],
  users: World['users'],
): Promise<Enforcer> {
  const enforcer = await newEnforcer(newModelFromString(MODEL));
  await enforcer.addFunction('gives', (set: string, action: Action) =>
    includesAction(countingActions(set, false), action),
  );
  await enforcer.addPolicies(
    permissions.map(({ principal, rbacId, permissionSetId }) => [principal.id, rbacId, permissionSetId]),
  );
  await enforcer.addGroupingPolicies(
    users.flatMap(({ id, groupIds }) => [account.everyoneGroupId, ...groupIds].map((group) => [id, group])),
  );
  return enforcer;
}

function engineOf(enforcerOf: (userId: string) => Enforcer | undefined): Engine {
  return {
    answers: 'setLayer',
    allows({ userId, integrationId, action }) {
      return enforcerOf(userId)?.enforceSync(userId, rbacIdOf(integrationId), action) ?? false;
    },
  };
}
