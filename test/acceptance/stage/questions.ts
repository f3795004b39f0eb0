import { expect } from '@jest/globals';
import { z } from 'zod';
import { rbac } from './company.js';
import type { Answer, Person } from './tenant.js';

const list = z.strictObject({
  list: z.strictObject({ edges: z.array(z.strictObject({ node: z.unknown() })) }),
});
const withId = z.strictObject({ id: z.string() });

/** What the alerting UI offers for escalation levels: ids, in order. */
export function picker(person: Person): Promise<readonly string[]> {
  return idsIn(person, 'usableIntegrations');
}

/** What the management page shows: ids, in order. */
export function managementList(person: Person): Promise<readonly string[]> {
  return idsIn(person, 'integrations');
}

async function idsIn(person: Person, field: string): Promise<readonly string[]> {
  const answer = await person.ask(`{ list: ${field} { edges { node { id } } } }`);
  return nodes(answer).map((node) => withId.parse(node).id);
}

/** The rows of a list that was asked for as `list`; errors beside them fail the test. */
export function nodes(answer: Answer): readonly unknown[] {
  return list.parse(soundData(answer)).list.edges.map(({ node }) => node);
}

const page = z.strictObject({
  list: z.strictObject({
    edges: z.array(z.strictObject({ node: withId })),
    pageInfo: z.strictObject({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

/** The ids on each page of a list that is asked for as `list`, such as `integrations(first: 1, after: $after)`. */
export async function pages(person: Person, list: string): Promise<readonly (readonly string[])[]> {
  const document = `query ($after: String) {
    list: ${list} { edges { node { id } } pageInfo { hasNextPage endCursor } }
  }`;
  const found: string[][] = [];
  let after: string | null = null;
  do {
    const answer = soundData(await person.ask(document, { after }));
    const { edges, pageInfo } = page.parse(answer).list;
    found.push(edges.map(({ node }) => node.id));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return found;
}

/** The data of an answer without errors. */
export function soundData(answer: Answer): unknown {
  expect(answer.errors).toBeUndefined();
  return answer.data;
}

const decision = z.strictObject({
  action: z.string(),
  allowed: z.boolean(),
  decidedBy: z.string(),
  reason: z.string(),
});
const rightsAnswer = z.strictObject({
  effectiveRights: z.strictObject({ decisions: z.array(decision) }).nullable(),
});

/** Each action with its decision, as in `USE: 'yes, PERMISSION_SET ALL_LAYERS_PASSED'`; null where the API says null. */
export async function rights(
  person: Person,
  on: string,
  userId?: string,
): Promise<Readonly<Record<string, string>> | null> {
  const document = `query ($on: String!, $userId: ID) {
    effectiveRights(rbacId: $on, userId: $userId) { decisions { action allowed decidedBy reason } }
  }`;
  const answer = soundData(await person.ask(document, { on: rbac(on), userId }));
  const decisions = rightsAnswer.parse(answer).effectiveRights?.decisions;
  if (decisions === undefined) return null;
  return Object.fromEntries(
    decisions.map(({ action, allowed, decidedBy, reason }) => [
      action,
      `${allowed ? 'yes' : 'no'}, ${decidedBy} ${reason}`,
    ]),
  );
}

/** The actions that a user may do, in the order of the enum. */
export async function allowedActions(person: Person, on: string): Promise<readonly string[]> {
  const decisions = (await rights(person, on)) ?? {};
  return Object.keys(decisions).filter((action) => decisions[action]?.startsWith('yes'));
}
