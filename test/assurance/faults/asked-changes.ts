import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { z } from 'zod';
import { PERMISSION_SETS } from '../../../src/decision/permission-sets.js';
import { postOf, sendRaw } from '../../support/raw-request.js';
import { OBSERVER } from '../worlds/observed.js';
import type { AskedChange } from './whole.js';

/** A mutation of an administrator on what the company had at first, some of which may be gone by now. */
export interface Mutation {
  readonly text: string;
}

const INTEGRATIONS = ['int_pd', 'int_both', 'int_ops'] as const;
const PERMISSIONS = ['pol_owner', 'pol_edit', 'pol_create', 'pol_bo', 'pol_crew'] as const;
/** Stands for one that no other change gives, so that an update always changes something. */
const NEW_NAME = 'new name';
const PRINCIPALS = [
  '{ type: USER, id: "usr_mia" }',
  '{ type: USER, id: "usr_bo" }',
  '{ type: GROUP, id: "grp_crew" }',
] as const;

/** Grants, revokes, Saves, new teams, creations and deletions. */
export function mutations(): fc.Arbitrary<Mutation> {
  const integration = fc.constantFrom(...INTEGRATIONS);
  const rbacId = fc.constantFrom('*', ...INTEGRATIONS).map((id) => `data_providers.${id}`);
  const grant = fc
    .record({
      principal: fc.constantFrom(...PRINCIPALS),
      set: fc.constantFrom(...PERMISSION_SETS.map(({ id }) => id)),
    })
    .map(({ principal, set }) => `principal: ${principal}, permissionSetId: "${set}"`);
  const removed = fc.subarray([...PERMISSIONS], { maxLength: 2 }).map((ids) => JSON.stringify(ids));
  const teams = fc.subarray(['team_pay', 'team_ops']).map((ids) => JSON.stringify(ids));
  const texts = fc.oneof(
    fc.tuple(rbacId, grant).map(([on, given]) => `grantPermission(input: { rbacId: "${on}", ${given} })`),
    fc
      .constantFrom(...PERMISSIONS)
      .map((id) => `revokePermission(input: { permissionId: "${id}", allowOrphan: true })`),
    fc.tuple(rbacId, fc.uniqueArray(grant, { maxLength: 3 }), removed).map(
      ([
        on,
        add,
        remove,
      ]) => `changePermissions(input: { rbacId: "${on}", allowOrphan: true, remove: ${remove},
          add: [${add.map((each) => `{ ${each} }`).join()}] })`,
    ),
    fc
      .tuple(integration, teams)
      .map(
        ([id, teamIds]) =>
          `updateIntegration(input: { id: "${id}", teamIds: ${teamIds}, name: "${NEW_NAME}" })`,
      ),
    teams.map((teamIds) => `createIntegration(input: { name: "New", type: SLACK, teamIds: ${teamIds} })`),
    integration.map((id) => `deleteIntegration(input: { id: "${id}" })`),
  );
  return texts.map((text) => {
    const fields = /^(grant|revoke|change)P/.test(text) ? 'revision changes { outcome }' : 'revision';
    return { text: `mutation { changed: ${text} { ${fields} userErrors { code } } }` };
  });
}

export interface AskedOf {
  readonly url: string;
  /** Of the administrator. */
  readonly token: string;
}

const changed = z
  .object({
    revision: z.int().nullable(),
    changes: z.array(z.object({ outcome: z.string() })).optional(),
  })
  // One that changed nothing tells the revision that it saw.
  .transform(({ revision, changes = [{ outcome: 'CREATED' }] }) =>
    changes.some(({ outcome }) => outcome === 'CREATED' || outcome === 'REMOVED') ? revision : null,
  );
const answer = z.object({
  data: z.object({ changed: changed.nullable() }).nullish(),
  errors: z.array(z.object({ extensions: z.object({ code: z.string() }) })).optional(),
});

/** What may stand in the way of a mutation here, other than trouble: what it names is gone. */
const EXPECTED = new Set(['NOT_FOUND']);

/** The status of an answer with such a code alone, and what that says of a change. */
const LOST: ReadonlyMap<string, Pick<AskedChange, 'mayBeMade'> & { readonly status: number }> = new Map([
  ['SERVICE_UNAVAILABLE', { status: 503, mayBeMade: false }],
  ['OVERLOADED', { status: 503, mayBeMade: false }],
  ['OUTCOME_UNKNOWN', { status: 503, mayBeMade: true }],
  // Of one that found everything as asked this is said as well.
  ['PAYLOAD_UNAVAILABLE', { status: 200, mayBeMade: true }],
]);

/**
 * Sends a mutation. Undefined when it changed nothing and said so: refused by the rules, or everything was as asked.
 * An error that is not about availability fails the test.
 */
export async function change({ url, token }: AskedOf, { text }: Mutation): Promise<AskedChange | undefined> {
  const request = postOf(JSON.stringify({ query: text.replace(NEW_NAME, randomUUID()) }), {
    authorization: `Bearer ${token}`,
  });
  const { headers, body, status } = await sendRaw(`${url}/graphql`, request);
  const { data, errors = [] } = answer.parse(body);
  const requestId = headers.get('x-request-id') ?? '';
  const codes = errors.map(({ extensions }) => extensions.code);
  if (codes.some((code) => EXPECTED.has(code))) return undefined;
  const [code, ...others] = codes;
  if (code !== undefined) {
    const meaning = others.length === 0 ? LOST.get(code) : undefined;
    if (meaning?.status !== status) {
      throw new Error(`${text} was answered with ${status}: ${JSON.stringify(body)}`);
    }
    return { requestId, revision: undefined, mayBeMade: meaning.mayBeMade };
  }
  const revision = data?.changed ?? null;
  return revision === null ? undefined : { requestId, revision, mayBeMade: true };
}

/** The administrator of an account, at a gateway. */
export async function administratorOf(
  gateway: { readonly url: string; token(accountId: string, userId: string): Promise<string> },
  accountId: string,
): Promise<AskedOf> {
  return { url: gateway.url, token: await gateway.token(accountId, OBSERVER) };
}
