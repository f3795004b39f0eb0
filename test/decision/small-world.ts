import { ACTIONS } from '../../src/decision/actions.js';
import { ACCESS_MODELS, PERMISSION_SETS_MODES, PLANS, WILDCARD } from '../../src/decision/facts.js';
import type {
  AccountFacts,
  PermissionFact,
  Question,
  ResourceFacts,
  UserFacts,
} from '../../src/decision/facts.js';
import { CREATOR, EDIT_INTEGRATION, PERMISSION_SETS, VIEWER } from '../../src/decision/permission-sets.js';
import { ROLES } from '../../src/decision/roles.js';
import * as example from './example.js';

/** Every combination of mode, position of the user, permission, resource and action, one after the other. */
export function* everySmallQuestion(): Generator<Question> {
  for (const account of ACCOUNTS) {
    for (const user of USERS) {
      for (const resource of RESOURCES) {
        for (const permissions of permissionsOn(resource)) {
          for (const action of actionsOn(resource)) yield { account, user, action, resource, permissions };
        }
      }
    }
  }
}

const ACCOUNTS: readonly AccountFacts[] = PLANS.flatMap((plan) =>
  PERMISSION_SETS_MODES.flatMap((permissionSets) =>
    ACCESS_MODELS.flatMap((accessModel) =>
      [true, false].map((residualRead) => ({
        ...example.ACCOUNT,
        ...{ plan, permissionSets, accessModel, residualRead },
      })),
    ),
  ),
);

/** No team, each role on each kind of team, roles on two teams at once, both kinds of administrators. */
const USERS: readonly UserFacts[] = [
  {},
  { active: false },
  { groupIds: [example.ACCOUNT.administratorsGroupId] },
  { groupIds: [example.ACCOUNT.administratorsGroupId], active: false },
  ...[example.ROOT, example.PAYMENTS, example.SUPPORT].flatMap((teamId) =>
    ROLES.map((role) => ({ memberships: [{ teamId, role }] })),
  ),
  {
    memberships: [
      example.member(example.PAYMENTS, 'OPERATOR'),
      example.member(example.SUPPORT, 'INTEGRATIONS_MANAGER'),
    ],
  },
].map((changes) => ({ ...example.ANA, ...changes }));

const RESOURCES: readonly ResourceFacts[] = [
  example.PAGERDUTY,
  example.CREATED_BY_ANA,
  { ...example.PAGERDUTY, teamIds: [] },
  example.SYSTEM_INTEGRATION,
  WILDCARD,
];

function actionsOn(resource: ResourceFacts): readonly Question['action'][] {
  return resource.kind === 'WILDCARD' ? ['CREATE', 'MANAGE_PERMISSIONS'] : ACTIONS;
}

/** None, each set here and everywhere, and the pairs that managing permissions asks about [U7, U8]. */
function permissionsOn(resource: ResourceFacts): readonly (readonly PermissionFact[])[] {
  const single = PERMISSION_SETS.flatMap((set) => [
    [example.granted(set, { on: resource })],
    [example.everywhere(set, example.TO_EVERYONE)],
  ]);
  const creator = example.everywhere(CREATOR);
  return [
    [],
    ...single,
    [creator, example.granted(EDIT_INTEGRATION, { on: resource })],
    [creator, example.granted(VIEWER, { on: resource })],
    [creator, example.everywhere(EDIT_INTEGRATION)],
    [example.granted(CREATOR, { on: resource }), example.granted(EDIT_INTEGRATION, { on: resource })],
    [creator, example.granted(EDIT_INTEGRATION, { on: resource, to: example.TO_ONCALL })],
  ];
}
