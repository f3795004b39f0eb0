import { INTEGRATION_TYPES } from '../../src/datastore/contract/records.js';
import { PERMISSION_SETS } from '../../src/decision/permission-sets.js';

export interface BigAccountOptions {
  readonly integrations: number;
  /** At most 200 for each integration. */
  readonly permissions: number;
  /** The same seed gives the same bytes. */
  readonly seed: number;
  /** @default 2000 */
  readonly users?: number;
  /** @default 200 */
  readonly teams?: number;
  /** @default 100 */
  readonly groups?: number;
}

const CHUNK_CHARACTERS = 64 * 1024;
const MEMBERS_OF_A_GROUP = 50;
const TYPES = INTEGRATION_TYPES.filter((type) => type !== 'EMAIL');

/** The account `big` in the import format as pieces of text, in constant memory whatever its size. */
export async function* bigAccount(options: BigAccountOptions): AsyncGenerator<string> {
  let piece = '';
  for (const line of lines({ users: 2_000, teams: 200, groups: 100, ...options })) {
    piece += line;
    if (piece.length < CHUNK_CHARACTERS) continue;
    yield await Promise.resolve(piece);
    piece = '';
  }
  yield piece;
}

type Sizes = Required<BigAccountOptions>;

function* lines(sizes: Sizes): Generator<string> {
  const random = randomNumbers(sizes.seed);
  const account = {
    id: 'big',
    name: 'Big',
    plan: 'ENTERPRISE',
    permissionSets: 'ENFORCED',
    accessModel: 'LAYERED',
  };
  yield `{"account":${JSON.stringify(account)},\n"teams":[\n`;
  yield* rows(sizes.teams, (n) => ({ id: `team_${n}`, name: `Team ${n}`, root: false }));
  yield `],\n"users":[\n`;
  yield* rows(sizes.users, (n) => userRow(n, sizes, random));
  yield `],\n"groups":[\n`;
  yield* rows(sizes.groups, (n) => groupRow(n, sizes, random));
  yield `],\n"integrations":[\n`;
  yield* rows(sizes.integrations, (n) => integrationRow(n, sizes, random));
  yield `],\n"permissions":[\n`;
  yield* rows(sizes.permissions, (n) => permissionRow(n, sizes, random));
  yield `]}\n`;
}

function* rows(count: number, row: (n: number) => object): Generator<string> {
  for (let n = 0; n < count; n += 1) yield `${JSON.stringify(row(n))}${n + 1 < count ? ',' : ''}\n`;
}

type Random = (below: number) => number;

function userRow(n: number, { teams }: Sizes, random: Random): object {
  const first = random(teams);
  const roles = ['OPERATOR', 'INTEGRATIONS_MANAGER', 'INTEGRATION_OWNER'];
  const memberships = [first, (first + 1 + random(teams - 1)) % teams].map((team) => ({
    teamId: `team_${team}`,
    role: roles[random(roles.length)],
  }));
  return {
    id: `usr_${n}`,
    name: `User ${n}`,
    email: `user${n}@big.example`,
    active: random(20) > 0,
    memberships,
  };
}

function groupRow(n: number, { users }: Sizes, random: Random): object {
  const first = random(users);
  const count = Math.min(MEMBERS_OF_A_GROUP, users);
  const memberIds = Array.from({ length: count }, (_, place) => `usr_${(first + place) % users}`);
  return { id: `grp_${n}`, name: `Group ${n}`, memberIds };
}

function integrationRow(n: number, { teams, users }: Sizes, random: Random): object {
  const type = TYPES[random(TYPES.length)];
  const first = random(teams);
  const teamIds = Array.from({ length: random(4) }, (_, place) => `team_${(first + place) % teams}`);
  const settings = { url: `https://${n}.big.example/hook`, retries: random(5) };
  const name = `${type ?? ''} ${random(1_000_000)}`;
  return { id: `int_${n}`, name, type, teamIds, createdById: `usr_${random(users)}`, settings };
}

/** Round by round one permission on each integration, each round to another principal, so that none is given twice. */
function permissionRow(n: number, { integrations, users, groups }: Sizes, random: Random): object {
  const integration = n % integrations;
  const principal = (integration * 31 + Math.floor(n / integrations)) % (users + groups);
  return {
    id: `pol_${n}`,
    rbacId: `data_providers.int_${integration}`,
    principal:
      principal < users
        ? { type: 'USER', id: `usr_${principal}` }
        : { type: 'GROUP', id: `grp_${principal - users}` },
    permissionSetId: PERMISSION_SETS[random(PERMISSION_SETS.length)]?.id,
    source: 'GRANTED',
    grantedAt: new Date(1_700_000_000_000 + n * 1_000).toISOString(),
  };
}

/** Whole numbers below a bound; a generator of 32 bits that runs through all of its states. */
function randomNumbers(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
