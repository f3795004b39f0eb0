import { includesAction } from './actions.js';
import type { ActionMask } from './actions.js';
import { isAdministrator, isEnforced, isPrincipalOf, principalsOf } from './facts.js';
import type { AccountFacts, IntegrationFacts, PermissionFact, Principal, UserFacts } from './facts.js';
import { actionsOfSet, OWNER } from './permission-sets.js';
import { WILDCARD_RBAC_ID } from './rbac-id.js';
import { rolePermits } from './roles.js';

/**
 * Visibility as tokens: an integration carries the tokens under which someone may READ or USE it, a viewer asks for
 * the tokens under which they may, and the two lists meet in an index of the datastore. Integrations carry the
 * tokens of every access model and mode at once, so plan, model, enforcement, residual read, roles, group members and
 * activation are on the viewer's side, and changing them rewrites nothing. That both sides agree with `judge` is a
 * law that the tests prove.
 */
export type ListedAction = 'READ' | 'USE';

const LISTED_ACTIONS: readonly ListedAction[] = ['READ', 'USE'];

/** Carried by every integration. */
export const EVERY_INTEGRATION = '*';
const SYSTEM_INTEGRATION = 's';
/** Carried by what has no permission of the Owner set, but for the system integration. No viewer's rights ask for it [A17]. */
export const WITHOUT_OWNER = 'w';
/** Stands for every team in the tokens of the system integration, which is in each team's scope. No escaped id is alike. */
const SYSTEM_PSEUDO_TEAM = '~';

/** The tokens that an integration carries, given the permissions on its own RBAC id. */
export function tokensCarriedBy(
  integration: Pick<IntegrationFacts, 'system' | 'teamIds'>,
  permissions: readonly PermissionFact[],
): readonly string[] {
  const teamKeys = integration.system ? [SYSTEM_PSEUDO_TEAM] : integration.teamIds.map(escaped);
  const tokens = new Set([EVERY_INTEGRATION, ...teamKeys.map(teamToken)]);
  if (integration.system) tokens.add(SYSTEM_INTEGRATION);
  else if (permissions.every(({ permissionSetId }) => permissionSetId !== OWNER.id))
    tokens.add(WITHOUT_OWNER);
  for (const { principal, permissionSetId } of permissions) {
    const mask = actionsOfSet(permissionSetId);
    const key = keyOf(principal);
    for (const action of LISTED_ACTIONS) {
      if (!includesAction(mask, action)) continue;
      tokens.add(principalToken(key, action));
      for (const teamKey of teamKeys) tokens.add(teamPrincipalToken(teamKey, key, action));
    }
  }
  return [...tokens];
}

/** Whose list it is. `wildcardPermissions` must hold at least those of the user's principals on the wildcard. */
export interface TokenViewer {
  readonly account: AccountFacts;
  readonly user: UserFacts;
  readonly wildcardPermissions: readonly PermissionFact[];
}

/** The tokens to ask for, so that exactly the integrations on which the viewer may do `action` carry one of them. */
export function tokensAskedBy(viewer: TokenViewer, action: ListedAction): readonly string[] {
  const { account, user } = viewer;
  if (!user.active) return [];
  if (isAdministrator(account, user)) return [EVERY_INTEGRATION];
  const tokens =
    account.accessModel === 'LAYERED' ? layeredTokens(viewer, action) : grantsOnlyTokens(viewer, action);
  if (tokens.includes(EVERY_INTEGRATION)) return [EVERY_INTEGRATION];
  return action === 'USE' ? [SYSTEM_INTEGRATION, ...tokens] : tokens;
}

/** The tokens of the integrations that are visible: those the viewer may READ or USE. */
export function tokensOfVisible(viewer: TokenViewer): readonly string[] {
  const tokens = new Set(LISTED_ACTIONS.flatMap((action) => tokensAskedBy(viewer, action)));
  return tokens.has(EVERY_INTEGRATION) ? [EVERY_INTEGRATION] : [...tokens];
}

function grantsOnlyTokens(viewer: TokenViewer, action: ListedAction): readonly string[] {
  const { account, user } = viewer;
  if (!isEnforced(account)) return action === 'USE' ? [EVERY_INTEGRATION] : [];
  if (wildcardGives(viewer, action)) return [EVERY_INTEGRATION];
  return principalsOf(account, user).map((principal) => principalToken(keyOf(principal), action));
}

function layeredTokens(viewer: TokenViewer, action: ListedAction): readonly string[] {
  const { account, user } = viewer;
  const teamIds = user.memberships
    .filter(({ role }) => rolePermits(role, action))
    .map(({ teamId }) => teamId);
  if (teamIds.length === 0) return [];
  const reachesAll = teamIds.includes(account.rootTeamId);
  const scope = [SYSTEM_PSEUDO_TEAM, ...teamIds.map(escaped)];
  const isResidualRead = action === 'READ' && account.residualRead;
  if (!isEnforced(account) || isResidualRead || wildcardGives(viewer, action)) {
    return reachesAll ? [EVERY_INTEGRATION] : scope.map(teamToken);
  }
  const principalKeys = principalsOf(account, user).map(keyOf);
  if (reachesAll) return principalKeys.map((key) => principalToken(key, action));
  return scope.flatMap((teamKey) => principalKeys.map((key) => teamPrincipalToken(teamKey, key, action)));
}

function wildcardGives({ account, user, wildcardPermissions }: TokenViewer, action: ListedAction): boolean {
  const mask = wildcardPermissions
    .filter(({ rbacId, principal }) => rbacId === WILDCARD_RBAC_ID && isPrincipalOf(account, user, principal))
    .reduce<ActionMask>((joined, { permissionSetId }) => joined | actionsOfSet(permissionSetId), 0);
  return includesAction(mask, action);
}

function teamToken(teamKey: string): string {
  return `t|${teamKey}`;
}

function principalToken(principalKey: string, action: ListedAction): string {
  return `p|${principalKey}|${action}`;
}

function teamPrincipalToken(teamKey: string, principalKey: string, action: ListedAction): string {
  return `x|${teamKey}|${principalKey}|${action}`;
}

function keyOf({ type, id }: Principal): string {
  return `${type}|${escaped(id)}`;
}

/** Ids may hold any character at this level; a separator inside one must not make two tokens alike. */
function escaped(id: string): string {
  return id.replaceAll('~', '~0').replaceAll('|', '~1');
}
