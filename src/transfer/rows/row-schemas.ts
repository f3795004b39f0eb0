import { z } from 'zod';
import {
  ACCESS_MODELS,
  PERMISSION_SETS_MODES,
  PERMISSION_SOURCES,
  PLANS,
  PRINCIPAL_TYPES,
} from '../../decision/facts.js';
import { PERMISSION_SETS } from '../../decision/permission-sets.js';
import { ROLES } from '../../decision/roles.js';
import { EMAIL_LENGTH, NAME_LENGTH, REASON_LENGTH } from '../../datastore/contract/account-limits.js';
import { BUILT_IN_GROUPS, INTEGRATION_TYPES, USER_KINDS } from '../../datastore/contract/records.js';
import {
  anyText,
  flag,
  id,
  instant,
  listOf,
  name,
  objectOf,
  oneOf,
  rbacId,
  secrets,
  settings,
  text,
  version,
} from './values.js';

/** The rows of a file as they stand in it. What may be left out or null says so. */
export const accountRow = objectOf({
  id,
  name,
  plan: oneOf(PLANS),
  permissionSets: oneOf(PERMISSION_SETS_MODES),
  accessModel: oneOf(ACCESS_MODELS),
  residualRead: flag.default(false),
});
export type AccountRow = z.output<typeof accountRow>;

/** Times and versions that an export adds. */
const written = { createdAt: instant.optional(), version: version.default(1) };

const teamRow = objectOf({ id, name, root: flag.default(false), ...written });

const userRow = objectOf({
  id,
  name,
  kind: oneOf(USER_KINDS).default('PERSON'),
  userName: text(NAME_LENGTH).nullish(),
  email: text(EMAIL_LENGTH).nullish(),
  externalId: text(NAME_LENGTH).nullish(),
  active: flag.default(true),
  memberships: listOf(objectOf({ teamId: id, role: oneOf(ROLES) })).default([]),
  ...written,
});

/** `memberIds` is empty here: its elements are read one by one. */
const groupRow = objectOf({
  id,
  name,
  externalId: text(NAME_LENGTH).nullish(),
  builtIn: oneOf(BUILT_IN_GROUPS).nullish(),
  memberIds: listOf(id).default([]),
  ...written,
});

/** A secret as an export holds it. */
const sealedSecret = objectOf({ name, setAt: instant, sealed: anyText });

const integrationRow = objectOf({
  id,
  name,
  type: oneOf(INTEGRATION_TYPES),
  system: flag.default(false),
  teamIds: listOf(id).default([]),
  createdById: id.nullish(),
  ...written,
  updatedAt: instant.optional(),
  settings: settings.default({}),
  secrets: secrets.optional(),
  sealedSecrets: listOf(sealedSecret).optional(),
});
export type IntegrationRow = z.output<typeof integrationRow>;

const permissionRow = objectOf({
  id,
  rbacId,
  principal: objectOf({ type: oneOf(PRINCIPAL_TYPES), id }),
  permissionSetId: z.enum(
    PERMISSION_SETS.map((set) => set.id),
    {
      error: `must be the id of a permission set: ${PERMISSION_SETS.map((set) => `${set.id} (${set.name})`).join(', ')}`,
    },
  ),
  source: oneOf(PERMISSION_SOURCES).default('GRANTED'),
  grantedBy: id.nullish(),
  grantedAt: instant.optional(),
  reason: text(REASON_LENGTH).nullish(),
});

export const ROW_SCHEMAS = {
  teams: teamRow,
  users: userRow,
  groups: groupRow,
  integrations: integrationRow,
  permissions: permissionRow,
} as const;
