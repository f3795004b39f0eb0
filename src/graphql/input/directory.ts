import { z } from 'zod';
import { NAME_LENGTH, NEW_EMAIL_LENGTH } from '../../datastore/contract/account-limits.js';
import { USER_KINDS } from '../../datastore/contract/records.js';
import { ACCESS_MODELS, PERMISSION_SETS_MODES } from '../../decision/facts.js';
import { ROLES } from '../../decision/roles.js';
import type { InputCheck } from '../guard/guarded.js';
import { parseInput } from './parse-input.js';
import { principal } from './mutations.js';
import { id, name, newId, reason, textOf } from './text.js';

/** A list of ids or memberships holds at most this many, each counted once. */
export const MAX_LISTED = 100;

const TOO_MANY = `must be at most ${MAX_LISTED} at once`;

const ids = z
  .array(id)
  .transform((given) => [...new Set(given)])
  .refine((given) => given.length <= MAX_LISTED, TOO_MANY);

const memberships = z
  .array(z.object({ teamId: id, role: z.enum(ROLES) }))
  .transform((given) => given.filter((each, at) => given.findIndex((other) => isSame(each, other)) === at))
  .refine((given) => given.length <= MAX_LISTED, TOO_MANY)
  .refine((given) => isDistinct(given.map(({ teamId }) => teamId)), 'must name one role for each team');

interface Membership {
  readonly teamId: string;
  readonly role: string;
}

function isSame(a: Membership, b: Membership): boolean {
  return a.teamId === b.teamId && a.role === b.role;
}

function isDistinct(given: readonly string[]): boolean {
  return new Set(given).size === given.length;
}

/** Refuses what names the same in two lists that contradict each other. */
const apart = (a: readonly string[], b: readonly string[]): boolean => isDistinct([...a, ...b]);

const userName = textOf(NAME_LENGTH);
const externalId = textOf(NAME_LENGTH);
const email = textOf(NEW_EMAIL_LENGTH);
const flag = z.boolean().default(false);
const common = { reason: reason.nullable().default(null) };
const seen = { ...common, expectedVersion: z.int().exactOptional() };

/** Null clears these, where they can be changed. */
const CLEARED = ['userName', 'email', 'externalId'];

/** The arguments of a mutation as they must be; also for the guard, since bad input answers before a refusal. */
function input<T>(fields: z.ZodType<T>): InputCheck & ((parent: unknown, args: unknown) => T) {
  const schema = z.object({ input: fields });
  return (_parent: unknown, args: unknown) => parseInput(schema, args, CLEARED).input;
}

export const createGroupInput = input(
  z.object({
    id: newId.exactOptional(),
    name,
    externalId: externalId.nullable().default(null),
    memberIds: ids.default([]),
    ...common,
  }),
);

export const updateGroupInput = input(
  z.object({ id, name: name.exactOptional(), externalId: externalId.nullable().exactOptional(), ...seen }),
);

export const changeGroupMembersInput = input(
  z
    .object({
      groupId: id,
      add: ids.default([]),
      remove: ids.default([]),
      allowSelfLockout: flag,
      ...common,
    })
    .refine(({ add, remove }) => apart(add, remove), {
      path: ['remove'],
      message: 'must name nobody who is added',
    }),
);

export const createTeamInput = input(z.object({ id: newId.exactOptional(), name, ...common }));

export const updateTeamInput = input(z.object({ id, name: name.exactOptional(), ...seen }));

export const createUserInput = input(
  z.object({
    id: newId.exactOptional(),
    name,
    kind: z.enum(USER_KINDS).default('PERSON'),
    userName: userName.nullable().default(null),
    email: email.nullable().default(null),
    externalId: externalId.nullable().default(null),
    active: z.boolean().default(true),
    memberships: memberships.default([]),
    groupIds: ids.default([]),
    ...common,
  }),
);

export const updateUserInput = input(
  z.object({
    id,
    name: name.exactOptional(),
    userName: userName.nullable().exactOptional(),
    email: email.nullable().exactOptional(),
    externalId: externalId.nullable().exactOptional(),
    active: z.boolean().exactOptional(),
    allowSelfLockout: flag,
    ...seen,
  }),
);

export const changeMembershipsInput = input(
  z
    .object({
      userId: id,
      set: memberships.default([]),
      remove: ids.default([]),
      allowSelfLockout: flag,
      ...seen,
    })
    .refine(
      ({ set, remove }) =>
        apart(
          set.map(({ teamId }) => teamId),
          remove,
        ),
      {
        path: ['remove'],
        message: 'must name no team that is set',
      },
    ),
);

export const updateAccountInput = input(
  z.object({
    name: name.exactOptional(),
    permissionSets: z.enum(PERMISSION_SETS_MODES).exactOptional(),
    accessModel: z.enum(ACCESS_MODELS).exactOptional(),
    residualRead: z.boolean().exactOptional(),
    expectedRevision: z.int().min(0).exactOptional(),
    ...common,
  }),
);

const deletion = { id, ...seen };

export const deleteGroupInput = input(z.object(deletion));

export const deleteTeamInput = input(z.object(deletion));

export const deleteUserInput = input(
  z
    .object({ ...deletion, transferTo: principal.exactOptional() })
    .refine(({ transferTo, ...deleted }) => transferTo?.type !== 'USER' || transferTo.id !== deleted.id, {
      path: ['transferTo'],
      message: 'must be somebody else than the user',
    }),
);

/** What names one user, group or team. */
export const directoryIdInput = z.object({ id });
