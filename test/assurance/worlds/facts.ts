import fc from 'fast-check';
import { ACTIONS } from '../../../src/decision/actions.js';
import { ACCESS_MODELS, PERMISSION_SETS_MODES, PLANS, WILDCARD } from '../../../src/decision/facts.js';
import type {
  AccountFacts,
  IntegrationFacts,
  MembershipFact,
  PermissionFact,
  Principal,
  Question,
  ResourceFacts,
  UserFacts,
} from '../../../src/decision/facts.js';
import { PERMISSION_SETS, USE_INTEGRATION } from '../../../src/decision/permission-sets.js';
import { rbacIdOf, rbacIdOfResource, WILDCARD_RBAC_ID } from '../../../src/decision/rbac-id.js';

/** One account with everything in it: small, so that a failing case shrinks to something a person can read. */
export interface World {
  readonly account: AccountFacts;
  /** The root team is the first. */
  readonly teamIds: readonly string[];
  /** EVERYONE is the first, ADMINISTRATORS the second. */
  readonly groupIds: readonly string[];
  readonly users: readonly UserFacts[];
  /** The system integration is the first. */
  readonly integrations: readonly IntegrationFacts[];
  /** Unique by RBAC id, principal and set, as stored ones are. */
  readonly permissions: readonly PermissionFact[];
}

type Names = Pick<World, 'teamIds' | 'groupIds'> & {
  readonly userIds: readonly string[];
  readonly integrationIds: readonly string[];
};

/** Names of properties that every object has, separators and escapes of tokens, twins in case or normal form. */
const ODD_IDS = [
  ...['a', 'A', 'b', 'B', 'a|b', 'a~1b', 'a~01b', 'a|USER|b', 'b|USER|c', '~', '~0', '~1', '|', '||'],
  ...['READ', 'USER', 't|a', 's', '-', ' ', '\u200b', '__proto__', 'constructor', '\u00e9', 'e\u0301', '0'],
];

/** Ids that a careless implementation mixes up. Not all may stand in a file or a request; see `plainIds`. */
export function oddIds(): fc.Arbitrary<string> {
  return fc.constantFrom(...ODD_IDS);
}

/** Ids that may stand in a file and in an RBAC id, twins in case among them. */
export function plainIds(): fc.Arbitrary<string> {
  return fc.constantFrom('a', 'A', 'b', 'B', 'c', 'd', '_', '-', '0', '00', 'x-1', 'X-1', '__proto__');
}

/** Accounts in every mode. The same id may well name a user, a group, a team and an integration at once. */
export function worlds(ids: fc.Arbitrary<string> = oddIds()): fc.Arbitrary<World> {
  return names(ids).chain((known) =>
    fc.record({
      account: accounts(known),
      teamIds: fc.constant(known.teamIds),
      groupIds: fc.constant(known.groupIds),
      users: fc.tuple(...known.userIds.map((id) => users(id, known))),
      integrations: fc.tuple(...known.integrationIds.map((id) => integrations(id, known))),
      permissions: permissions(known),
    }),
  );
}

/** One question about a generated world; the wildcard is asked only what exists there. */
export function questions(ids?: fc.Arbitrary<string>): fc.Arbitrary<Question> {
  return worlds(ids).chain((world) => fc.constantFrom(...questionsOf(world)));
}

/** Every question that can be asked about a world. */
export function questionsOf(world: World): readonly Question[] {
  const { account, permissions: held } = world;
  return world.users.flatMap((user) =>
    [...world.integrations, WILDCARD].flatMap((resource) =>
      ACTIONS.filter((action) => isAskable(resource, action)).map((action) => ({
        account,
        user,
        action,
        resource,
        permissions: held,
      })),
    ),
  );
}

function isAskable(resource: ResourceFacts, action: Question['action']): boolean {
  return resource.kind === 'INTEGRATION' || action === 'CREATE' || action === 'MANAGE_PERMISSIONS';
}

/** One more permission, on the resource of the question, elsewhere or on the wildcard, for the user or for another. */
export function permissionsNear(question: Question): fc.Arbitrary<PermissionFact> {
  const { account, user, resource } = question;
  const groupIds = [account.everyoneGroupId, 'strangers', ...user.groupIds];
  return fc
    .record({
      rbacId: fc.constantFrom(rbacIdOfResource(resource), WILDCARD_RBAC_ID, rbacIdOf('elsewhere')),
      principal: principals({ userIds: [user.id, 'stranger'], groupIds }),
      permissionSetId: fc.constantFrom(...PERMISSION_SETS.map(({ id }) => id)),
    })
    .map((granted) => ({ id: 'pol_near', source: 'GRANTED', ...granted }));
}

function names(ids: fc.Arbitrary<string>): fc.Arbitrary<Names> {
  const some = (minLength: number) => fc.uniqueArray(ids, { minLength, maxLength: 4 });
  return fc.record({ teamIds: some(1), groupIds: some(2), userIds: some(1), integrationIds: some(1) });
}

function accounts({ teamIds, groupIds }: Names): fc.Arbitrary<AccountFacts> {
  const [rootTeamId = ''] = teamIds;
  const [everyoneGroupId = '', administratorsGroupId = ''] = groupIds;
  const enforced = fc.constant({ plan: 'ENTERPRISE', permissionSets: 'ENFORCED' } as const);
  const anyMode = fc.record({
    plan: fc.constantFrom(...PLANS),
    permissionSets: fc.constantFrom(...PERMISSION_SETS_MODES),
  });
  return fc
    .tuple(fc.oneof(enforced, anyMode), fc.constantFrom(...ACCESS_MODELS), fc.boolean())
    .map(([mode, accessModel, residualRead]) => ({
      ...{ ...mode, accessModel, residualRead },
      ...{ rootTeamId, everyoneGroupId, administratorsGroupId },
    }));
}

function users(id: string, { teamIds, groupIds }: Names): fc.Arbitrary<UserFacts> {
  const [everyone = '', administrators = '', ...others] = groupIds;
  return fc.record({
    id: fc.constant(id),
    active: rarely(false, true),
    memberships: fc.tuple(...teamIds.map(memberships)).map((held) => held.filter((one) => one !== null)),
    groupIds: fc
      .tuple(fc.subarray([everyone, ...others]), rarely([administrators], []))
      .map(([some, rare]) => [...some, ...rare]),
  });
}

/** The role that counts on the root team alone comes on every team, as a damaged account could hold it. */
function memberships(teamId: string): fc.Arbitrary<MembershipFact | null> {
  const role = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('OPERATOR', 'INTEGRATIONS_MANAGER', 'INTEGRATION_OWNER') },
    { weight: 1, arbitrary: fc.constant('ADMINISTRATOR' as const) },
  );
  return fc.option(fc.record({ teamId: fc.constant(teamId), role }), { freq: 2 });
}

function integrations(
  id: string,
  { teamIds, userIds, integrationIds }: Names,
): fc.Arbitrary<IntegrationFacts> {
  if (id === integrationIds[0]) {
    return fc.constant({ kind: 'INTEGRATION', id, system: true, teamIds: [], createdById: null });
  }
  return fc.record({
    kind: fc.constant('INTEGRATION'),
    id: fc.constant(id),
    system: fc.constant(false),
    teamIds: fc.subarray(teamIds.slice(1)),
    createdById: fc.option(fc.constantFrom(...userIds), { freq: 4 }),
  });
}

/** Explicit ones everywhere, inert ones too, beside the one of the system integration that every account has. */
function permissions(known: Names): fc.Arbitrary<readonly PermissionFact[]> {
  const [systemIntegrationId = ''] = known.integrationIds;
  const [everyone = ''] = known.groupIds;
  const granted = fc.record({
    rbacId: fc.constantFrom(...known.integrationIds.map(rbacIdOf), WILDCARD_RBAC_ID),
    principal: principals(known),
    permissionSetId: fc.constantFrom(...PERMISSION_SETS.map(({ id }) => id)),
    source: fc.constantFrom('GRANTED', 'AUTOMATIC'),
  });
  const onSystemIntegration = {
    rbacId: rbacIdOf(systemIntegrationId),
    principal: { type: 'GROUP', id: everyone },
    permissionSetId: USE_INTEGRATION.id,
    source: 'SYSTEM',
  } as const;
  return fc
    .uniqueArray(granted, { maxLength: 12, selector: whatIsUnique })
    .map((some) => some.filter((one) => whatIsUnique(one) !== whatIsUnique(onSystemIntegration)))
    .map((some) => [onSystemIntegration, ...some].map((one, index) => ({ id: `pol_${index}`, ...one })));
}

function whatIsUnique({ rbacId, principal, permissionSetId }: Omit<PermissionFact, 'id'>): string {
  return JSON.stringify([rbacId, principal.type, principal.id, permissionSetId]);
}

function principals({ userIds, groupIds }: Pick<Names, 'userIds' | 'groupIds'>): fc.Arbitrary<Principal> {
  return fc.oneof(
    fc.record({ type: fc.constant('USER'), id: fc.constantFrom(...userIds) }),
    fc.record({ type: fc.constant('GROUP'), id: fc.constantFrom(...groupIds) }),
  );
}

function rarely<Rare, Usual>(rare: Rare, usual: Usual): fc.Arbitrary<Rare | Usual> {
  return fc.oneof({ weight: 1, arbitrary: fc.constant(rare) }, { weight: 7, arbitrary: fc.constant(usual) });
}
