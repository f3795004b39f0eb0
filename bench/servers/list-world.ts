import { ACTION_BIT, ACTIONS } from '../../src/decision/actions.js';
import type { ActionMask } from '../../src/decision/actions.js';
import { judge } from '../../src/decision/decide.js';
import type { AccountFacts, IntegrationFacts, PermissionFact, UserFacts } from '../../src/decision/facts.js';
import {
  EDIT_INTEGRATION,
  MAINTAINER,
  OWNER,
  USE_INTEGRATION,
  VIEWER,
} from '../../src/decision/permission-sets.js';
import { rbacIdOf } from '../../src/decision/rbac-id.js';
import { accountState } from '../../test/datastore/conformance/world.js';
import type { AccountFile, IntegrationInFile, PermissionInFile } from '../../test/support/account-file.js';

const INTEGRATIONS = 1_000;
const PERMISSIONS_OF_EACH = 3;
const USERS = 200;
const TEAMS = 20;
const GROUPS = 20;
/** Of the groups, the first are the viewers'. */
const GROUPS_OF_VIEWERS = 4;
const TYPES = ['SLACK', 'SMS', 'WEBHOOK', 'PAGERDUTY'] as const;
const SETS = [EDIT_INTEGRATION, VIEWER, MAINTAINER, USE_INTEGRATION, OWNER] as const;

export const LIST_ACCOUNT = 'big';
/** Not administrators, and with equal rights, so that one answer is right for all of them. */
export const LIST_VIEWERS: readonly string[] = ['usr_0', 'usr_1', 'usr_2', 'usr_3'];
/**
 * Holds exactly what the viewers may READ, and has no members: a server without permissions lists this team, and so
 * shows the same rows in the same order.
 */
export const SHOWN_TEAM = 'team_shown';

const FACTS: AccountFacts = accountState(LIST_ACCOUNT);
const MEMBERSHIPS = [
  { teamId: 'team_0', role: 'INTEGRATIONS_MANAGER' },
  { teamId: 'team_1', role: 'OPERATOR' },
] as const;
const VIEWER_FACTS: UserFacts = {
  id: 'usr_0',
  active: true,
  memberships: MEMBERSHIPS,
  groupIds: Array.from({ length: GROUPS_OF_VIEWERS }, (_, n) => `grp_${n}`),
};

/** What the viewers may do, by integration: constants for servers that decide nothing. */
export type RightsById = Readonly<Record<string, ActionMask>>;

export interface ListWorld {
  readonly file: AccountFile;
  readonly rights: RightsById;
  /** Of all integrations, those that the viewers may not READ. */
  readonly deniedShare: number;
}

/** An account whose viewers reach most integrations by team, and some of these with a permission. */
export function listWorld(): ListWorld {
  const drafts = Array.from({ length: INTEGRATIONS }, (_, n) => ({ integration: integration(n), n }));
  const permissions = drafts.flatMap(({ n }) => permissionsOn(n));
  const rights = Object.fromEntries(
    drafts.map(({ integration: { id, teamIds }, n }) => [id, maskOn(id, teamIds ?? [], permissionsOn(n))]),
  );
  const isShown = (id: string) => ((rights[id] ?? 0) & ACTION_BIT.READ) !== 0;
  const integrations = drafts.map(({ integration: draft }) => ({
    ...draft,
    teamIds: [...(draft.teamIds ?? []), ...(isShown(draft.id) ? [SHOWN_TEAM] : [])],
  }));
  const denied = integrations.filter(({ id }) => !isShown(id)).length;
  return { file: fileOf(integrations, permissions), rights, deniedShare: denied / INTEGRATIONS };
}

function fileOf(
  integrations: readonly IntegrationInFile[],
  permissions: readonly PermissionInFile[],
): AccountFile {
  const teams = Array.from({ length: TEAMS }, (_, n) => ({ id: `team_${n}`, name: `Team ${n}` }));
  return {
    account: { id: LIST_ACCOUNT },
    teams: [...teams, { id: SHOWN_TEAM, name: 'Shown' }],
    users: Array.from({ length: USERS }, (_, n) => ({
      id: `usr_${n}`,
      name: `User ${n}`,
      memberships: LIST_VIEWERS.includes(`usr_${n}`)
        ? MEMBERSHIPS
        : [{ teamId: `team_${n % TEAMS}`, role: 'INTEGRATIONS_MANAGER' }],
    })),
    groups: Array.from({ length: GROUPS }, (_, n) => ({
      id: `grp_${n}`,
      name: `Group ${n}`,
      memberIds: [
        ...(n < GROUPS_OF_VIEWERS ? LIST_VIEWERS : []),
        ...Array.from({ length: 10 }, (_member, place) => `usr_${10 + ((n * 9 + place) % (USERS - 10))}`),
      ],
    })),
    integrations,
    permissions,
  };
}

/** Nine of ten are in a team of the viewers. */
function integration(n: number): IntegrationInFile {
  const own = n % 10 === 9 ? [] : [`team_${mixed(n) % 2}`];
  return {
    id: `int_${n}`,
    name: `Channel ${mixed(n) % 100_000}`,
    type: TYPES[n % TYPES.length] ?? 'WEBHOOK',
    teamIds: [...own, `team_${2 + (n % (TEAMS - 2))}`],
    createdById: `usr_${n % USERS}`,
    settings: { url: `https://${n}.big.example/hook`, retries: n % 5 },
  };
}

/** Three of four integrations are the viewers' to read or use through one or two of their groups. */
function permissionsOn(n: number): readonly PermissionInFile[] {
  return Array.from({ length: PERMISSIONS_OF_EACH }, (_, place) => {
    const isOfViewers = mixed(n + 7) % 6 < 5 && place <= mixed(n) % 2;
    const group = isOfViewers
      ? (n + place) % GROUPS_OF_VIEWERS
      : GROUPS_OF_VIEWERS + ((n * PERMISSIONS_OF_EACH + place) % (GROUPS - GROUPS_OF_VIEWERS));
    return {
      id: `pol_${n}_${place}`,
      rbacId: rbacIdOf(`int_${n}`),
      principal: { type: 'GROUP', id: `grp_${group}` },
      permissionSetId: (SETS[(n + mixed(n + place)) % SETS.length] ?? VIEWER).id,
      grantedAt: new Date(1_700_000_000_000 + n * 1_000 + place).toISOString(),
    };
  });
}

function maskOn(id: string, teamIds: readonly string[], stored: readonly PermissionInFile[]): ActionMask {
  const createdById = null; // Nobody of the viewers is a creator in whose hands a permission would be.
  const resource: IntegrationFacts = { kind: 'INTEGRATION', id, system: false, teamIds, createdById };
  const permissions = stored.map((permission): PermissionFact => ({ source: 'GRANTED', ...permission }));
  const question = { account: FACTS, user: VIEWER_FACTS, resource, permissions };
  return ACTIONS.filter((action) => judge({ ...question, action }).allowed).reduce(
    (mask, action) => mask | ACTION_BIT[action],
    0,
  );
}

/** A number that looks random, the same in every run: a mixer of 32 bits, each of whose steps can be undone. */
function mixed(n: number): number {
  let state = Math.imul(n + 1, 0x9e3779b1);
  state = Math.imul(state ^ (state >>> 15), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}
