import type { GraphQLSchema } from 'graphql';
import { EverythingOf } from './every-field.js';

/** What questions name of an account. */
export interface Questioned {
  readonly users: readonly { readonly id: string }[];
  readonly groups: readonly { readonly id: string }[];
  readonly teams: readonly { readonly id: string }[];
  readonly integrations: readonly { readonly id: string }[];
}

/** Objects that lead on to others. */
const STEPS = 1;
/** The more of each, the larger the answers. */
const MOST = 3;
const MOST_CHECKS = 20;

/** With which arguments each question is asked about an account; every question has to be here. */
const ARGUMENTS: Readonly<Record<string, (account: Questioned) => readonly string[]>> = {
  viewer: () => [''],
  account: () => [''],
  user: ({ users }) => users.map(({ id }) => `(id: "${id}")`),
  group: ({ groups }) => groups.map(({ id }) => `(id: "${id}")`),
  team: ({ teams }) => teams.map(({ id }) => `(id: "${id}")`),
  users: () => ['(first: 100)', '(first: 2)'],
  groups: () => ['(first: 100)', '(search: "a")'],
  teams: () => ['(first: 100)'],
  permissionSets: () => [''],
  auditEvents: () => ['(first: 20)', '(first: 5)'],
  integrations: () => ['(first: 100)', '(first: 3, search: "e")'],
  usableIntegrations: () => ['(first: 100)'],
  integration: ({ integrations }) => integrations.map(({ id }) => `(id: "${id}")`),
  integrationsById: ({ integrations }) => [`(ids: ${JSON.stringify(integrations.map(({ id }) => id))})`],
  permissions: ({ integrations }) => [
    '(rbacId: "data_providers.*")',
    ...integrations.map(({ id }) => `(rbacId: "data_providers.${id}", includeWildcard: true)`),
  ],
  effectiveRights: ({ users, integrations }) =>
    users.flatMap((user) =>
      ['*', ...integrations.map(({ id }) => id)].map(
        (id) => `(rbacId: "data_providers.${id}", userId: "${user.id}")`,
      ),
    ),
  checkRights: (account) => [`(checks: [${checksOf(account).join(' ')}])`],
  whoCan: ({ integrations }) => integrations.map(({ id }) => `(rbacId: "data_providers.${id}", action: USE)`),
};

/** One document that asks everything about an account, of each object every field, several times over. */
export function questionsAbout(schema: GraphQLSchema, asked: Questioned): string {
  const everything = new EverythingOf(schema);
  const account: Questioned = {
    users: asked.users.slice(0, MOST),
    groups: asked.groups.slice(0, MOST),
    teams: asked.teams.slice(0, MOST),
    integrations: asked.integrations.slice(0, MOST),
  };
  const fields = Object.keys(schema.getQueryType()?.getFields() ?? {}).flatMap((field) => {
    const uses = ARGUMENTS[field];
    if (uses === undefined) throw new Error(`${field} is new: say in questions.ts how it is asked`);
    const selection = everything.selection(field, STEPS);
    return uses(account).map((use, index) => `${field}_${index}: ${field}${use} ${selection}`);
  });
  return `{ ${fields.join('\n')} }\n${everything.fragments}`;
}

function checksOf({ users, integrations }: Questioned): readonly string[] {
  const checks = users.flatMap((user) =>
    integrations.flatMap(({ id }) =>
      ['USE', 'UPDATE'].map(
        (action) => `{ rbacId: "data_providers.${id}", action: ${action}, userId: "${user.id}" }`,
      ),
    ),
  );
  return checks.slice(0, MOST_CHECKS);
}
