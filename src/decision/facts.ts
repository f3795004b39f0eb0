import type { Action } from './actions.js';
import type { Role } from './roles.js';

export const PLANS = ['STANDARD', 'ENTERPRISE'] as const;
export type Plan = (typeof PLANS)[number];

export const PERMISSION_SETS_MODES = ['OFF', 'SHADOW', 'ENFORCED'] as const;
export type PermissionSetsMode = (typeof PERMISSION_SETS_MODES)[number];

export const ACCESS_MODELS = ['LAYERED', 'GRANTS_ONLY'] as const;
export type AccessModel = (typeof ACCESS_MODELS)[number];

export const PRINCIPAL_TYPES = ['USER', 'GROUP'] as const;
export type PrincipalType = (typeof PRINCIPAL_TYPES)[number];

export const PERMISSION_SOURCES = ['GRANTED', 'AUTOMATIC', 'SYSTEM'] as const;
/** How a permission came to be: by a person, with the creation of its integration, or with the account. */
export type PermissionSource = (typeof PERMISSION_SOURCES)[number];

/** The settings of an account and the ids of what every account has (section 2). */
export interface AccountFacts {
  readonly plan: Plan;
  readonly permissionSets: PermissionSetsMode;
  readonly accessModel: AccessModel;
  readonly residualRead: boolean;
  readonly rootTeamId: string;
  readonly everyoneGroupId: string;
  readonly administratorsGroupId: string;
}

/** A user holds at most one role in each team. */
export interface MembershipFact {
  readonly teamId: string;
  readonly role: Role;
}

export interface UserFacts {
  readonly id: string;
  readonly active: boolean;
  readonly memberships: readonly MembershipFact[];
  /** The groups that list the user; EVERYONE is implicit and need not be among them. */
  readonly groupIds: readonly string[];
}

export interface IntegrationFacts {
  readonly kind: 'INTEGRATION';
  readonly id: string;
  readonly system: boolean;
  /** Never the root team, which holds every integration without being listed. */
  readonly teamIds: readonly string[];
  readonly createdById: string | null;
}

/** Every integration, also future ones [V13]; itself none, so it is in no team. */
export interface WildcardFacts {
  readonly kind: 'WILDCARD';
  readonly system: false;
  readonly teamIds: readonly string[];
}

export const WILDCARD: WildcardFacts = { kind: 'WILDCARD', system: false, teamIds: [] };

export type ResourceFacts = IntegrationFacts | WildcardFacts;

export interface Principal {
  readonly type: PrincipalType;
  readonly id: string;
}

/** A grant: principal, permission set and where it stands [U24, V12]. */
export interface PermissionFact {
  readonly id: string;
  readonly rbacId: string;
  readonly principal: Principal;
  readonly permissionSetId: string;
  readonly source: PermissionSource;
}

/** A question about each of the actions at once. */
export type Situation = Omit<Question, 'action'>;

/**
 * Everything one decision looks at. `permissions` must hold at least those on the resource's RBAC id and on the
 * wildcard that the user's principals hold; others, duplicates and any order change no answer.
 */
export interface Question {
  readonly account: AccountFacts;
  readonly user: UserFacts;
  readonly action: Action;
  readonly resource: ResourceFacts;
  readonly permissions: readonly PermissionFact[];
}

/** Permissions count only on the Enterprise plan with enforcement on [U1, V2]. */
export function isEnforced(account: Pick<AccountFacts, 'plan' | 'permissionSets'>): boolean {
  return account.plan === 'ENTERPRISE' && account.permissionSets === 'ENFORCED';
}

/** Member of the Administrators group, or Administrator on the root team, in both access models [U4, V10]. */
export function isAdministrator(account: AccountFacts, user: UserFacts): boolean {
  return user.groupIds.includes(account.administratorsGroupId) || holdsRootAdministrator(account, user);
}

export function holdsRootAdministrator(account: AccountFacts, user: UserFacts): boolean {
  return user.memberships.some(
    ({ teamId, role }) => role === 'ADMINISTRATOR' && teamId === account.rootTeamId,
  );
}

/** Whether a permission given to `principal` is one of the user's: directly, through a group, or as everyone. */
export function isPrincipalOf(account: AccountFacts, user: UserFacts, principal: Principal): boolean {
  if (principal.type === 'USER') return principal.id === user.id;
  return principal.id === account.everyoneGroupId || user.groupIds.includes(principal.id);
}

/** The principals whose permissions the user holds. */
export function principalsOf(account: AccountFacts, user: UserFacts): Principal[] {
  const groupIds = new Set([account.everyoneGroupId, ...user.groupIds]);
  return [{ type: 'USER', id: user.id }, ...[...groupIds].map((id) => ({ type: 'GROUP', id }) as const)];
}
