import { z } from 'zod';
import type { TestGateway } from '../../support/gateway.js';
import { ADA } from './world.js';

/** A list of the API: where it stands in a query, and how its arguments are completed. */
export interface PagedList {
  readonly name: string;
  /** `ARGS` stands for `first` and `after`. */
  readonly query: string;
}

const NODES = '{ edges { cursor } pageInfo { endCursor hasNextPage } }';

export const PAGED_LISTS: readonly PagedList[] = [
  list('integrations', `integrations(ARGS) ${NODES}`),
  list('usableIntegrations', `usableIntegrations(ARGS) ${NODES}`),
  list('permissions', `permissions(rbacId: "data_providers.int_pay", ARGS) ${NODES}`),
  list('whoCan', `whoCan(rbacId: "data_providers.int_pay", action: USE, ARGS) ${NODES}`),
  list('users', `users(ARGS) ${NODES}`),
  list('groups', `groups(ARGS) ${NODES}`),
  list('teams', `teams(ARGS) ${NODES}`),
  list('auditEvents', `auditEvents(ARGS) ${NODES}`),
  list('User.permissions', `viewer { permissions(ARGS) ${NODES} }`),
  list('Group.members', `groups(search: "on call") { edges { node { members(ARGS) ${NODES} } } }`),
  list('Group.permissions', `groups(search: "on call") { edges { node { permissions(ARGS) ${NODES} } } }`),
  list('Integration.permissions', `integration(id: "int_pay") { permissions(ARGS) ${NODES} }`),
];

/** Lists of the same kind that hang on something else. */
export const OTHER_PARENTS: readonly PagedList[] = [
  list('permissions', `permissions(rbacId: "data_providers.int_hidden", ARGS) ${NODES}`),
  list('permissions', `permissions(rbacId: "data_providers.int_pay", includeWildcard: true, ARGS) ${NODES}`),
  list('whoCan', `whoCan(rbacId: "data_providers.int_hidden", action: USE, ARGS) ${NODES}`),
  list('whoCan', `whoCan(rbacId: "data_providers.int_pay", action: READ, ARGS) ${NODES}`),
  list('Integration.permissions', `integration(id: "int_hidden") { permissions(ARGS) ${NODES} }`),
  list('Group.members', `groups(search: "administrators") { edges { node { members(ARGS) ${NODES} } } }`),
];

function list(name: string, query: string): PagedList {
  return { name, query };
}

/** Asks for a page; arguments as they stand in the document. */
export function askPage(
  gateway: TestGateway,
  { query }: PagedList,
  { args, as = ADA }: { readonly args: string; readonly as?: typeof ADA },
): ReturnType<TestGateway['ask']> {
  return gateway.ask(as, `{ ${query.replace('ARGS', () => args)} }`);
}

/** A cursor that the list itself gave. */
export async function cursorOf(gateway: TestGateway, paged: PagedList, as = ADA): Promise<string> {
  const { data } = await askPage(gateway, paged, { args: 'first: 1', as });
  const [cursor] = cursorsIn(data);
  return z.string().parse(cursor, { error: () => `${paged.name} has no row: ${JSON.stringify(data)}` });
}

function cursorsIn(value: unknown): readonly string[] {
  return [...JSON.stringify(value).matchAll(/"cursor":"([^"]+)"/g)].map(([, cursor = '']) => cursor);
}
