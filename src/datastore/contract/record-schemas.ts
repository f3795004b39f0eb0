import { z } from 'zod';
import {
  ACCESS_MODELS,
  PERMISSION_SETS_MODES,
  PERMISSION_SOURCES,
  PLANS,
  PRINCIPAL_TYPES,
} from '../../decision/facts.js';
import { findPermissionSet } from '../../decision/permission-sets.js';
import { ROLES } from '../../decision/roles.js';
import { EARLIEST_TIME } from './account-limits.js';
import { CorruptRecordError } from './errors.js';
import {
  AUDIT_EVENT_KINDS,
  AUDIT_TARGET_KINDS,
  BUILT_IN_GROUPS,
  CLEANING_STEPS,
  INTEGRATION_TYPES,
  USER_KINDS,
} from './records.js';
import type {
  AccessTokenRecord,
  AccountRecord,
  AuditEventRecord,
  DirectoryRecord,
  IntegrationDetails,
  IntegrationRecord,
  KeyedRequest,
  JsonObject,
  PermissionRecord,
  SecretRecord,
} from './records.js';

/**
 * What a stored row must look like. Both engines build a plain value from a row and pass it through here, so that a
 * value nobody knows is an error that names the row, and never a guess.
 */
const text = z.string();
/** In base64url. */
const SHA256_LENGTH = 43;
/** The RBAC id of an integration called `*` would be the wildcard. */
const integrationId = text.refine((id) => id !== '*', 'stands for every integration');
const milliseconds = z.int().min(EARLIEST_TIME);
const revision = z.int().min(0);
const jsonObject = z.custom<JsonObject>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

export const accountSchema: z.ZodType<AccountRecord> = z.object({
  id: text,
  name: text,
  plan: z.enum(PLANS),
  permissionSets: z.enum(PERMISSION_SETS_MODES),
  accessModel: z.enum(ACCESS_MODELS),
  residualRead: z.boolean(),
  rootTeamId: text,
  everyoneGroupId: text,
  administratorsGroupId: text,
  systemIntegrationId: text,
  revision,
  wildcardPermissionsRevision: revision,
  settingsRevision: revision,
  importRevision: revision,
  stamp: text.min(1),
  cursorKey: text.min(1),
  deletions: z.array(
    z.object({
      kind: z.enum(['USER', 'GROUP', 'TEAM']),
      id: text,
      transferTo: z.object({ type: z.enum(PRINCIPAL_TYPES), id: text }).nullable(),
      deletedById: text.nullable(),
      deletedAt: milliseconds,
      reason: text.nullable(),
      step: z.enum(CLEANING_STEPS),
      after: text.exactOptional(),
      lease: z.object({ holder: text, until: milliseconds }).exactOptional(),
    }),
  ),
});

const directoryEntry = { id: text, name: text, createdAt: milliseconds, version: z.int().min(1) };

export const directorySchema: z.ZodType<DirectoryRecord> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('USER'),
    ...directoryEntry,
    userKind: z.enum(USER_KINDS),
    userName: text.nullable(),
    email: text.nullable(),
    externalId: text.nullable(),
    active: z.boolean(),
    memberships: z.array(z.object({ teamId: text, role: z.enum(ROLES) })),
    groupIds: z.array(text),
  }),
  z.object({
    kind: z.literal('GROUP'),
    ...directoryEntry,
    externalId: text.nullable(),
    builtIn: z.enum(BUILT_IN_GROUPS).nullable(),
  }),
  z.object({ kind: z.literal('TEAM'), ...directoryEntry }),
]);

export const secretsSchema: z.ZodType<readonly SecretRecord[]> = z.array(
  z.object({ name: text, setAt: milliseconds, sealed: text }),
);

export const detailsSchema: z.ZodType<IntegrationDetails> = z.object({
  settings: jsonObject,
  secrets: secretsSchema,
});

export const integrationSchema: z.ZodType<IntegrationRecord> = z.object({
  id: integrationId,
  name: text,
  type: z.enum(INTEGRATION_TYPES),
  system: z.boolean(),
  teamIds: z.array(text),
  createdById: text.nullable(),
  createdAt: milliseconds,
  updatedAt: milliseconds,
  version: z.int().min(1),
  permissionsRevision: revision,
  details: detailsSchema.exactOptional(),
});

export const permissionSchema: z.ZodType<PermissionRecord> = z.object({
  id: text,
  rbacId: text,
  principal: z.object({ type: z.enum(PRINCIPAL_TYPES), id: text }),
  permissionSetId: text.refine((id) => findPermissionSet(id) !== undefined, 'not a permission set'),
  source: z.enum(PERMISSION_SOURCES),
  grantedById: text.nullable(),
  grantedAt: milliseconds,
  reason: text.nullable(),
});

export const auditEventSchema: z.ZodType<AuditEventRecord> = z.object({
  id: text,
  at: milliseconds,
  actorId: text.nullable(),
  actorName: text.nullable(),
  kind: z.enum(AUDIT_EVENT_KINDS),
  target: z.object({ kind: z.enum(AUDIT_TARGET_KINDS), subjectId: text, name: text.nullable() }),
  rbacId: text.nullable(),
  accessTokenId: text.nullable(),
  before: jsonObject.nullable(),
  after: jsonObject.nullable(),
  reason: text.nullable(),
  requestId: text,
  revision,
});

export const accessTokenSchema: z.ZodType<AccessTokenRecord> = z.object({
  id: text,
  userId: text,
  name: text,
  tokenHash: text.length(SHA256_LENGTH),
  createdAt: milliseconds,
  expiresAt: milliseconds,
  revoked: z.boolean(),
  lastUsedOn: z.iso.date().nullable(),
});

export const keyedRequestSchema: z.ZodType<KeyedRequest> = z.object({
  requestHash: text,
  keptAt: milliseconds,
  expiresAt: milliseconds,
  outcomes: z.array(z.object({ field: text, revision, concerned: jsonObject })),
});

/** @throws CorruptRecordError naming the row, when it does not have the form of its schema. */
export function parseRow<T>(
  schema: z.ZodType<T>,
  row: { collection: string; id: string; value: unknown },
): T {
  const parsed = schema.safeParse(row.value);
  if (parsed.success) return parsed.data;
  throw new CorruptRecordError({ collection: row.collection, id: row.id }, { cause: parsed.error });
}
