/** How much an account may hold, of what and how large; the same for a change and for a file that is imported. */

/** On one RBAC id, the wildcard included. */
export const PERMISSIONS_PER_RBAC_ID = 200;
export const TEAMS_PER_INTEGRATION = 20;
export const TEAMS_PER_USER = 50;
export const GROUPS_PER_USER = 200;
/** Deleted users, groups and teams of an account that wait for their clean-up. */
export const PENDING_DELETIONS = 1_000;

/** Neither revoked nor expired. */
export const LIVE_ACCESS_TOKENS_PER_USER = 20;
/** How long one is good, in days. */
export const ACCESS_TOKEN_DAYS = { min: 1, max: 365, default: 90 } as const;

/** In code points, like all lengths of texts. */
export const NAME_LENGTH = { min: 1, max: 200 } as const;
export const EMAIL_LENGTH = { min: 1, max: 320 } as const;
/** Of an address that is set by the API; files of earlier versions may hold others. */
export const NEW_EMAIL_LENGTH = { min: 3, max: 254 } as const;
export const REASON_LENGTH = { min: 0, max: 1_000 } as const;

/** Of settings and of secrets, each in bytes of UTF-8 as JSON. */
export const JSON_BYTES = 16 * 1024;
/** Deeper values end the walks over them, ours and those of the platform, with an overflow of the stack. */
export const JSON_DEPTH = 500;

/** What the API shows as `Int`: versions and revisions. */
export const MAX_INT = 2_147_483_647;

/** The years 0001 to 9999 in UTC, in milliseconds since 1970. */
export const EARLIEST_TIME = Date.parse('0001-01-01T00:00:00.000Z');
export const LATEST_TIME = Date.parse('9999-12-31T23:59:59.999Z');
