import { groupBy } from '../../../src/collections/group-by.js';
import type { Action } from '../../../src/decision/actions.js';
import type {
  AccountFacts,
  IntegrationFacts,
  PermissionFact,
  Principal,
  UserFacts,
} from '../../../src/decision/facts.js';
import { PERMISSION_SETS, USE_INTEGRATION, VIEWER } from '../../../src/decision/permission-sets.js';
import { rbacIdOf, WILDCARD_RBAC_ID } from '../../../src/decision/rbac-id.js';
import { accountState } from '../../../test/datastore/conformance/world.js';
import { seededNumbers } from '../../measure/seeded-numbers.js';
import type { Random } from '../../measure/seeded-numbers.js';

export interface WorldSizes {
  readonly users: number;
  readonly integrations: number;
  readonly permissions: number;
  readonly questions: number;
  /** The questions are those of so many users: whoever builds something for each user builds it so many times. */
  readonly askingUsers: number;
}

/** One question as a caller has it: ids, from which each engine finds its facts itself. */
export interface Asked {
  readonly userId: string;
  readonly integrationId: string;
  readonly action: Action;
}

export interface World {
  readonly account: AccountFacts;
  readonly users: readonly UserFacts[];
  readonly integrations: readonly IntegrationFacts[];
  readonly permissions: readonly PermissionFact[];
  readonly questions: readonly Asked[];
}

/** What permission sets name; CREATE and MANAGE_PERMISSIONS are more than a question to one set. */
export const ASKED_ACTIONS = ['READ', 'USE', 'UPDATE', 'DELETE'] as const satisfies readonly Action[];

/** A group, and a team, of the same people. */
const TEAMS = 50;
const TEAMS_OF_A_USER = 4;
const PERMISSIONS_OF_A_USER = 50;
const WILDCARD_PERMISSIONS = 10;

const ACCOUNT: AccountFacts = accountState('engine');

/** An account of teams that each have a group with permissions on the team's integrations. No administrators. */
export function makeWorld(sizes: WorldSizes): World {
  const random = seededNumbers(20_231);
  const integrations = Array.from({ length: sizes.integrations }, (_, n) => integration(n, random));
  const users = Array.from({ length: sizes.users }, (_, n) => user(n, random));
  const permissions = makePermissions(sizes, { random, users, integrations });
  const questions = makeQuestions(sizes, { random, users, integrations, permissions });
  return { account: ACCOUNT, users, integrations, permissions, questions };
}

function integration(n: number, random: Random): IntegrationFacts {
  const teamIds = [`team_${n % TEAMS}`, `team_${(n + 1 + random(TEAMS - 1)) % TEAMS}`];
  return { kind: 'INTEGRATION', id: `int_${n}`, system: false, teamIds, createdById: null };
}

function user(n: number, random: Random): UserFacts {
  const first = random(TEAMS);
  const numbers = Array.from({ length: TEAMS_OF_A_USER }, (_, place) => (first + place * 7) % TEAMS);
  const roles = ['OPERATOR', 'INTEGRATIONS_MANAGER', 'INTEGRATION_OWNER'] as const;
  return {
    id: `usr_${n}`,
    active: true,
    memberships: numbers.map((number) => ({
      teamId: `team_${number}`,
      role: roles[random(3)] ?? 'OPERATOR',
    })),
    groupIds: numbers.map((number) => `grp_${number}`),
  };
}

type Rows = Pick<World, 'users' | 'integrations'> & { readonly random: Random };

function makePermissions(
  sizes: WorldSizes,
  { random, users, integrations }: Rows,
): readonly PermissionFact[] {
  const found = new Map<string, PermissionFact>();
  const add = (principal: Principal, rbacId: string, permissionSetId: string) => {
    const key = [principal.type, principal.id, rbacId, permissionSetId].join(' ');
    if (!found.has(key)) {
      found.set(key, { id: `pol_${found.size}`, rbacId, principal, permissionSetId, source: 'GRANTED' });
    }
  };
  const inTeam = (team: number) => rbacIdOf(`int_${random(integrations.length / TEAMS) * TEAMS + team}`);
  const anySet = () => PERMISSION_SETS[random(PERMISSION_SETS.length)]?.id ?? '';
  for (let n = 0; n < WILDCARD_PERMISSIONS; n += 1) {
    const principal = { type: 'USER', id: `usr_${n * 37}` } as const;
    add(principal, WILDCARD_RBAC_ID, n % 2 === 0 ? VIEWER.id : USE_INTEGRATION.id);
  }
  for (const [n, { id, groupIds }] of users.entries()) {
    for (let place = 0; place < PERMISSIONS_OF_A_USER; place += 1) {
      const team = Number(groupIds[place % TEAMS_OF_A_USER]?.slice('grp_'.length) ?? n % TEAMS);
      add({ type: 'USER', id }, inTeam(team), anySet());
    }
  }
  while (found.size < sizes.permissions) {
    const team = random(TEAMS);
    add({ type: 'GROUP', id: `grp_${team}` }, inTeam(team), anySet());
  }
  return [...found.values()];
}

/** Three in four ask about something the user has a permission on, the others about anything. */
function makeQuestions(
  sizes: WorldSizes,
  { random, users, integrations, permissions }: Rows & Pick<World, 'permissions'>,
): readonly Asked[] {
  const rbacIdsOf = groupBy(permissions, ({ principal }) => principal.id);
  const step = Math.max(Math.floor(users.length / sizes.askingUsers), 1);
  return Array.from({ length: sizes.questions }, (_, n) => {
    const asking = users[((n % sizes.askingUsers) * step) % users.length] ?? missing();
    const principalId = [asking.id, ...asking.groupIds][random(1 + asking.groupIds.length)] ?? asking.id;
    const held = (rbacIdsOf.get(principalId) ?? []).filter(({ rbacId }) => rbacId !== WILDCARD_RBAC_ID);
    const rbacId = random(4) > 0 ? held[random(held.length)]?.rbacId : undefined;
    const anyId = integrations[random(integrations.length)]?.id ?? missing();
    const action = ASKED_ACTIONS[random(ASKED_ACTIONS.length)] ?? 'READ';
    return { userId: asking.id, integrationId: rbacId?.slice(rbacIdOf('').length) ?? anyId, action };
  });
}

function missing(): never {
  throw new Error('The world is empty');
}
