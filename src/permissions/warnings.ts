import type { ViewerAccess } from '../access/viewer-access.js';
import type { Warning, WarningCode } from '../changes/warnings.js';
import type { DirectoryRecord, PermissionRecord, UserRecord } from '../datastore/contract/records.js';
import { actionsIn } from '../decision/actions.js';
import type { Action } from '../decision/actions.js';
import { decide } from '../decision/decide.js';
import type { Layer, LayerResult } from '../decision/decision.js';
import { isAdministrator } from '../decision/facts.js';
import type { ResourceFacts, UserFacts } from '../decision/facts.js';
import { permittedActions } from '../decision/layers/permission-set.js';
import { countingActions, findPermissionSet, isInert } from '../decision/permission-sets.js';

/** The state after the change, and who is told. */
export interface WarningContext {
  readonly access: ViewerAccess;
  readonly resource: ResourceFacts;
  /** Those on the RBAC id and on the wildcard. */
  readonly permissions: readonly PermissionRecord[];
  /** The users and groups that the grants name. */
  readonly principals: readonly DirectoryRecord[];
}

/** What is odd about one grant, judged by the decision on the state after the change. */
export function warningsAbout(permission: PermissionRecord, context: WarningContext): readonly Warning[] {
  return [...uselessnessWarnings(permission, context), ...inactivityWarnings(permission, context)];
}

/** Everybody may know whether a user is active. */
function inactivityWarnings({ principal }: PermissionRecord, { principals }: WarningContext): Warning[] {
  const record = principals.find(({ kind, id }) => kind === principal.type && id === principal.id);
  if (record?.kind !== 'USER' || record.active) return [];
  return [warning('INACTIVE_PRINCIPAL', `${record.name} is not active, and may do nothing until they are`)];
}

function uselessnessWarnings(permission: PermissionRecord, context: WarningContext): readonly Warning[] {
  const { access, resource } = context;
  const { principal, permissionSetId } = permission;
  const set = findPermissionSet(permissionSetId)?.name ?? permissionSetId;
  if (isInert(permissionSetId, resource.kind === 'WILDCARD')) {
    return [
      warning(
        'INERT_CREATE',
        `${set} gives nothing on a single integration; CREATE counts only on every integration`,
      ),
    ];
  }
  const record = context.principals.find(({ kind, id }) => kind === principal.type && id === principal.id);
  if (record === undefined || record.kind === 'TEAM') return [];
  const warnings: Warning[] = [];
  if (record.kind === 'USER' && !isAdministrator(access.account, record)) {
    warnings.push(...roleAndScopeWarnings(permission, record, context));
  }
  const isRedundant =
    record.kind === 'USER' ? isAdministrator(access.account, record) : record.builtIn === 'ADMINISTRATORS';
  if (isRedundant) {
    warnings.push(
      warning(
        'REDUNDANT_ADMINISTRATOR',
        `${record.name} may do this without ${set}: administrators may do everything`,
      ),
    );
  }
  if (isCovered(permission, asUser(record), context)) {
    warnings.push(warning('ALREADY_COVERED', `${record.name} had all that ${set} gives here already`));
  }
  return warnings;
}

function warning(code: WarningCode, message: string): Warning {
  return { code, message };
}

function roleAndScopeWarnings(
  permission: PermissionRecord,
  user: UserRecord,
  context: WarningContext,
): Warning[] {
  const { access, resource } = context;
  if (access.account.accessModel === 'GRANTS_ONLY') return [];
  const actions = countedActions(permission, resource);
  const layersOf = (action: Action) =>
    decide({ ...context, account: access.account, user: { ...user, active: true }, action }).layers;
  const capped = actions.filter((action) => fails(layersOf(action), 'ROLE'));
  const outside = actions.some((action) => isOutsideScope(layersOf(action)));
  const warnings: Warning[] = [];
  if (capped.length > 0) {
    warnings.push(warning('CAPPED_BY_ROLE', cappedMessage(user, capped, context)));
  }
  if (outside && resource.kind === 'INTEGRATION') {
    warnings.push(
      warning('OUTSIDE_TEAM_SCOPE', `No team of ${user.name} with a permitting role holds this integration`),
    );
  }
  return warnings;
}

/** A delegate learns no more of another user than the code tells. */
function cappedMessage(user: UserRecord, capped: readonly Action[], { access }: WarningContext): string {
  const mayName = access.isAdministrator || user.id === access.viewer.id;
  const what = mayName ? capped.join(', ') : 'some of what was granted';
  return `No role of ${user.name} permits ${what}`;
}

function fails(layers: readonly LayerResult[], layer: Layer): boolean {
  return layers.some((result) => result.layer === layer && result.verdict === 'FAIL');
}

/** Where a team of the user does hold the integration and only the role is missing, that is about the role. */
function isOutsideScope(layers: readonly LayerResult[]): boolean {
  const scope = layers.find(({ layer }) => layer === 'TEAM_SCOPE');
  if (scope?.verdict !== 'FAIL') return false;
  return scope.finding === 'NO_MEMBERSHIP_REACHES' || !fails(layers, 'ROLE');
}

function countedActions({ permissionSetId }: PermissionRecord, resource: ResourceFacts): readonly Action[] {
  return actionsIn(countingActions(permissionSetId, resource.kind === 'WILDCARD'));
}

function isCovered(permission: PermissionRecord, user: UserFacts, context: WarningContext): boolean {
  const { access, resource, permissions } = context;
  const others = permissions.filter(({ id }) => id !== permission.id);
  const granted = countingActions(permission.permissionSetId, resource.kind === 'WILDCARD');
  const given = permittedActions({ account: access.account, user, resource, permissions: others });
  return (granted & ~given) === 0;
}

/** A group holds what is given to it and to everyone, like a user who is in that group alone. */
function asUser(record: Exclude<DirectoryRecord, { kind: 'TEAM' }>): UserFacts {
  return record.kind === 'USER' ? record : { id: '', active: true, memberships: [], groupIds: [record.id] };
}
