import { groupBy } from '../../../src/collections/group-by.js';
import { rbacIdOf, WILDCARD_RBAC_ID } from '../../../src/decision/rbac-id.js';
import { naiveDecide } from '../../../test/assurance/oracle/naive.js';
import type { Asked, World } from './world.js';

/** What the naive oracle says of each question. */
export interface Expected {
  /** All layers together. */
  readonly decisions: readonly boolean[];
  /** The permission-set layer alone. */
  readonly setLayer: readonly boolean[];
}

/** The oracle is given every permission on the RBAC id and on the wildcard, whoever holds it. */
export function askOracle(world: World, questions: readonly Asked[]): Expected {
  const users = new Map(world.users.map((user) => [user.id, user]));
  const integrations = new Map(world.integrations.map((integration) => [integration.id, integration]));
  const permissions = groupBy(world.permissions, ({ rbacId }) => rbacId);
  const wildcard = permissions.get(WILDCARD_RBAC_ID) ?? [];
  const answers = questions.map(({ userId, integrationId, action }) => {
    const [user, resource] = [users.get(userId), integrations.get(integrationId)];
    if (user === undefined || resource === undefined) throw new Error('A question about nobody or nothing');
    const here = permissions.get(rbacIdOf(integrationId)) ?? [];
    return naiveDecide({
      account: world.account,
      user,
      action,
      resource,
      permissions: [...wildcard, ...here],
    });
  });
  return {
    decisions: answers.map(({ allowed }) => allowed),
    setLayer: answers.map(({ verdicts }) => verdicts.PERMISSION_SET === 'PASS'),
  };
}
