import { ACTION_BIT, actionsIn, maskOf, withImplied } from './actions.js';
import type { Action, ActionMask } from './actions.js';

/** A named set of actions with an id that is the same in every account (section 3) [V5, V6, V7, V8]. */
export interface PermissionSet {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** What the set names. */
  readonly actions: readonly Action[];
  /** What follows from it without being named [U20]. */
  readonly impliedActions: readonly Action[];
  /** Named and implied actions together. */
  readonly mask: ActionMask;
}

function permissionSet(id: string, name: string, of: { description: string; actions: readonly Action[] }) {
  const named = maskOf(of.actions);
  const mask = withImplied(named);
  return { id, name, ...of, impliedActions: actionsIn(mask & ~named), mask } as const satisfies PermissionSet;
}

export const OWNER = permissionSet('c345007c-244a-4606-b2e2-53f4f85e0ac0', 'Owner', {
  description: 'Create integrations, and see, change and delete this one. Recorded for whoever creates one.',
  actions: ['CREATE', 'READ', 'UPDATE', 'DELETE'],
});
export const MAINTAINER = permissionSet('85b413c0-db25-42e9-b4d7-ef935759b188', 'Maintainer', {
  description: 'See and change the integration.',
  actions: ['READ', 'UPDATE'],
});
export const VIEWER = permissionSet('3f1af6de-dc60-4fdb-90ed-5c2493b8f767', 'Viewer', {
  description: 'See the integration, without using it in alert definitions.',
  actions: ['READ'],
});
export const CREATOR = permissionSet('38f00b6e-695c-449d-96b9-3a72aeb7f3fd', 'Creator', {
  description: 'Create integrations. Counts only on every integration (the wildcard).',
  actions: ['CREATE'],
});
export const USE_INTEGRATION = permissionSet('10fc3de1-7818-46e8-af47-33c5af233538', 'Use integration', {
  description: 'Use the integration in the escalation levels of alert definitions.',
  actions: ['USE'],
});
export const EDIT_INTEGRATION = permissionSet('c573af70-3f48-488d-a39a-a8ba7a19b526', 'Edit integration', {
  description: 'See, use, change and delete the integration.',
  actions: ['READ', 'USE', 'UPDATE', 'DELETE'],
});

/** Every permission set there is [V9]. */
export const PERMISSION_SETS: readonly PermissionSet[] = [
  OWNER,
  MAINTAINER,
  VIEWER,
  CREATOR,
  USE_INTEGRATION,
  EDIT_INTEGRATION,
];

const BY_ID: ReadonlyMap<string, PermissionSet> = new Map(PERMISSION_SETS.map((set) => [set.id, set]));

/** The set with this id; undefined when there is none, which grants nothing. */
export function findPermissionSet(id: string): PermissionSet | undefined {
  return BY_ID.get(id);
}

/** Named and implied; an unknown set gives none. */
export function actionsOfSet(permissionSetId: string): ActionMask {
  return BY_ID.get(permissionSetId)?.mask ?? 0;
}

/**
 * The actions of a set that count where it stands: CREATE counts on the wildcard alone, everything else in
 * both places.
 */
export function countingActions(permissionSetId: string, onWildcard: boolean): ActionMask {
  const mask = actionsOfSet(permissionSetId);
  return onWildcard ? mask : mask & ~ACTION_BIT.CREATE;
}

/** A permission is inert when none of its set's actions counts where it stands: Creator on one integration. */
export function isInert(permissionSetId: string, onWildcard: boolean): boolean {
  return countingActions(permissionSetId, onWildcard) === 0;
}

/**
 * The smallest sets that give an action, best first: what a remedy proposes. CREATE is granted on the
 * wildcard, the others on the integration; MANAGE_PERMISSIONS is in no set, it follows from UPDATE and CREATE.
 */
export const SETS_TO_GRANT_FOR: Readonly<
  Record<Exclude<Action, 'MANAGE_PERMISSIONS'>, readonly PermissionSet[]>
> = {
  CREATE: [CREATOR],
  READ: [VIEWER],
  USE: [USE_INTEGRATION],
  UPDATE: [EDIT_INTEGRATION, MAINTAINER],
  DELETE: [EDIT_INTEGRATION, OWNER],
};
