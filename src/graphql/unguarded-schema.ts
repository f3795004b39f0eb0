import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import type { IntegrationChangeDependencies } from '../integrations/create-integration.js';
import { AccessTokenMutations } from './resolvers/access-token-mutations.js';
import { AccessTokensResolver } from './resolvers/access-tokens-resolver.js';
import { AuditResolver } from './resolvers/audit-resolver.js';
import { AccountMutations } from './resolvers/account-mutations.js';
import { DirectoryResolver, GroupResolver, UserResolver } from './resolvers/directory-resolver.js';
import { GroupMutations } from './resolvers/group-mutations.js';
import { IntegrationMutations } from './resolvers/integration-mutations.js';
import { IntegrationResolver } from './resolvers/integration-resolver.js';
import { PermissionMutations } from './resolvers/permission-mutations.js';
import { PermissionResolver } from './resolvers/permission-resolver.js';
import { RightsResolver } from './resolvers/rights-resolver.js';
import { TeamResolver } from './resolvers/team-resolver.js';
import { TeamMutations } from './resolvers/team-mutations.js';
import { UserMutations } from './resolvers/user-mutations.js';
import { ViewerResolver } from './resolvers/viewer-resolver.js';

const RESOLVERS = [
  ViewerResolver,
  IntegrationResolver,
  PermissionResolver,
  RightsResolver,
  DirectoryResolver,
  UserResolver,
  GroupResolver,
  TeamResolver,
  AuditResolver,
  PermissionMutations,
  IntegrationMutations,
  UserMutations,
  GroupMutations,
  TeamMutations,
  AccountMutations,
  AccessTokensResolver,
  AccessTokenMutations,
] as const;

const QUERY = 'What can be asked. An answer is that of one revision of the account.';
const MUTATION = 'What can be changed. Each is carried out whole or not at all, in the order given.';

/** The schema as the resolvers make it, with the rules that its fields declare and nothing that enforces them. */
export function buildUnguardedSchema(dependencies: IntegrationChangeDependencies): GraphQLSchema {
  const instances = new Map<unknown, object>(
    RESOLVERS.map((resolver) => [resolver, new resolver(dependencies)]),
  );
  const schema = buildSchemaSync({
    resolvers: RESOLVERS,
    container: { get: (resolver) => instances.get(resolver) },
    // Inputs are validated by each resolver's own schema, with messages that name the field.
    validate: false,
  });
  // type-graphql has no place to describe these two.
  for (const [type, description] of [
    [schema.getQueryType(), QUERY],
    [schema.getMutationType(), MUTATION],
  ] as const) {
    if (type) type.description = description;
  }
  return schema;
}
