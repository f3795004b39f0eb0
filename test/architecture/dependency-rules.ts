/**
 * Who may import whom: dependencies point inwards, from transport over services to the decision. A target is a folder
 * or file of the sources (`src/decision`), a package (`zod`, with what lies under it) or a scope (`@fastify`).
 */
export interface DependencyRule {
  /** Folders, or files, the rule is about. */
  readonly folders: readonly string[];
  /** Nothing else may be imported; the folder itself always may. */
  readonly only?: readonly string[];
  readonly never?: readonly string[];
  readonly why: string;
}

const sources = (...names: readonly string[]) => names.map((name) => `src/${name}`);

const SERVICES = sources(
  'access',
  'permissions',
  'integrations',
  'directory',
  'rights',
  'audit',
  'changes',
  'access-tokens',
  'accounts',
);

/** What services are made of, and what is as far inside as they are. */
const SHARED = sources('errors', 'collections', 'secrets');

const TRANSPORT = [
  ...['graphql', 'type-graphql', 'graphql-scalars', 'reflect-metadata', '@apollo', '@as-integrations'],
  ...['fastify', '@fastify', 'src/graphql', 'src/http', 'src/cli', 'src/gateway.ts'],
];

const ENGINES = ['mongoose', 'libsql', 'src/datastore/mongodb', 'src/datastore/sqlite'];

export const DEPENDENCY_RULES: readonly DependencyRule[] = [
  { folders: ['src/decision'], only: [], why: 'the decision is pure' },
  {
    folders: ['src/datastore/contract'],
    only: ['src/decision', 'zod'],
    why: 'the contract belongs to the inside and knows no engine',
  },
  {
    folders: [...SERVICES, ...SHARED],
    never: [...TRANSPORT, ...ENGINES],
    why: 'services know neither transport nor engine',
  },
  {
    folders: sources('datastore'),
    never: [...TRANSPORT, ...SERVICES],
    why: 'an engine knows the contract, not who asks',
  },
];

/** A package, or a file of the sources, and the only folders or files that may import it. */
export const RESERVED_PACKAGES: readonly { readonly name: string; readonly folders: readonly string[] }[] = [
  { name: 'libsql', folders: ['src/datastore/sqlite', 'src/scratch'] },
  { name: 'mongoose', folders: ['src/datastore/mongodb'] },
  { name: 'prom-client', folders: ['src/metrics'] },
  // What is served is guarded.
  { name: 'src/graphql/unguarded-schema.ts', folders: ['src/graphql/schema.ts'] },
];

/** The only places that read the environment, so that each setting is parsed and reported once. */
export const ENVIRONMENT_READERS = ['src/config', 'src/main.ts'];
