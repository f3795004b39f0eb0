/** What a person can do to an integration, in the order in which the API lists them. */
export const ACTIONS = ['CREATE', 'READ', 'USE', 'UPDATE', 'DELETE', 'MANAGE_PERMISSIONS'] as const;
export type Action = (typeof ACTIONS)[number];

/** Actions as bits, so that joining and testing sets of them is integer arithmetic. */
export type ActionMask = number;

export const ACTION_BIT: Readonly<Record<Action, ActionMask>> = {
  CREATE: 1,
  READ: 2,
  USE: 4,
  UPDATE: 8,
  DELETE: 16,
  MANAGE_PERMISSIONS: 32,
};

export function maskOf(actions: readonly Action[]): ActionMask {
  return actions.reduce((mask, action) => mask | ACTION_BIT[action], 0);
}

export function actionsIn(mask: ActionMask): Action[] {
  return ACTIONS.filter((action) => includesAction(mask, action));
}

export function includesAction(mask: ActionMask, action: Action): boolean {
  return (mask & ACTION_BIT[action]) !== 0;
}

const IMPLIED_BY_UPDATE = ACTION_BIT.READ | ACTION_BIT.USE;

export const EVERY_ACTION: ActionMask = maskOf(ACTIONS);

/** Adds what UPDATE implies, READ and USE, wherever UPDATE was granted [U20]. */
export function withImplied(mask: ActionMask): ActionMask {
  return includesAction(mask, 'UPDATE') ? mask | IMPLIED_BY_UPDATE : mask;
}

/** Adds managing permissions where UPDATE is: the layers of roles and teams ask for the one when asked for the other. */
export function withManaging(mask: ActionMask): ActionMask {
  return includesAction(mask, 'UPDATE') ? mask | ACTION_BIT.MANAGE_PERMISSIONS : mask;
}
