import { z } from 'zod';
import type { Asked } from '../oracle/account.js';
import { isRefusal, refusalAt, soundData } from './ask.js';
import type { Ask, Refusal } from './ask.js';
import { apiDecision, DECISION } from './rights.js';
import type { ApiDecision } from './rights.js';

/** Far more pages than any list of a test has: a list without an end must fail its test and not hang it. */
const MOST_PAGES = 1_000;

export interface ListArguments {
  readonly first: number;
  readonly search?: string;
  readonly type?: string;
}

const row = z.object({ id: z.string() });

/** The ids of one of the two lists of integrations, in order, all pages. */
export async function listed(
  ask: Ask,
  field: 'integrations' | 'usableIntegrations',
  { first, search, type }: ListArguments,
): Promise<readonly string[]> {
  const filters = [
    ...(search === undefined ? [] : [`search: ${JSON.stringify(search)}`]),
    ...(type === undefined ? [] : [`type: ${type}`]),
  ];
  const rows = await walked(ask, { field, first, args: filters, node: 'id' }, row);
  if (isRefusal(rows)) throw new Error(`${field} answered ${rows.refused}`);
  return rows.map(({ id }) => id);
}

const userDecision = z.object({ user: row, decision: apiDecision });

/** Everybody who may, in order, all pages, each with the decision. */
export async function whoCan(
  ask: Ask,
  { action, rbacId, first }: Omit<Asked, 'userId'> & { readonly first: number },
): Promise<readonly { readonly userId: string; readonly decision: ApiDecision }[] | Refusal> {
  const args = [`rbacId: ${JSON.stringify(rbacId)}`, `action: ${action}`];
  const rows = await walked(
    ask,
    { field: 'whoCan', first, args, node: `user { id } decision { ${DECISION} }` },
    userDecision,
  );
  return isRefusal(rows) ? rows : rows.map(({ user, decision }) => ({ userId: user.id, decision }));
}

const permission = z
  .object({
    id: z.string(),
    rbacId: z.string(),
    principal: z.object({ type: z.enum(['USER', 'GROUP']), id: z.string() }),
    permissionSet: row,
    source: z.enum(['GRANTED', 'AUTOMATIC', 'SYSTEM']),
    inert: z.boolean(),
  })
  .transform(({ permissionSet, ...others }) => ({ ...others, permissionSetId: permissionSet.id }));
export type ApiPermission = z.infer<typeof permission>;

/** The permissions on an RBAC id, in order, all pages. */
export function permissionsOn(
  ask: Ask,
  rbacId: string,
  { first, includeWildcard = false }: { readonly first: number; readonly includeWildcard?: boolean },
): Promise<readonly ApiPermission[] | Refusal> {
  const args = [`rbacId: ${JSON.stringify(rbacId)}`, `includeWildcard: ${includeWildcard}`];
  const node = 'id rbacId principal { type id } permissionSet { id } source inert';
  return walked(ask, { field: 'permissions', first, args, node }, permission);
}

/** The rows of a list from its first page to its last, each page asked for in a request of its own. */
async function walked<Row>(
  ask: Ask,
  list: {
    readonly field: string;
    readonly first: number;
    readonly args: readonly string[];
    readonly node: string;
  },
  node: z.ZodType<Row>,
): Promise<readonly Row[] | Refusal> {
  const page = z.object({
    list: z.object({
      edges: z.array(z.object({ node })).max(list.first),
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    }),
  });
  const query = `query ($after: String) {
    list: ${list.field}(${[`first: ${list.first}`, ...list.args, 'after: $after'].join(', ')}) {
      edges { node { ${list.node} } } pageInfo { hasNextPage endCursor }
    }
  }`;
  const rows: Row[] = [];
  let after: string | null = null;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const answer = await ask(query, { after });
    const refusal = refusalAt(answer, 'list');
    if (refusal) return refusal;
    const { edges, pageInfo } = page.parse(soundData(answer)).list;
    rows.push(...edges.map((edge) => edge.node));
    if (!pageInfo.hasNextPage) return rows;
    after = pageInfo.endCursor;
  }
  throw new Error(`${list.field} goes on after ${MOST_PAGES} pages`);
}
