import { expect } from '@jest/globals';
import { z } from 'zod';
import type { Person } from '../mutations/stage/person.js';

const answerSchema = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ extensions: z.looseObject({ code: z.string() }) })).default([]),
});
const payloadSchema = z.looseObject({
  userErrors: z.array(z.object({ code: z.string(), field: z.array(z.string()) })),
  warnings: z.array(z.object({ code: z.string() })),
  revision: z.int().nullable(),
});

/** What came of a change by an administrator. */
export interface Outcome {
  /** `done`, the top-level code, or the user errors with their fields. */
  readonly told: readonly string[];
  readonly warnings: readonly string[];
  /** The user, group, team or account; null when refused. */
  readonly record: unknown;
}

/** An id that the gateway made. */
export function madeId(prefix: string): unknown {
  return expect.stringMatching(new RegExp(`^${prefix}_[0-9a-f]{32}$`));
}

const SHOWN = {
  user: `user { id name kind active userName email externalId version createdAt
    groups { id } memberships { role team { id } } }`,
  group: 'group { id name externalId version members { edges { node { id } } } }',
  team: 'team { id name root version members { edges { node { id } } } }',
  deletedUserId: 'deletedUserId',
  deletedGroupId: 'deletedGroupId',
  deletedTeamId: 'deletedTeamId',
  account: 'account { name permissionSets accessModel residualRead }',
} as const;

const MUTATIONS = {
  createUser: 'user',
  updateUser: 'user',
  changeMemberships: 'user',
  createGroup: 'group',
  updateGroup: 'group',
  changeGroupMembers: 'group',
  createTeam: 'team',
  updateTeam: 'team',
  updateAccount: 'account',
  deleteUser: 'deletedUserId',
  deleteGroup: 'deletedGroupId',
  deleteTeam: 'deletedTeamId',
} as const satisfies Readonly<Record<string, keyof typeof SHOWN>>;
export type Mutation = keyof typeof MUTATIONS;
export const ALL_MUTATIONS = Object.keys(MUTATIONS) as readonly Mutation[];

/** Asks for one change and tells what came of it. */
export async function change(person: Person, mutation: Mutation, input: object): Promise<Outcome> {
  const shown = MUTATIONS[mutation];
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
  const query = `mutation ($input: ${type}) { ${mutation}(input: $input) {
    ${SHOWN[shown]} userErrors { code field } warnings { code } revision } }`;
  const { data, errors } = answerSchema.parse(await person.ask(query, { input }));
  const found = data?.[mutation] ?? null;
  if (found === null)
    return { told: errors.map(({ extensions }) => extensions.code), warnings: [], record: null };
  const payload = payloadSchema.parse(found);
  const refusals = payload.userErrors.map(({ code, field }) => `${code} ${field.join('.')}`);
  return {
    told: refusals.length > 0 ? refusals : ['done'],
    warnings: payload.warnings.map(({ code }) => code),
    record: payload[shown],
  };
}
