import { createHash } from 'node:crypto';
import type {
  AccessTokenRecord,
  AccountState,
  DirectoryRecord,
  GroupRecord,
  NewAuditEvent,
  PermissionRecord,
  StoredIntegration,
  TeamRecord,
  UserRecord,
} from '../../../src/datastore/contract/records.js';
import { PERMISSION_SETS } from '../../../src/decision/permission-sets.js';
import { WILDCARD_RBAC_ID, rbacIdOf } from '../../../src/decision/rbac-id.js';
import { EVERY_INTEGRATION } from '../../../src/decision/visibility.js';

/** What stands in an account, besides the account itself. */
export interface World {
  readonly directory?: readonly DirectoryRecord[];
  readonly integrations?: readonly StoredIntegration[];
  readonly permissions?: readonly PermissionRecord[];
}

/** Ids of permission sets, for tests that need different ones and not their meaning. */
export const SET_IDS = PERMISSION_SETS.map(({ id }) => id);
export const [FIRST_SET_ID = ''] = SET_IDS;

export const ON_WILDCARD = WILDCARD_RBAC_ID;
export const on = rbacIdOf;

export function accountState(id: string, over: Partial<AccountState> = {}): AccountState {
  return {
    id,
    name: 'Acme',
    plan: 'ENTERPRISE',
    permissionSets: 'ENFORCED',
    accessModel: 'LAYERED',
    residualRead: false,
    rootTeamId: 'team_root',
    everyoneGroupId: 'grp_everyone',
    administratorsGroupId: 'grp_administrators',
    systemIntegrationId: 'int_email',
    ...over,
  };
}

export function user(id: string, over: Partial<UserRecord> = {}): UserRecord {
  return {
    kind: 'USER',
    id,
    name: id,
    createdAt: 1_000,
    version: 1,
    userKind: 'PERSON',
    userName: null,
    email: null,
    externalId: null,
    active: true,
    memberships: [],
    groupIds: [],
    ...over,
  };
}

export function group(id: string, over: Partial<GroupRecord> = {}): GroupRecord {
  return {
    kind: 'GROUP',
    id,
    name: id,
    createdAt: 1_000,
    version: 1,
    externalId: null,
    builtIn: null,
    ...over,
  };
}

export function team(id: string, over: Partial<TeamRecord> = {}): TeamRecord {
  return { kind: 'TEAM', id, name: id, createdAt: 1_000, version: 1, ...over };
}

export function integration(id: string, over: Partial<StoredIntegration> = {}): StoredIntegration {
  return {
    id,
    name: id,
    type: 'SLACK',
    system: false,
    teamIds: [],
    createdById: null,
    createdAt: 1_000,
    updatedAt: 1_000,
    version: 1,
    details: { settings: {}, secrets: [] },
    tokens: [EVERY_INTEGRATION],
    ...over,
  };
}

export function permission(id: string, over: Partial<PermissionRecord> = {}): PermissionRecord {
  return {
    id,
    rbacId: ON_WILDCARD,
    principal: { type: 'USER', id: `usr_of_${id}` },
    permissionSetId: FIRST_SET_ID,
    source: 'GRANTED',
    grantedById: null,
    grantedAt: 1_000,
    reason: null,
    ...over,
  };
}

/** Live until long after the time that tests are played in. */
export function accessToken(id: string, over: Partial<AccessTokenRecord> = {}): AccessTokenRecord {
  return {
    id,
    userId: 'usr_holder',
    name: `Name of ${id}`,
    tokenHash: createHash('sha256').update(id).digest('base64url'),
    createdAt: 1_000,
    expiresAt: 9_000,
    revoked: false,
    lastUsedOn: null,
    ...over,
  };
}

export function auditEvent(id: string, over: Partial<NewAuditEvent> = {}): NewAuditEvent {
  return {
    id,
    at: 1_000,
    actorId: null,
    actorName: null,
    kind: 'PERMISSION_GRANTED',
    target: { kind: 'PERMISSION', subjectId: `pol_of_${id}`, name: null },
    rbacId: null,
    accessTokenId: null,
    before: null,
    after: null,
    reason: null,
    requestId: 'request_0',
    ...over,
  };
}

/** `count` records made from ids that differ in a number; their order by id is that of the numbers. */
export function many<T>(count: number, make: (id: string, at: number) => T, prefix = 'id_'): readonly T[] {
  return Array.from({ length: count }, (_, at) => make(`${prefix}${String(at).padStart(5, '0')}`, at));
}
