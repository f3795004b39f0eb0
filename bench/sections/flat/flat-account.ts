import type { Datastore } from '../../../src/datastore/contract/datastore.js';
import type { StoredIntegration } from '../../../src/datastore/contract/records.js';
import { integrationSortKey } from '../../../src/datastore/contract/sort-keys.js';
import type { PermissionFact, UserFacts } from '../../../src/decision/facts.js';
import { USE_INTEGRATION, VIEWER } from '../../../src/decision/permission-sets.js';
import { rbacIdOf } from '../../../src/decision/rbac-id.js';
import { tokensAskedBy, tokensCarriedBy } from '../../../src/decision/visibility.js';
import type { ListedAction } from '../../../src/decision/visibility.js';
import { accountState, auditEvent } from '../../../test/datastore/conformance/world.js';
import { seededNumbers } from '../../measure/seeded-numbers.js';
import type { Random } from '../../measure/seeded-numbers.js';

export const ACCOUNT = accountState('flat');

const TEAMS = 19;
const GROUPS = 48;
const BATCH = 5_000;
const NAMES = 1_000_000;
const NAME_DIGITS = 6;

/** Nine in ten names sort before it. */
export const BEFORE_LAST_TENTH = integrationSortKey({ system: false, name: nameOf(NAMES * 0.9), id: '' });

/** Every name sorts before it. */
export const AFTER_ALL = integrationSortKey({ system: false, name: '~', id: '' });

/**
 * Writes integrations in the way an import does. Each is in one team and carries one permission, every other one to
 * see it and every other one to use it. Four in five are in the first team, and as many permissions are the first
 * group's, so that every viewer sees a third of all, at any size.
 */
export async function writeFlatAccount(datastore: Datastore, integrations: number): Promise<void> {
  const random = seededNumbers(7);
  const account = await datastore.beginImport(ACCOUNT.id, { replace: false });
  for (let from = 0; from < integrations; from += BATCH) {
    const length = Math.min(BATCH, integrations - from);
    await account.writeIntegrations(Array.from({ length }, (_, at) => integration(from + at, random)));
  }
  await account.commit(ACCOUNT, auditEvent('event_1', { kind: 'ACCOUNT_IMPORTED' }));
}

function integration(n: number, random: Random): StoredIntegration {
  const id = `int_${n}`;
  const teamIds = [`team_${mostlyFirst(TEAMS, random)}`];
  const permission: PermissionFact = {
    id: `pol_${n}`,
    rbacId: rbacIdOf(id),
    principal: { type: 'GROUP', id: `grp_${mostlyFirst(GROUPS, random)}` },
    permissionSetId: n % 2 === 0 ? VIEWER.id : USE_INTEGRATION.id,
    source: 'GRANTED',
  };
  return {
    id,
    name: nameOf(random(NAMES)),
    type: n % 3 === 0 ? 'SLACK' : 'WEBHOOK',
    system: false,
    teamIds,
    createdById: null,
    createdAt: 0,
    updatedAt: 0,
    version: 1,
    details: { settings: {}, secrets: [] },
    tokens: tokensCarriedBy({ system: false, teamIds }, [permission]),
  };
}

function mostlyFirst(count: number, random: Random): number {
  return random(5) > 0 ? 0 : random(count);
}

function nameOf(number: number): string {
  return `Channel ${number.toString().padStart(NAME_DIGITS, '0')}`;
}

/** Someone in so many teams and groups; each team with each principal is a token. */
export interface Viewer {
  readonly teams: number;
  readonly groups: number;
}

/** From a handful of tokens to the thousand of someone in every team and group. */
export const VIEWERS: readonly Viewer[] = [
  { teams: 1, groups: 1 },
  { teams: 4, groups: 8 },
  { teams: 9, groups: 18 },
  { teams: TEAMS, groups: GROUPS },
];

/** The tokens with which the gateway asks for this viewer's list. */
export function tokensOf({ teams, groups }: Viewer, action: ListedAction): readonly string[] {
  const user: UserFacts = {
    id: 'usr_viewer',
    active: true,
    memberships: Array.from({ length: teams }, (_, n) => ({ teamId: `team_${n}`, role: 'OPERATOR' })),
    groupIds: Array.from({ length: groups }, (_, n) => `grp_${n}`),
  };
  return tokensAskedBy({ account: ACCOUNT, user, wildcardPermissions: [] }, action);
}
