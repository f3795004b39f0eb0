import { INTEGRATION_TYPES } from '../../../src/datastore/contract/records.js';
import { OWNER, PERMISSION_SETS } from '../../../src/decision/permission-sets.js';
import type { AccountFile, IntegrationInFile, PermissionInFile, UserInFile } from '../account-file.js';

export const REFERENCE_ACCOUNT = 'reference';
/** May everything. */
export const REFERENCE_ADMINISTRATOR = 'usr_0';
/** No administrator, and the creator of one in a hundred integrations, whose permissions are theirs to manage. */
export const REFERENCE_CREATOR = 'usr_1';

export interface ReferenceSizes {
  readonly integrations: number;
  readonly permissions: number;
  readonly users: number;
}

/** What the bounds on one request are stated for. */
export const REFERENCE_SIZES: ReferenceSizes = { integrations: 10_000, permissions: 50_000, users: 2_000 };

const TEAMS = 50;
const GROUPS = 60;
/** One of so many integrations was made by the creator. */
const CREATED = 100;
const TEAM_OF_CREATOR = 'team_1';
/** The first of the groups, in each of which everybody is. */
const FULL_GROUPS = 4;
const MEMBERS = 30;
const TYPES = INTEGRATION_TYPES.filter((type) => type !== 'EMAIL');
const ROLES = ['OPERATOR', 'INTEGRATIONS_MANAGER', 'INTEGRATION_OWNER'] as const;

/** An account of which every page is full, and in which everybody is in groups that hold everybody. */
export function referenceAccount({
  integrations,
  permissions,
  users,
}: ReferenceSizes = REFERENCE_SIZES): AccountFile {
  const draw = new Draw(20_260_131);
  const people = Array.from({ length: users }, (_, n) => person(n, draw));
  const everybody = people.map(({ id }) => id);
  const someBody = () => `usr_${draw.below(users)}`;
  return {
    account: { id: REFERENCE_ACCOUNT, name: 'Reference' },
    teams: [
      { id: 'team_root', name: 'Root', root: true },
      ...Array.from({ length: TEAMS }, (_, n) => ({ id: `team_${n}`, name: `Team ${n}` })),
    ],
    users: people,
    groups: Array.from({ length: GROUPS }, (_, n) => ({
      id: `grp_${n}`,
      name: `Group ${n}`,
      memberIds: n < FULL_GROUPS ? everybody : draw.different(Math.min(MEMBERS, users), someBody),
    })),
    integrations: Array.from({ length: integrations }, (_, n) => integration(n, users, draw)),
    permissions: permissionsOf({ integrations, permissions, users }, draw),
  };
}

function person(n: number, draw: Draw): UserInFile {
  const teamIds = draw.different(1 + draw.below(4), () => `team_${draw.below(TEAMS)}`);
  const isCreator = `usr_${n}` === REFERENCE_CREATOR;
  return {
    id: `usr_${n}`,
    name: `Person ${n}`,
    email: `person${n}@reference.example`,
    memberships: [
      ...(n === 0 ? [{ teamId: 'team_root', role: 'ADMINISTRATOR' as const }] : []),
      ...(isCreator ? [{ teamId: TEAM_OF_CREATOR, role: 'INTEGRATION_OWNER' as const }] : []),
      ...teamIds
        .filter((id) => !isCreator || id !== TEAM_OF_CREATOR)
        .map((teamId) => ({ teamId, role: draw.from(ROLES) })),
    ],
  };
}

function integration(n: number, users: number, draw: Draw): IntegrationInFile {
  const teamIds = draw.different(1 + draw.below(3), () => `team_${draw.below(TEAMS)}`);
  const drawn = `usr_${draw.below(users)}`;
  return {
    id: `int_${n}`,
    name: `Channel ${draw.below(1_000_000)}`,
    type: draw.from(TYPES),
    teamIds: isCreated(n) ? [...new Set([TEAM_OF_CREATOR, ...teamIds])] : teamIds,
    createdById: isCreated(n) ? REFERENCE_CREATOR : drawn,
    settings: { channel: `c${n}` },
  };
}

/** Whether the creator made the integration of this number. */
export function isCreated(n: number): boolean {
  return n % CREATED === 0;
}

/** Six of ten are to groups. None is given twice, and none beyond what one integration may hold. */
function permissionsOf(
  { integrations, permissions, users }: ReferenceSizes,
  draw: Draw,
): readonly PermissionInFile[] {
  const created = Array.from({ length: integrations }, (_, n) => n).filter(isCreated);
  const found = new Map(
    created.map((n): readonly [string, PermissionInFile] => {
      const rbacId = `data_providers.int_${n}`;
      const principal = { type: 'USER', id: REFERENCE_CREATOR } as const;
      return [rbacId, { id: `pol_created_${n}`, rbacId, principal, permissionSetId: OWNER.id }];
    }),
  );
  while (found.size < permissions) {
    const rbacId = `data_providers.int_${draw.below(integrations)}`;
    const isToGroup = draw.below(10) < 6;
    const principal = isToGroup
      ? ({ type: 'GROUP', id: `grp_${draw.below(GROUPS)}` } as const)
      : ({ type: 'USER', id: `usr_${draw.below(users)}` } as const);
    const { id: permissionSetId } = draw.from(PERMISSION_SETS);
    const key = [rbacId, principal.id, permissionSetId].join(' ');
    if (found.has(key)) continue;
    found.set(key, { id: `pol_${found.size}`, rbacId, principal, permissionSetId });
  }
  return [...found.values()];
}

/** The same numbers in every run: a generator of 32 bits that runs through all of its states. */
class Draw {
  constructor(private state: number) {}

  below(bound: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  }

  from<T>(list: readonly T[]): T {
    const found = list[this.below(list.length)];
    if (found === undefined) throw new Error('There is nothing to draw from');
    return found;
  }

  different(count: number, draw: () => string): readonly string[] {
    const found = new Set<string>();
    while (found.size < count) found.add(draw());
    return [...found];
  }
}
