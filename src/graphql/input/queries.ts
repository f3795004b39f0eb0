import { z } from 'zod';
import { AUDIT_TARGET_KINDS, INTEGRATION_TYPES } from '../../datastore/contract/records.js';
import { ACTIONS } from '../../decision/actions.js';
import type { Action } from '../../decision/actions.js';
import { WILDCARD_RBAC_ID } from '../../decision/rbac-id.js';
import { pageShape } from './page.js';
import { rbacId } from './rbac-id.js';
import { id, search } from './text.js';

/** At most this many questions about rights are answered at once. */
export const MAX_CHECKS = 100;

/** At most this many integrations are asked for by id at once. */
export const MAX_IDS = 100;

/** The actions that exist on the wildcard. */
export const WILDCARD_ACTIONS: readonly Action[] = ['CREATE', 'MANAGE_PERMISSIONS'];

export const integrationInput = z.object({ id });

export const integrationsByIdInput = z.object({
  ids: z.array(id).max(MAX_IDS, `must be at most ${MAX_IDS} at once`),
});

export const integrationListInput = z.object({
  ...pageShape,
  search: search.exactOptional(),
  type: z.enum(INTEGRATION_TYPES).exactOptional(),
  withoutOwner: z.boolean().default(false),
});

export const permissionListInput = z.object({
  ...pageShape,
  rbacId,
  includeWildcard: z.boolean().default(false),
});

export const effectiveRightsInput = z.object({ rbacId, userId: id.exactOptional() });

const onWildcardOnlyWhatExists = (asked: { readonly rbacId: string; readonly action: Action }) =>
  asked.rbacId !== WILDCARD_RBAC_ID || WILDCARD_ACTIONS.includes(asked.action);
const NO_SUCH_ACTION = {
  path: ['action'],
  message: `on ${WILDCARD_RBAC_ID} must be ${WILDCARD_ACTIONS.join(' or ')}`,
};

const check = z
  .object({ rbacId, action: z.enum(ACTIONS), userId: id.nullish() })
  .refine(onWildcardOnlyWhatExists, NO_SUCH_ACTION);

export const checkRightsInput = z.object({
  checks: z.array(check).max(MAX_CHECKS, `must be at most ${MAX_CHECKS} at once`),
});

export const whoCanInput = z
  .object({ ...pageShape, rbacId, action: z.enum(ACTIONS) })
  .refine(onWildcardOnlyWhatExists, NO_SUCH_ACTION);

/** A point in time, as milliseconds. */
const moment = z.date().transform((date) => date.getTime());

export const auditInput = z.object({
  ...pageShape,
  rbacId: rbacId.exactOptional(),
  actorId: id.exactOptional(),
  targetKind: z.enum(AUDIT_TARGET_KINDS).exactOptional(),
  targetId: id.exactOptional(),
  from: moment.exactOptional(),
  to: moment.exactOptional(),
});
