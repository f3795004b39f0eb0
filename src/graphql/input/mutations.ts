import { z } from 'zod';
import { INTEGRATION_TYPES } from '../../datastore/contract/records.js';
import { PRINCIPAL_TYPES } from '../../decision/facts.js';
import { newSecrets, secretChanges, settings } from './json.js';
import { rbacId } from './rbac-id.js';
import { id, name, reason } from './text.js';

/** A Save holds at most this many adds, and as many removes. */
export const MAX_CHANGES = 100;

export const principal = z.object({ type: z.enum(PRINCIPAL_TYPES), id });
const grant = z.object({ principal, permissionSetId: id });
const flag = z.boolean().default(false);
const revision = z.int().min(0);
/** Far more than may hold an integration, which is a refusal of its own; this only bounds the work. */
const MAX_TEAM_IDS = 1000;
const teamIds = z.array(id).max(MAX_TEAM_IDS, `must be at most ${MAX_TEAM_IDS}`);
const TOO_MANY = `must be at most ${MAX_CHANGES} at once`;

export const grantPermissionInput = z.object({
  input: grant.extend({ rbacId, reason: reason.exactOptional() }),
});

export const revokePermissionInput = z.object({
  input: z.object({
    permissionId: id,
    reason: reason.exactOptional(),
    allowOrphan: flag,
    allowSelfLockout: flag,
  }),
});

export const changePermissionsInput = z.object({
  input: z.object({
    rbacId,
    add: z.array(grant).max(MAX_CHANGES, TOO_MANY).default([]),
    remove: z.array(id).max(MAX_CHANGES, TOO_MANY).default([]),
    reason: reason.exactOptional(),
    expectedRevision: revision.exactOptional(),
    allowOrphan: flag,
    allowSelfLockout: flag,
    dryRun: flag,
  }),
});

export const createIntegrationInput = z.object({
  input: z.object({
    name,
    type: z.enum(INTEGRATION_TYPES),
    teamIds: teamIds.exactOptional(),
    settings: settings.default({}),
    secrets: newSecrets.default({}),
  }),
});

export const updateIntegrationInput = z.object({
  input: z.object({
    id,
    name: name.exactOptional(),
    teamIds: teamIds.exactOptional(),
    settings: settings.exactOptional(),
    secrets: secretChanges.exactOptional(),
    expectedVersion: z.int().exactOptional(),
    allowSelfLockout: flag,
  }),
});

export const deleteIntegrationInput = z.object({ input: z.object({ id }) });
