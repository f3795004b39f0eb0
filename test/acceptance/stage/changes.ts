import { z } from 'zod';
import { principal, rbac } from './company.js';
import { soundData } from './questions.js';
import type { Answer, Person } from './tenant.js';

/** One grant, as tests write it: to whom, which set, and on which integration (or `*`). */
export interface GrantAsked {
  readonly to: string;
  readonly set: string;
  readonly on: string;
}

const PERMISSION = 'permission { rbacId principal { type id } permissionSet { id } source inert }';
const PERMISSION_CHANGES = `changes { outcome ${PERMISSION} } warnings { code } userErrors { code field }`;

export function grantPermission(person: Person, asked: GrantAsked): Promise<Answer> {
  const input = { rbacId: rbac(asked.on), ...grantInput(asked) };
  return mutate(person, 'grantPermission', { input, selection: PERMISSION_CHANGES });
}

const granted = z.object({ changes: z.tuple([z.object({ permission: z.object({ id: z.string() }) })]) });

/** The id of a permission that the person grants for the test. */
export async function newPermission(person: Person, asked: GrantAsked): Promise<string> {
  const input = { rbacId: rbac(asked.on), ...grantInput(asked) };
  const answer = await mutate(person, 'grantPermission', {
    input,
    selection: 'changes { permission { id } }',
  });
  return granted.parse(soundData(answer)).changes[0].permission.id;
}

export function revokePermission(person: Person, permissionId: string, options = {}): Promise<Answer> {
  const input = { permissionId, ...options };
  return mutate(person, 'revokePermission', { input, selection: PERMISSION_CHANGES });
}

/** The Save button of the Permissions tab of one integration. */
export interface Save {
  readonly on: string;
  readonly add?: readonly Omit<GrantAsked, 'on'>[];
  readonly remove?: readonly string[];
  readonly expectedRevision?: number;
  readonly reason?: string;
  readonly allowOrphan?: boolean;
  readonly allowSelfLockout?: boolean;
}

export function save(person: Person, { on, add = [], ...rest }: Save): Promise<Answer> {
  const input = { rbacId: rbac(on), add: add.map(grantInput), ...rest };
  return mutate(person, 'changePermissions', { input, selection: PERMISSION_CHANGES });
}

function grantInput({ to, set }: Omit<GrantAsked, 'on'>) {
  return { principal: principal(to), permissionSetId: set };
}

export function createIntegration(person: Person, input: object): Promise<Answer> {
  const selection = 'integration { name type teams { id } createdBy { id } } userErrors { code field }';
  return mutate(person, 'createIntegration', { input, selection });
}

export function updateIntegration(person: Person, input: object): Promise<Answer> {
  const selection = 'integration { id name version } userErrors { code field }';
  return mutate(person, 'updateIntegration', { input, selection });
}

export function deleteIntegration(person: Person, id: string): Promise<Answer> {
  const selection = 'deletedIntegrationId userErrors { code field }';
  return mutate(person, 'deleteIntegration', { input: { id }, selection });
}

const created = z.object({ integration: z.object({ id: z.string() }) });

/** The id of an integration that the person creates for the test. */
export async function newIntegration(person: Person, input: object): Promise<string> {
  const answer = await mutate(person, 'createIntegration', { input, selection: 'integration { id }' });
  return created.parse(soundData(answer)).integration.id;
}

const payload = z.record(z.string(), z.unknown()).nullable();

/** The payload of the mutation as data, with the errors as they came. */
async function mutate(
  person: Person,
  field: string,
  { input, selection }: { readonly input: object; readonly selection: string },
): Promise<Answer> {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} } }`;
  const { data, errors } = await person.ask(document, { input });
  return { data: payload.parse(data)?.[field] ?? null, ...(errors && { errors }) };
}

/** The expected answer of a change of permissions that was carried out. */
export function done(changes: readonly object[], warnings: readonly string[] = []): Answer {
  return { data: { changes, warnings: warnings.map((code) => ({ code })), userErrors: [] } };
}

/** The expected answer of a change that was refused, and changed nothing. */
export function refusedChange(code: string, field: readonly string[]): Answer {
  return { data: { changes: [], warnings: [], userErrors: [{ code, field }] } };
}

type Outcome = 'CREATED' | 'UNCHANGED' | 'REMOVED';

/** One entry of `changes`. */
export function change(outcome: Outcome, { to, set, on }: GrantAsked, more: object = {}): object {
  const permission = {
    rbacId: rbac(on),
    principal: principal(to),
    permissionSet: { id: set },
    source: 'GRANTED',
    inert: false,
  };
  return { outcome, permission: { ...permission, ...more } };
}

export const ABSENT = { outcome: 'ABSENT', permission: null };
