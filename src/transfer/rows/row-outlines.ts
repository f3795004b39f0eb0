import { z } from 'zod';
import { PERMISSION_SOURCES, PRINCIPAL_TYPES } from '../../decision/facts.js';
import { ROLES } from '../../decision/roles.js';
import { BUILT_IN_GROUPS, INTEGRATION_TYPES } from '../../datastore/contract/records.js';
import { id, oneOf, rbacId } from './values.js';

/**
 * What rows tell each other, taken from a row with mistakes: every part that is right is kept and the others are null,
 * so that one mistake neither hides another nor makes rows that refer to this one look wrong.
 */
const idOrNull = orNull(id);
const idsOrNull = z.array(idOrNull).catch([]);

const teamOutline = z.object({ id: idOrNull, root: orNull(z.boolean()) });

const userOutline = z.object({
  id: idOrNull,
  userName: orNull(z.string()),
  memberships: z
    .array(z.object({ teamId: idOrNull, role: orNull(oneOf(ROLES)) }).catch({ teamId: null, role: null }))
    .catch([]),
});

const groupOutline = z.object({ id: idOrNull, builtIn: orNull(oneOf(BUILT_IN_GROUPS)) });

const integrationOutline = z.object({
  id: idOrNull,
  type: orNull(oneOf(INTEGRATION_TYPES)),
  system: orNull(z.boolean()),
  teamIds: idsOrNull,
  createdById: idOrNull,
});

const permissionOutline = z.object({
  id: idOrNull,
  rbacId: orNull(rbacId),
  principal: z.object({ type: orNull(oneOf(PRINCIPAL_TYPES)), id: idOrNull }).catch({ type: null, id: null }),
  permissionSetId: orNull(z.string()),
  source: orNull(oneOf(PERMISSION_SOURCES)),
});

export const ROW_OUTLINES = {
  teams: teamOutline,
  users: userOutline,
  groups: groupOutline,
  integrations: integrationOutline,
  permissions: permissionOutline,
} as const;

function orNull<T>(schema: z.ZodType<T>) {
  return schema.nullish().catch(null);
}
