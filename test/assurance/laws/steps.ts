import fc from 'fast-check';
import { PERMISSION_SETS } from '../../../src/decision/permission-sets.js';
import { INTEGRATION_TYPES } from '../../../src/datastore/contract/records.js';
import { WILDCARD } from '../oracle/account.js';
import type { AccountWorld } from '../worlds/account-world.js';
import { rbacIdOf } from '../worlds/account-worlds.js';
import { oddNames } from '../worlds/names.js';

/** A mutation by somebody; integrations and permissions are named by their place among those known so far. */
export interface Step {
  readonly userId: string;
  readonly field: keyof typeof INPUT_TYPES;
  input(known: Known): object;
}

/** Ids that one engine has given or was given. */
export interface Known {
  readonly integrationIds: readonly string[];
  readonly permissionIds: readonly string[];
}

const INPUT_TYPES = {
  grantPermission: 'GrantPermissionInput',
  revokePermission: 'RevokePermissionInput',
  changePermissions: 'ChangePermissionsInput',
  createIntegration: 'CreateIntegrationInput',
  updateIntegration: 'UpdateIntegrationInput',
  deleteIntegration: 'DeleteIntegrationInput',
} as const;

const CHANGED = `changes { outcome permission {
    id rbacId principal { type id name } permissionSet { id } source inert reason grantedBy { id }
  } } warnings { code message }`;
const WRITTEN = `integration { id name type teams { id } createdBy { id } settings version
    viewerRights { canRead canUse canUpdate canDelete canManagePermissions } }`;
const SELECTIONS: Readonly<Record<Step['field'], string>> = {
  grantPermission: CHANGED,
  revokePermission: CHANGED,
  changePermissions: CHANGED,
  createIntegration: WRITTEN,
  updateIntegration: WRITTEN,
  deleteIntegration: 'deletedIntegrationId',
};

/** The whole answer of a mutation, but for times. */
export function documentOf({ field }: Step): string {
  return `mutation ($input: ${INPUT_TYPES[field]}!) {
    done: ${field}(input: $input) { ${SELECTIONS[field]} userErrors { code message field } revision }
  }`;
}

/** Changes of every kind in a world, most of them sensible, by users of every kind. */
export function stepsIn(world: AccountWorld): fc.Arbitrary<Step> {
  const active = world.users.filter((user) => user.active).map(({ id }) => id);
  const inputs = fc.oneof(
    { weight: 4, arbitrary: grants(world) },
    { weight: 3, arbitrary: revocations() },
    { weight: 3, arbitrary: saves(world) },
    { weight: 2, arbitrary: creations(world) },
    { weight: 2, arbitrary: updates(world) },
    { weight: 1, arbitrary: deletions() },
  );
  // Administrators get further than others, so that much really changes.
  const somebody = fc.oneof(fc.constantFrom(...active), fc.constant(active.at(-1) ?? ''));
  return fc.tuple(somebody, inputs).map(([userId, step]) => ({ userId, ...step }));
}

type Unsigned = Omit<Step, 'userId'>;

const places = fc.nat({ max: 30 });

/** Now and then an id that never existed. */
function at(ids: readonly string[], place: number): string {
  return (place % 10 === 9 ? undefined : ids[place % ids.length]) ?? 'never';
}

function rbacIdAt({ integrationIds }: Known, place: number): string {
  return place % 6 === 0 ? WILDCARD : rbacIdOf(at(integrationIds, place));
}

function grantInputs({ users, groups }: AccountWorld) {
  return fc.record({
    principal: fc.oneof(
      fc.record({ type: fc.constant('USER'), id: fc.constantFrom('never', ...users.map(({ id }) => id)) }),
      fc.record({ type: fc.constant('GROUP'), id: fc.constantFrom(...groups.map(({ id }) => id)) }),
    ),
    permissionSetId: fc.constantFrom(...PERMISSION_SETS.map(({ id }) => id)),
  });
}

function passing() {
  return fc.record({ allowOrphan: fc.boolean(), allowSelfLockout: fc.boolean() });
}

function grants(world: AccountWorld): fc.Arbitrary<Unsigned> {
  return fc.tuple(places, grantInputs(world)).map(([place, grant]) => ({
    field: 'grantPermission',
    input: (known) => ({ rbacId: rbacIdAt(known, place), reason: 'a reason', ...grant }),
  }));
}

function revocations(): fc.Arbitrary<Unsigned> {
  return fc.tuple(places, passing()).map(([place, flags]) => ({
    field: 'revokePermission',
    input: (known) => ({ permissionId: at(known.permissionIds, place), ...flags }),
  }));
}

function saves(world: AccountWorld): fc.Arbitrary<Unsigned> {
  return fc
    .tuple(
      places,
      fc.array(grantInputs(world), { maxLength: 3 }),
      fc.array(places, { maxLength: 3 }),
      passing(),
    )
    .map(([place, add, remove, flags]) => ({
      field: 'changePermissions',
      input: (known) => ({
        ...{ rbacId: rbacIdAt(known, place), add, ...flags },
        remove: remove.map((one) => at(known.permissionIds, one)),
      }),
    }));
}

function teamIdsOf({ teams }: AccountWorld) {
  return fc.option(fc.subarray(['never', ...teams.map(({ id }) => id)], { maxLength: 2 }), {
    nil: undefined,
  });
}

function creations(world: AccountWorld): fc.Arbitrary<Unsigned> {
  return fc
    .record({ name: oddNames(), type: fc.constantFrom(...INTEGRATION_TYPES), teamIds: teamIdsOf(world) })
    .map((input) => ({ field: 'createIntegration', input: () => input }));
}

function updates(world: AccountWorld): fc.Arbitrary<Unsigned> {
  const changed = fc.record(
    {
      name: oddNames(),
      teamIds: teamIdsOf(world),
      settings: fc.constant({ channel: '#alerts' }),
      expectedVersion: fc.constantFrom(1, 2),
      allowSelfLockout: fc.boolean(),
    },
    { requiredKeys: [] },
  );
  return fc.tuple(places, changed).map(([place, input]) => ({
    field: 'updateIntegration',
    input: ({ integrationIds }) => ({ id: at(integrationIds, place), ...input }),
  }));
}

function deletions(): fc.Arbitrary<Unsigned> {
  return places.map((place) => ({
    field: 'deleteIntegration',
    input: ({ integrationIds }) => ({ id: at(integrationIds, place) }),
  }));
}
