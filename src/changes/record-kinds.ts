import {
  accessTokenForm,
  accountForm,
  groupForm,
  integrationForm,
  permissionForm,
  teamForm,
  userForm,
} from '../datastore/contract/record-forms.js';
import type { TouchedRecord } from '../datastore/contract/datastore.js';
import type {
  AccessTokenRecord,
  AccountState,
  AuditEventKind,
  DetailedIntegration,
  GroupRecord,
  JsonObject,
  PermissionRecord,
  TeamRecord,
  UserRecord,
} from '../datastore/contract/records.js';
import { rbacIdOf } from '../decision/rbac-id.js';

/** What a change is made of. Each record changed is one event of the audit trail. */
export interface ChangedRecords {
  readonly ACCOUNT: AccountState;
  readonly USER: UserRecord;
  readonly GROUP: GroupRecord;
  readonly TEAM: TeamRecord;
  readonly INTEGRATION: DetailedIntegration;
  readonly PERMISSION: PermissionRecord;
  readonly ACCESS_TOKEN: AccessTokenRecord;
}
export type RecordKind = keyof ChangedRecords;

export type ChangeKind = 'created' | 'updated' | 'removed';

export interface RecordRules<T> {
  /** Undefined: that never happens to such a record in a change. */
  readonly events: Readonly<Record<ChangeKind, AuditEventKind | undefined>>;
  /** The whole state, as `before` and `after` of an event show it. Never a secret. */
  readonly form: (record: T, account: AccountState) => JsonObject;
  /** What it is called; null where it has no name. */
  readonly name: (record: T) => string | null;
  /** What differs when a record is another, new or gone. */
  readonly touched: (record: T, what: ChangeKind) => readonly TouchedRecord[];
  /** The RBAC id that it is about. */
  readonly rbacId: (record: T) => string | null;
  /** The record as a change leaves it that made `after` of `before`. */
  readonly revised: (change: { readonly before: T; readonly after: T; readonly at: number }) => T;
}

const noRbacId = (): null => null;

const asGiven = <T>({ after }: { readonly after: T }): T => after;

const nameOf = ({ name }: { readonly name: string }): string => name;

/** With a principal that goes, everything goes that it holds; a new one may have the id of one that is gone. */
function touchedPrincipal(
  { kind, id }: UserRecord | GroupRecord,
  what: ChangeKind,
): readonly TouchedRecord[] {
  const held = { kind: 'HELD_BY', principal: { type: kind, id } } as const;
  return [{ kind, id }, ...(what === 'updated' ? [] : [held])];
}

/** One version more than before. */
function inNextVersion<T extends { readonly version: number }>(change: {
  readonly before: T;
  readonly after: T;
}): T {
  return { ...change.after, version: change.before.version + 1 };
}

/** How each kind of record is told and revised. */
export const RECORD_RULES: { readonly [K in RecordKind]: RecordRules<ChangedRecords[K]> } = {
  ACCOUNT: {
    events: { created: 'ACCOUNT_CREATED', updated: 'ACCOUNT_UPDATED', removed: undefined },
    form: (account) => accountForm(account),
    touched: () => [{ kind: 'ACCOUNT' }],
    name: nameOf,
    rbacId: noRbacId,
    revised: asGiven,
  },
  USER: {
    events: { created: 'USER_CREATED', updated: 'USER_UPDATED', removed: 'USER_DELETED' },
    form: (user) => ({ ...userForm(user), groupIds: user.groupIds }),
    touched: touchedPrincipal,
    name: nameOf,
    rbacId: noRbacId,
    revised: inNextVersion,
  },
  GROUP: {
    events: { created: 'GROUP_CREATED', updated: 'GROUP_UPDATED', removed: 'GROUP_DELETED' },
    form: (group) => groupForm(group),
    touched: touchedPrincipal,
    name: nameOf,
    rbacId: noRbacId,
    revised: inNextVersion,
  },
  TEAM: {
    events: { created: 'TEAM_CREATED', updated: 'TEAM_UPDATED', removed: 'TEAM_DELETED' },
    form: (team, account) => teamForm(team, account),
    touched: ({ kind, id }, what) => [
      { kind, id },
      ...(what === 'updated' ? [] : [{ kind: 'SCOPE_OF', teamId: id } as const]),
    ],
    name: nameOf,
    rbacId: noRbacId,
    revised: inNextVersion,
  },
  INTEGRATION: {
    events: {
      created: 'INTEGRATION_CREATED',
      updated: 'INTEGRATION_UPDATED',
      removed: 'INTEGRATION_DELETED',
    },
    form: (integration) => ({
      ...integrationForm(integration),
      settings: integration.details.settings,
      secretNames: integration.details.secrets.map(({ name }) => name),
    }),
    touched: ({ id }) => [{ kind: 'INTEGRATION', id }],
    name: nameOf,
    rbacId: ({ id }) => rbacIdOf(id),
    revised: ({ before, after, at }) => inNextVersion({ before, after: { ...after, updatedAt: at } }),
  },
  PERMISSION: {
    events: { created: 'PERMISSION_GRANTED', updated: undefined, removed: 'PERMISSION_REVOKED' },
    form: (permission) => permissionForm(permission),
    touched: ({ rbacId, principal }) => [{ kind: 'PERMISSION', rbacId, principal }],
    name: () => null,
    rbacId: ({ rbacId }) => rbacId,
    revised: asGiven,
  },
  ACCESS_TOKEN: {
    events: { created: 'ACCESS_TOKEN_CREATED', updated: undefined, removed: 'ACCESS_TOKEN_REVOKED' },
    form: (token) => accessTokenForm(token),
    touched: ({ id }) => [{ kind: 'ACCESS_TOKEN', id }],
    name: nameOf,
    rbacId: noRbacId,
    revised: asGiven,
  },
};
