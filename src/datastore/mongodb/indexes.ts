import type { Collections } from './collections.js';

export type IndexKey = Readonly<Record<string, 1>>;

/**
 * Every index there is. A page is a range of one of them: what it filters by comes first, by equality, and the sort
 * key last, so that MongoDB reads rows in their order and stops at the end of the page.
 */

/** The two lists of integrations. Up to 200 tokens are merged in sort order; above, MongoDB would sort all rows. */
export const INTEGRATIONS_BY_TOKEN = { generation: 1, tokens: 1, sortKey: 1 } as const;
export const INTEGRATIONS_BY_TYPE_AND_TOKEN = { generation: 1, type: 1, tokens: 1, sortKey: 1 } as const;

export const DIRECTORY_BY_KIND = { generation: 1, kind: 1, sortKey: 1 } as const;
/** `memberOf` and `listedIn` hold the generation: so the planner has this one index to choose from and no other. */
export const DIRECTORY_BY_GROUP = { memberOf: 1, sortKey: 1 } as const;

/** No two users of an account have one name, whichever process writes them. */
export const DIRECTORY_BY_USER_NAME = { generation: 1, foldedUserName: 1 } as const;

export const PERMISSIONS_BY_LIST = { listedIn: 1, sortKey: 1 } as const;
export const PERMISSIONS_BY_RBAC_ID = { generation: 1, rbacId: 1, sortKey: 1 } as const;
/** The same grant cannot stand twice, whichever process writes it. */
export const PERMISSIONS_UNIQUE = { generation: 1, rbacId: 1, principal: 1, permissionSetId: 1 } as const;

export const AUDIT_EVENTS = { accountId: 1, sortKey: 1 } as const;
export const AUDIT_EVENTS_BY_RBAC_ID = { accountId: 1, rbacId: 1, sortKey: 1 } as const;
export const AUDIT_EVENTS_BY_ACTOR = { accountId: 1, actorId: 1, sortKey: 1 } as const;
export const AUDIT_EVENTS_BY_RBAC_ID_AND_ACTOR = {
  accountId: 1,
  rbacId: 1,
  actorId: 1,
  sortKey: 1,
} as const;

export const AUDIT_EVENTS_BY_TIME = { accountId: 1, sortKey: 1, at: 1 } as const;
export const AUDIT_EVENTS_BY_TARGET_KIND = { accountId: 1, targetKind: 1, sortKey: 1 } as const;
export const AUDIT_EVENTS_BY_TARGET = { accountId: 1, targetId: 1, sortKey: 1 } as const;

const ACCESS_TOKENS_BY_HOLDER = { holder: 1 } as const;
const ACCESS_TOKENS_BY_LIST = { listedIn: 1, sortKey: 1 } as const;
export const LIVE_ACCESS_TOKENS = { listedIn: 1, expiresAt: 1 } as const;

export const CHANGES = { accountId: 1, revision: 1 } as const;
/** Rows of changes are removed a day after they were written. */
const CHANGES_BY_AGE = { at: 1 } as const;
const DAY_IN_SECONDS = 86_400;

export interface IndexDefinition {
  readonly key: IndexKey;
  readonly unique?: true;
  /** The documents it holds; absent: all. */
  readonly partialFilterExpression?: Readonly<Record<string, { readonly $type: string }>>;
  /** MongoDB removes a document so many seconds after the time that the one field of the key holds. */
  readonly expireAfterSeconds?: number;
}

export const INDEXES: Readonly<Record<keyof Collections, readonly IndexDefinition[]>> = {
  accounts: [],
  directory: [
    { key: DIRECTORY_BY_KIND },
    { key: DIRECTORY_BY_GROUP },
    {
      key: DIRECTORY_BY_USER_NAME,
      unique: true,
      partialFilterExpression: { foldedUserName: { $type: 'string' } },
    },
  ],
  integrations: [{ key: INTEGRATIONS_BY_TOKEN }, { key: INTEGRATIONS_BY_TYPE_AND_TOKEN }],
  permissions: [
    { key: PERMISSIONS_BY_LIST },
    { key: PERMISSIONS_BY_RBAC_ID },
    { key: PERMISSIONS_UNIQUE, unique: true },
  ],
  auditEvents: [
    { key: AUDIT_EVENTS },
    { key: AUDIT_EVENTS_BY_RBAC_ID },
    { key: AUDIT_EVENTS_BY_ACTOR },
    { key: AUDIT_EVENTS_BY_RBAC_ID_AND_ACTOR },
    { key: AUDIT_EVENTS_BY_TIME },
    { key: AUDIT_EVENTS_BY_TARGET_KIND },
    { key: AUDIT_EVENTS_BY_TARGET },
  ],
  accessTokens: [
    { key: ACCESS_TOKENS_BY_HOLDER },
    { key: ACCESS_TOKENS_BY_LIST },
    { key: LIVE_ACCESS_TOKENS },
  ],
  keyedRequests: [{ key: { expiresAt: 1 }, expireAfterSeconds: 0 }],
  changes: [{ key: CHANGES }, { key: CHANGES_BY_AGE, expireAfterSeconds: DAY_IN_SECONDS }],
  generations: [],
  layout: [],
};
