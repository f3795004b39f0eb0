import fc from 'fast-check';
import { ACTIONS } from '../../../src/decision/actions.js';
import { ACCESS_MODELS, PERMISSION_SETS_MODES, PLANS } from '../../../src/decision/facts.js';
import { PERMISSION_SETS, USE_INTEGRATION } from '../../../src/decision/permission-sets.js';
import { INTEGRATION_TYPES } from '../../../src/datastore/contract/records.js';
import type { GroupInFile, PermissionInFile } from '../../support/account-file.js';
import type { Asked } from '../oracle/account.js';
import { printedAsFile } from './account-world.js';
import type {
  AccountWorld,
  IntegrationInWorld,
  SettingsInWorld,
  TeamInWorld,
  UserInWorld,
} from './account-world.js';
import { plainIds } from './facts.js';
import { oddNames } from './names.js';

/** The most that a world holds of each, beside what every account has. */
export interface WorldSize {
  readonly teams: number;
  readonly users: number;
  readonly groups: number;
  readonly integrations: number;
  readonly permissions: number;
}

/** Small enough that a failing world shrinks to a few lines, large enough for everything to meet everything. */
export const SMALL: WorldSize = { teams: 3, users: 4, groups: 2, integrations: 4, permissions: 14 };

/** Every kind of account that a file can hold, in every mode. One id may name a user, a group and a team at once. */
export function accountWorlds(size: WorldSize = SMALL, accountId = 'acme'): fc.Arbitrary<AccountWorld> {
  return fc
    .record({
      teamIds: someIds(size.teams, 'team_root'),
      userIds: someIds(size.users),
      groupIds: someIds(size.groups),
      integrationIds: someIds(size.integrations, 'int_email'),
    })
    .map(({ userIds, ...ids }) => ({ ...ids, userIds: userIds.length === 0 ? ['a'] : userIds }))
    .chain((ids) =>
      fc.record({
        account: settings(accountId),
        teams: fc.tuple(ROOT_TEAM, ...ids.teamIds.map(team)),
        users: fc.tuple(...ids.userIds.map((id) => user(id, ids))),
        groups: fc.tuple(EVERYONE, administrators(ids), ...ids.groupIds.map((id) => group(id, ids))),
        integrations: fc.tuple(SYSTEM_INTEGRATION, ...ids.integrationIds.map((id) => integration(id, ids))),
        permissions: permissions(ids, size.permissions),
      }),
    )
    .map(printedAsFile);
}

/** Every question that can be asked about a world. */
export function everythingAsked({ users, integrations }: AccountWorld): readonly Asked[] {
  const onWildcard = (['CREATE', 'MANAGE_PERMISSIONS'] as const).map((action) => ({
    action,
    rbacId: WILDCARD,
  }));
  const onEach = integrations.flatMap(({ id }) =>
    ACTIONS.map((action) => ({ action, rbacId: rbacIdOf(id) })),
  );
  return users.flatMap(({ id }) => [...onEach, ...onWildcard].map((asked) => ({ userId: id, ...asked })));
}

interface Ids {
  readonly teamIds: readonly string[];
  readonly userIds: readonly string[];
  readonly groupIds: readonly string[];
  readonly integrationIds: readonly string[];
}

const WILDCARD = 'data_providers.*';
const EVERYONE_ID = 'grp_everyone';
const ADMINISTRATORS_ID = 'grp_administrators';

const ROOT_TEAM: fc.Arbitrary<TeamInWorld> = fc.constant({ id: 'team_root', name: 'Root', root: true });
const EVERYONE: fc.Arbitrary<GroupInFile> = fc.constant({
  ...{ id: EVERYONE_ID, name: 'Everyone', builtIn: 'EVERYONE' },
});
const SYSTEM_INTEGRATION: fc.Arbitrary<IntegrationInWorld> = fc.constant({
  ...{
    id: 'int_email',
    name: 'Email',
    type: 'EMAIL',
    teamIds: [],
    createdById: null,
    settings: {},
    system: true,
  },
});
const EVERYONES_EMAIL: PermissionInFile = {
  id: 'pol_email_everyone',
  rbacId: rbacIdOf('int_email'),
  principal: { type: 'GROUP', id: EVERYONE_ID },
  permissionSetId: USE_INTEGRATION.id,
  source: 'SYSTEM',
};

export function rbacIdOf(integrationId: string): string {
  return `data_providers.${integrationId}`;
}

/** The few odd ids first; a world of more rows than these counts on. */
function someIds(most: number, taken?: string): fc.Arbitrary<readonly string[]> {
  const many = fc.nat({ max: most * 2 }).map((number) => `id-${number}`);
  const ids = fc.oneof(
    { weight: most < 10 ? 6 : 1, arbitrary: plainIds() },
    { weight: most, arbitrary: many },
  );
  return fc.uniqueArray(ids, { maxLength: most }).map((some) => some.filter((id) => id !== taken));
}

function settings(id: string): fc.Arbitrary<SettingsInWorld> {
  const enforced = fc.constant({ plan: 'ENTERPRISE', permissionSets: 'ENFORCED' } as const);
  const any = fc.record({
    plan: fc.constantFrom(...PLANS),
    permissionSets: fc.constantFrom(...PERMISSION_SETS_MODES),
  });
  return fc
    .record({
      name: oddNames(),
      mode: fc.oneof({ weight: 2, arbitrary: enforced }, { weight: 1, arbitrary: any }),
      accessModel: fc.constantFrom(...ACCESS_MODELS),
      residualRead: fc.boolean(),
    })
    .map(({ mode, ...others }) => ({ id, ...mode, ...others }));
}

function team(id: string): fc.Arbitrary<TeamInWorld> {
  return oddNames().map((name) => ({ id, name, root: false }));
}

function user(id: string, { teamIds }: Ids): fc.Arbitrary<UserInWorld> {
  const roles = ['OPERATOR', 'INTEGRATIONS_MANAGER', 'INTEGRATION_OWNER'] as const;
  const inRoot = fc.oneof(
    { weight: 7, arbitrary: fc.constant(null) },
    { weight: 2, arbitrary: fc.constantFrom(...roles) },
    { weight: 1, arbitrary: fc.constant('ADMINISTRATOR' as const) },
  );
  return fc
    .record({
      name: oddNames(),
      active: fc.oneof(
        { weight: 7, arbitrary: fc.constant(true) },
        { weight: 1, arbitrary: fc.constant(false) },
      ),
      inRoot,
      elsewhere: fc.tuple(...teamIds.map(() => fc.option(fc.constantFrom(...roles), { freq: 2 }))),
    })
    .map(({ name, active, ...roleIn }) => ({
      ...{ id, name, email: `${id}@acme.example`, active },
      memberships: ['team_root', ...teamIds].flatMap((teamId, index) => {
        const role = [roleIn.inRoot, ...roleIn.elsewhere][index] ?? null;
        return role === null ? [] : [{ teamId, role }];
      }),
    }));
}

function administrators({ userIds }: Ids): fc.Arbitrary<GroupInFile> {
  const few = fc.subarray([...userIds], { maxLength: 1 });
  return fc
    .oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: few })
    .map((memberIds) => ({
      id: ADMINISTRATORS_ID,
      name: 'Administrators',
      builtIn: 'ADMINISTRATORS',
      memberIds,
    }));
}

function group(id: string, { userIds }: Ids): fc.Arbitrary<GroupInFile> {
  return fc.record({ id: fc.constant(id), name: oddNames(), memberIds: fc.subarray([...userIds]) });
}

function integration(id: string, { teamIds, userIds }: Ids): fc.Arbitrary<IntegrationInWorld> {
  return fc.record({
    id: fc.constant(id),
    name: oddNames(),
    type: fc.constantFrom(...INTEGRATION_TYPES),
    teamIds: fc.subarray([...teamIds]),
    createdById: fc.option(fc.constantFrom(...userIds), { freq: 4 }),
    settings: fc.constant({}),
    system: fc.constant(false),
  });
}

function permissions(ids: Ids, most: number): fc.Arbitrary<readonly PermissionInFile[]> {
  const granted = fc.record({
    rbacId: fc.constantFrom(rbacIdOf('int_email'), WILDCARD, WILDCARD, ...ids.integrationIds.map(rbacIdOf)),
    principal: fc.oneof(
      fc.record({ type: fc.constant('USER' as const), id: fc.constantFrom(...ids.userIds) }),
      fc.record({
        type: fc.constant('GROUP' as const),
        id: fc.constantFrom(EVERYONE_ID, ADMINISTRATORS_ID, ...ids.groupIds),
      }),
    ),
    permissionSetId: fc.constantFrom(...PERMISSION_SETS.map(({ id }) => id)),
    source: fc.constantFrom('GRANTED' as const, 'AUTOMATIC' as const),
  });
  return fc
    .uniqueArray(granted, { maxLength: most, selector: grantOf })
    .map((some) => some.filter((one) => grantOf(one) !== grantOf(EVERYONES_EMAIL)))
    .map((some) => [EVERYONES_EMAIL, ...some.map((one, index) => ({ id: `pol_${index}`, ...one }))]);
}

/** What is unique in an account. */
function grantOf({ rbacId, principal, permissionSetId }: Omit<PermissionInFile, 'id'>): string {
  return JSON.stringify([rbacId, principal.type, principal.id, permissionSetId]);
}
